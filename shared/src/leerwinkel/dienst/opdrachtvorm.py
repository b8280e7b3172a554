"""A command as a body of JSON: its fields, read as strictly as an event, without what only the service may say."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, Final, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from leerwinkel.gebeurtenissen.basis import Datum, Tijdstip

VAN_DE_DIENST: Final = frozenset({"nu", "service"})
"""Fields that only the service may fill: its clock, and who it is."""
_STRENG: Final[Mapping[Any, Any]] = {datetime: Tijdstip, date: Datum}


def vorm(soort: type) -> type[BaseModel]:
    """The model of what a client sends for a command of that class (a dataclass)."""
    hints = get_type_hints(soort, include_extras=True)
    velden: dict[str, Any] = {
        veld.name: (_streng(hints[veld.name]), ... if veld.default is MISSING else veld.default)
        for veld in fields(soort)
        if veld.name not in VAN_DE_DIENST
    }
    return create_model(soort.__name__, __config__=ConfigDict(extra="forbid"), **velden)


def _streng(hint: Any) -> Any:
    """A moment or a day as the contract has it, also where it may be absent."""
    delen = get_args(hint)
    if NoneType in delen and len(delen) == len((hint, None)):
        [deel] = [deel for deel in delen if deel is not NoneType]
        return _STRENG[deel] | None if deel in _STRENG else hint
    return _STRENG.get(hint, hint)


def command(soort: type, gezonden: BaseModel, service: str) -> Any:
    """The command that was sent to that service, now."""
    eigen: dict[str, Any] = {"nu": datetime.now(UTC), "service": service}
    velden = {veld.name: eigen.get(veld.name) or getattr(gezonden, veld.name) for veld in fields(soort)}
    return soort(**velden)


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """Its JSON Schema in one piece: what it refers to stands where it is used."""
    heel = model.model_json_schema()
    delen: dict[str, Any] = heel.pop("$defs", {})
    return _ingevuld(heel, delen)


def _ingevuld(deel: Any, delen: Mapping[str, Any]) -> Any:
    match deel:
        case {"$ref": str() as naam, **rest}:
            return _ingevuld({**delen[naam.rpartition("/")[2]], **rest}, delen)
        case dict():
            return {naam: _ingevuld(waarde, delen) for naam, waarde in deel.items()}
        case list():
            return [_ingevuld(waarde, delen) for waarde in deel]
        case _:
            return deel
