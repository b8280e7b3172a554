"""What departs from the contract: model and schema refuse it alike, with a reason that is never in English."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.contract import alle_soorten, schema_van
from leerwinkel.testing.gebeurtenissen import ruwe_gebeurtenissen

SOORTEN = {soort.type: soort for soort in alle_soorten()}
GEBEURTENISSEN = st.sampled_from(list(SOORTEN.values())).flatmap(ruwe_gebeurtenissen)
BREUKEN = st.floats(allow_nan=False, allow_infinity=False).filter(lambda getal: not getal.is_integer())
BIJNA = st.sampled_from(
    [
        *("2024-01-01T10:00Z", "2024-01-01T10:00:00", "2024-01-01T25:00:00Z", "2024-01-01T10:00:00z", "1700000000"),
        *("2024-01-01T10:00:00,5Z", "2024-01-01T10:00:00+0100", "2024-13-01", "2024-01-01", "0", "2024-Q5"),
        *("99999", "44021", "NL", "onbekend"),
    ]
)
WAARDEN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), BREUKEN, st.text(max_size=20), BIJNA),
    lambda deel: st.one_of(st.lists(deel, max_size=3), st.dictionaries(st.text(max_size=8), deel, max_size=3)),
    max_leaves=6,
)
Pad = tuple[str | int, ...]


@cache
def validator(gebeurtenistype: str) -> Validator:
    return Draft202012Validator(schema_van(SOORTEN[gebeurtenistype]))


def paden(waarde: Any, pad: Pad = ()) -> Iterator[Pad]:
    """Every place in a JSON value, except inside the data of a correction: those no schema can know."""
    yield pad
    delen: Any = ()
    if isinstance(waarde, dict) and pad != ("data", "gegevens"):
        delen = cast("dict[str, Any]", waarde).items()
    elif isinstance(waarde, list):
        delen = enumerate(cast("list[Any]", waarde))
    for sleutel, deel in delen:
        yield from paden(deel, (*pad, sleutel))


def zonder_plaats(waarde: Any, pad: Pad, nieuw: Any) -> Any:
    """The value with another one at that place."""
    if not pad:
        return nieuw
    kopie = waarde.copy()
    kopie[pad[0]] = zonder_plaats(waarde[pad[0]], pad[1:], nieuw)
    return kopie


@st.composite
def gewijzigd(trek: st.DrawFn) -> Any:
    """An event with another value, a field less, or a field more, in one place."""
    gebeurtenis = trek(GEBEURTENISSEN)
    pad = trek(st.sampled_from([p for p in paden(gebeurtenis) if p != ("type",)]))
    nieuw = trek(WAARDEN)
    oud: Any = gebeurtenis
    for deel in pad:
        oud = oud[deel]
    if isinstance(oud, dict) and trek(st.booleans()):
        velden = cast("dict[str, Any]", oud)
        veld = trek(st.one_of(st.just("onbekend_veld"), st.sampled_from(sorted(velden) or ["x"])))
        nieuw = {n: w for n, w in velden.items() if n != veld} if veld in velden else {**velden, veld: nieuw}
    return zonder_plaats(gebeurtenis, pad, nieuw)


def redenen(inhoud: bytes) -> list[str]:
    try:
        lees(inhoud, streng=True)
    except Onleesbaar as onleesbaar:
        return [fout.reden for fout in onleesbaar.fouten]
    return []


@given(gebeurtenis=gewijzigd())
def test_schema_and_model_refuse_the_same(gebeurtenis: Any):
    soort = gebeurtenis.get("type") if isinstance(gebeurtenis, dict) else None
    geweigerd = bool(redenen(json.dumps(gebeurtenis).encode()))
    past = soort in SOORTEN and validator(soort).is_valid(gebeurtenis)
    assert past is not geweigerd


@given(gebeurtenis=gewijzigd())
def test_no_reason_is_in_english(gebeurtenis: Any):
    for reden in redenen(json.dumps(gebeurtenis).encode()):
        assert "is ongeldig (" not in reden


@given(data=st.data())
def test_any_bytes_are_an_event_or_unreadable(data: st.DataObject):
    ruw = bytearray(json.dumps(data.draw(GEBEURTENISSEN)).encode())
    begin = data.draw(st.integers(0, len(ruw)))
    ruw[begin : begin + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    for reden in redenen(bytes(ruw)):
        assert "is ongeldig (" not in reden
