"""Building blocks of the language: closed, frozen models and the shapes of their fields.

Names and fields of everything built on these are the storage format: a change is a new version with an upcaster.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, LiteralString, cast

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from leerwinkel.gebeurtenissen.codelijst import Code

Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""An id: one token of a NATS subject, so no dot, space or wildcard; never a name or a number of a person."""

Jwe = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$")]
"""Encrypted text: JWE compact serialisation (RFC 7516). Only the region can read it."""

DATUM = r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
TIJD = r"[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
OFFSET = r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"


@dataclass(frozen=True, slots=True)
class _Alleen:
    """Text of one form only: pydantic also takes `1700000000` for a moment and `0` for a day."""

    vorm: str
    soort: type
    fout: LiteralString

    def __get_pydantic_core_schema__(self, bron: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        gewoon = handler(bron)
        tekst = core_schema.str_schema(strict=True, pattern=f"^(?:{self.vorm})$")
        gevormd = core_schema.custom_error_schema(tekst, self.fout, custom_error_context={"error": _GEEN_VORM})
        return core_schema.json_or_python_schema(
            core_schema.chain_schema([gevormd, gewoon]),
            core_schema.no_info_before_validator_function(self._gekeurd, gewoon),
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(cast("core_schema.JsonOrPythonSchema", schema)["python_schema"])

    def _gekeurd(self, waarde: object) -> object:
        if type(waarde) is self.soort or (isinstance(waarde, str) and re.fullmatch(self.vorm, waarde)):
            return waarde
        raise PydanticCustomError(self.fout, _GEEN_VORM)


_GEEN_VORM: LiteralString = "not of the form of RFC 3339"

Tijdstip = Annotated[
    AwareDatetime, Field(strict=False), _Alleen(f"{DATUM}{TIJD}{OFFSET}?", datetime, "datetime_parsing")
]
"""A moment of 1900–2099: RFC 3339 with offset."""

Datum = Annotated[date, Field(strict=False), _Alleen(DATUM, date, "date_parsing")]
"""A day of 1900–2099, as `2026-01-31`."""

Regio = Annotated[str, Code("regio")]
Minuten = Annotated[int, Field(ge=1, le=480)]
Aantal = Annotated[int, Field(ge=0, le=1_000_000)]
Ernst = Annotated[int, Field(ge=1, le=3)]
Niveau = Annotated[int, Field(ge=1, le=8)]


class Model(BaseModel):
    """Frozen, closed (an unknown field is refused) and strict (no text where a number belongs)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Gegevens(Model):
    """The data of one kind of event. Subclasses say where it belongs; the name follows from the class."""

    service: ClassVar[str]
    entiteit: ClassVar[str] = "dossier"
    versie: ClassVar[int] = 1

    @classmethod
    def gebeurtenisnaam(cls) -> str:
        """The event's name in kebab case: `SessieGehouden` is `sessie-gehouden`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def gebeurtenistype(cls) -> str:
        """The CloudEvents type, e.g. `be.leerwinkel.trajecten.sessie-gehouden.v1`."""
        return f"be.leerwinkel.{cls.service}.{cls.gebeurtenisnaam()}.v{cls.versie}"


Bron = Annotated[str, Field(pattern=r"^urn:leerwinkel:[a-z-]{1,32}:[a-z0-9-]{1,48}$")]
"""Who says it: `urn:leerwinkel:<regio>:<systeem>`."""

Uuid = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", to_lower=True),
]
"""Any UUID, in lower case once read."""


class VolGegevens(Gegevens):
    """The data of an event of the VOL. `bereik` says which regions read it: `regio` one, `alle` all, `intern` none."""

    service: ClassVar[str] = "vol"
    entiteit: ClassVar[str] = "vol"
    bereik: ClassVar[Literal["regio", "alle", "intern"]] = "intern"

    def bereik_token(self) -> str:
        """The part of the subject after `vol.`: `regio.<regio>`, `alle` or `intern`."""
        return f"regio.{getattr(self, 'regio', '')}" if self.bereik == "regio" else self.bereik


class Doel(Model):
    """The event that a correction or a retraction names."""

    source: Bron
    id: Uuid


def geordend(waarde: Any) -> Any:
    """The same JSON with its keys in order: what was said does not depend on how it was written down."""
    match waarde:
        case dict():
            return {sleutel: geordend(waarde[sleutel]) for sleutel in sorted(waarde)}
        case list():
            return [geordend(deel) for deel in waarde]
        case _:
            return waarde
