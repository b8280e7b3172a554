"""Hypothesis strategies for events, made from the models: every kind, with realistic ids, regions and moments."""

import json
import types
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from leerwinkel.gebeurtenissen.basis import Bron, Gegevens, Jwe, Token, Uuid
from leerwinkel.gebeurtenissen.codelijst import Code, codelijst
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.lezen import lees
from leerwinkel.gebeurtenissen.register import Soort, soorten_van
from leerwinkel.testing.tijdstippen import tijdstippen

_SYSTEMEN = ("intake", "trajecten", "partners", "import", "registratie-x")
_NAMEN = (
    "CVO Lethas",
    "Ligo Gent-Meetjesland",
    "OCMW Genk",
    "’t Scharnier vzw",
    "Huis van het Kind & co",
    "École n° 9",
)
_HEX = "0123456789abcdef"


@cache
def gebeurtenissen(soort: Soort, *, regio: str | None = None) -> SearchStrategy[AnyGebeurtenis]:
    """Valid events of one kind, as read back from their bytes; of any region, or of the one given."""
    return ruwe_gebeurtenissen(soort, regio=regio).map(lambda ruw: lees(json.dumps(ruw).encode(), streng=True))


@st.composite
def ruwe_gebeurtenissen(trek: st.DrawFn, soort: Soort, *, regio: str | None = None) -> dict[str, Any]:
    """The same as plain JSON objects, as another system would send them: to break them, or to write them otherwise."""
    bron = "urn:leerwinkel:vol:vol" if soort.service == "vol" else trek(_bronnen(regio))
    anoniem = soort.entiteit == "bevraging"
    tijdstip = trek(tijdstippen())
    if anoniem:
        tijdstip = tijdstip.replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "specversion": "1.0",
        "id": str(trek(st.uuids())),
        "source": bron,
        "type": soort.type,
        "subject": bron.split(":")[2] if soort.entiteit == "regio" else trek(tokens()),
        "time": tijdstip.isoformat(),
        "recordedtime": (tijdstip + trek(_vertragingen())).isoformat(),
        "datacontenttype": "application/json",
        **({} if anoniem else trek(_verbanden())),
        "data": trek(ruwe_gegevens(soort.model)),
    }


@cache
def ruwe_gegevens(model: type[Gegevens]) -> SearchStrategy[dict[str, Any]]:
    """Valid data of a model as plain JSON; optional fields are there or not. A correction corrects an event that is."""
    if not issubclass(model, GebeurtenisGecorrigeerd):
        return _objecten(model)
    nieuw = st.sampled_from(_te_corrigeren(model)).flatmap(_objecten)
    return st.tuples(_objecten(model), nieuw).map(lambda paar: {**paar[0], "gegevens": paar[1]})


@cache
def tokens() -> SearchStrategy[str]:
    """Ids as systems make them: a UUID, a hash, a short number with a letter."""
    return st.one_of(st.uuids().map(str), _hex(32), st.integers(1, 99_999).map(lambda n: f"D_{n}-a"))


@cache
def _bronnen(regio: str | None = None) -> SearchStrategy[str]:
    regios = st.sampled_from(list(codelijst("regio")) if regio is None else [regio])
    return st.tuples(regios, st.sampled_from(_SYSTEMEN)).map(lambda paar: f"urn:leerwinkel:{paar[0]}:{paar[1]}")


@cache
def _vertragingen() -> SearchStrategy[timedelta]:
    return st.sampled_from([timedelta(minutes=m) for m in (0, 3, 90, 1440, 5 * 1440, 30 * 1440)])


def _hex(lengte: int) -> SearchStrategy[str]:
    return st.text(_HEX, min_size=lengte, max_size=lengte)


@cache
def _verbanden() -> SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "correlationid": st.uuids().map(str),
            "causationid": st.uuids().map(str),
            "medewerker": tokens(),
            "traceparent": _hex(32).map(lambda spoor: f"00-{spoor}-{spoor[:16]}-01"),
        },
    )


def _te_corrigeren(model: type[GebeurtenisGecorrigeerd]) -> list[type[Gegevens]]:
    correcties = (GebeurtenisGecorrigeerd, GebeurtenisIngetrokken)
    return [soort.model for soort in soorten_van(model.service) if not issubclass(soort.model, correcties)]


