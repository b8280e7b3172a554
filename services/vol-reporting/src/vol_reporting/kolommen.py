"""The columns of the event table, derived from the models of the published language.

One column per field name, over all events; nested models are flattened with an underscore. Encrypted fields and
personal data never get a column. The names are what the SQL of registratie and indicatoren reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from leerwinkel.gebeurtenissen.basis import Doel, Jwe
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.register import REGISTER

VASTE_KOLOMMEN: dict[str, str] = {
    "regio": "VARCHAR",
    "positie": "BIGINT",
    "vol_positie": "BIGINT",
    "ontvangen": "TIMESTAMPTZ",
    "bron": "VARCHAR",
    "id": "UUID",
    "soort": "VARCHAR",
    "service": "VARCHAR",
    "versie": "INTEGER",
    "entiteit": "VARCHAR",
    "tijdstip": "TIMESTAMPTZ",
    "geregistreerd": "TIMESTAMPTZ",
    "dag": "DATE",
    "geregistreerd_dag": "DATE",
    "medewerker": "VARCHAR",
    "digest": "BLOB",
    "is_import": "BOOLEAN",
    "doel_bron": "VARCHAR",
    "doel_id": "UUID",
    "nieuw_tijdstip": "TIMESTAMPTZ",
    "nieuw_dag": "DATE",
    "past_op": "VARCHAR[]",
}
"""Name → DuckDB type of what every event has. `nieuw_*`, `doel_*` and `past_op` are of corrections only."""

_NOOIT = frozenset({"persoonsgegevens", "gegevens"})
_TYPEN: dict[Any, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    AwareDatetime: "TIMESTAMPTZ",
    date: "DATE",
}


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of data: its name, its DuckDB type, and the paths in `data` where its value can stand."""

    naam: str
    type: str
    paden: tuple[tuple[str, ...], ...]


@cache
def gegevenskolommen() -> tuple[Kolom, ...]:
    """All columns of data in alphabetical order. Raises TypeError where two events give one name two types."""
    gevonden: dict[str, Kolom] = {}
    correcties = {model for paar in CORRECTIES.values() for model in paar}
    for soort in REGISTER.values():
        if soort.model in correcties:
            continue
        for naam, type_, pad in _velden(soort.model):
            eerder = gevonden.setdefault(naam, Kolom(naam, type_, (pad,)))
            if eerder.type != type_:
                raise TypeError(f"column {naam} is {eerder.type} and, in {soort.type}, {type_}")
            if pad not in eerder.paden:
                gevonden[naam] = Kolom(naam, type_, (*eerder.paden, pad))
    return tuple(gevonden[naam] for naam in sorted(gevonden))


def _velden(model: type[BaseModel], pad: tuple[str, ...] = ()) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for veld, beschrijving in model.model_fields.items():
        leden = list(_leden(beschrijving.annotation))
        if veld in _NOOIT or Jwe in leden or Doel in leden:
            continue
        genest = next((lid for lid in leden if isinstance(lid, type) and issubclass(lid, BaseModel)), None)
        if genest is not None:
            yield from _velden(genest, (*pad, veld))
        else:
            yield _kolomnaam(model, (*pad, veld)), _type(leden), (*pad, veld)


def _kolomnaam(model: type[BaseModel], pad: tuple[str, ...]) -> str:
    # profiel-aangevuld has the fields of the profile at its top
    van_profiel = issubclass(model, Profiel) and len(pad) == 1 and pad[0] in Profiel.model_fields
    naam = "_".join(("profiel", *pad) if van_profiel else pad)
    return f"gegeven_{naam}" if naam in VASTE_KOLOMMEN else naam


def _leden(annotatie: Any) -> Iterator[Any]:
    """The members of a union, without None."""
    if get_origin(annotatie) in (Union, UnionType):
        for lid in get_args(annotatie):
            yield from _leden(lid)
    elif annotatie is not type(None):
        yield annotatie


def _type(leden: list[Any]) -> str:
    typen = {_enkel_type(lid) for lid in leden}
    return typen.pop() if len(typen) == 1 else "VARCHAR"


def _enkel_type(lid: Any) -> str:
    while get_origin(lid) is Annotated:
        lid = get_args(lid)[0]
    if get_origin(lid) is tuple:
        return "VARCHAR[]" if _enkel_type(get_args(lid)[0]) == "VARCHAR" else "JSON"
    if get_origin(lid) is Literal:
        return "VARCHAR"
    return _TYPEN.get(lid, "JSON")


def structuur() -> dict[str, Any]:
    """The structure of `data` for DuckDB's from_json: nested as in the event, JSON where the shape is free.

    `doel` is a code in one event and an object in another, so it is read as JSON.
    """
    boom: dict[str, Any] = {"doel": "JSON"}
    for kolom in gegevenskolommen():
        for pad in kolom.paden:
            tak = boom
            for stap in pad[:-1]:
                tak = cast("dict[str, Any]", tak.setdefault(stap, {}))
            tak.setdefault(pad[-1], _vorm(kolom.type))
    return boom


def _vorm(type_: str) -> Any:
    return ["VARCHAR"] if type_ == "VARCHAR[]" else type_