@cache
def _objecten(model: type[BaseModel]) -> SearchStrategy[dict[str, Any]]:
    velden = model.model_fields
    verplicht = {naam for naam, veld in velden.items() if veld.is_required()}
    waarden = {naam: _waarden(veld.annotation, veld.metadata) for naam, veld in velden.items()}
    return st.fixed_dictionaries(
        {naam: waarden[naam] for naam in velden if naam in verplicht},
        optional={naam: waarden[naam] for naam in velden if naam not in verplicht},
    )


def _waarden(soort: Any, kenmerken: list[Any]) -> SearchStrategy[Any]:
    vorm = _VORMEN.get(get_origin(soort))
    if vorm is not None:
        return vorm(get_args(soort), kenmerken)
    return _objecten(soort) if issubclass(soort, BaseModel) else _ENKELE[soort](kenmerken)


def _een_van(delen: tuple[Any, ...], kenmerken: list[Any]) -> SearchStrategy[Any]:
    return st.one_of(*(_waarden(deel, kenmerken) for deel in delen if deel is not types.NoneType))


def _tabel(delen: tuple[Any, ...], _kenmerken: list[Any]) -> SearchStrategy[Any]:
    sleutel, waarde = delen
    return st.just({}) if waarde is Any else st.dictionaries(_waarden(sleutel, []), _waarden(waarde, []), max_size=4)


_VORMEN: dict[Any, Callable[[tuple[Any, ...], list[Any]], SearchStrategy[Any]]] = {
    Annotated: lambda delen, kenmerken: _waarden(delen[0], [*_plat(delen[1:]), *kenmerken]),
    Union: _een_van,
    types.UnionType: _een_van,
    Literal: lambda delen, _: st.sampled_from(delen),
    tuple: lambda delen, _: st.lists(_waarden(delen[0], []), max_size=3),
    dict: _tabel,
}


def _teksten(kenmerken: list[Any]) -> SearchStrategy[str]:
    code = next((kenmerk for kenmerk in kenmerken if isinstance(kenmerk, Code)), None)
    if code is not None:
        return st.sampled_from(code.codes())
    patroon = _grens(kenmerken, "pattern")
    if patroon is None:
        return st.sampled_from(_NAMEN)
    if patroon in _PATRONEN:
        return _PATRONEN[patroon]
    return st.from_regex(patroon, fullmatch=True, alphabet=st.characters(codec="ascii"))


_ENKELE: dict[type, Callable[[list[Any]], SearchStrategy[Any]]] = {
    str: _teksten,
    bool: lambda _: st.booleans(),
    int: lambda kenmerken: st.integers(_grens(kenmerken, "ge"), _grens(kenmerken, "le", 10**9)),
    float: lambda _: st.floats(allow_nan=False, allow_infinity=False),
    date: lambda _: st.dates(date(2015, 1, 1), date(2027, 12, 31)).map(date.isoformat),
    cast("type", AwareDatetime): lambda _: tijdstippen().map(datetime.isoformat),
}


def _grens(kenmerken: list[Any], naam: str, anders: Any = None) -> Any:
    return next((g for kenmerk in kenmerken if (g := getattr(kenmerk, naam, None)) is not None), anders)


def _plat(kenmerken: tuple[Any, ...]) -> Iterator[Any]:
    for kenmerk in kenmerken:
        yield from kenmerk.metadata if isinstance(kenmerk, FieldInfo) else (kenmerk,)


_PATRONEN: dict[str, SearchStrategy[str]] = {
    _grens(list(_plat(get_args(soort)[1:])), "pattern"): strategie
    for soort, strategie in (
        (Token, tokens()),
        (Uuid, st.uuids().map(str)),
        (Bron, _bronnen()),
        (Jwe, st.tuples(_hex(32), _hex(16), _hex(40), _hex(22)).map(lambda d: f"{d[0]}..{d[1]}.{d[2]}.{d[3]}")),
    )
}
"""For the patterns that have a meaning; any other gives whatever fits it."""
