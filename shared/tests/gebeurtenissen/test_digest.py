"""The digest of an event: the same for the same content, however written; another for any other content."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen import REGISTER, Soort, lees
from leerwinkel.testing.gebeurtenissen import ruwe_gebeurtenissen
from leerwinkel.testing.voorbeelden import microcontact

SOORTEN = st.sampled_from(list(REGISTER.values()))
SPOOR = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def door_elkaar(waarde: Any, willekeur: Any) -> Any:
    match waarde:
        case dict():
            sleutels: list[Any] = list(waarde)
            willekeur.shuffle(sleutels)
            return {sleutel: door_elkaar(waarde[sleutel], willekeur) for sleutel in sleutels}
        case list():
            return [door_elkaar(deel, willekeur) for deel in waarde]
        case _:
            return waarde


def digest(gebeurtenis: Any, **opmaak: Any) -> bytes:
    return lees(json.dumps(gebeurtenis, **opmaak).encode()).digest()


@given(gebeurtenis=SOORTEN.flatmap(ruwe_gebeurtenissen), willekeur=st.randoms(use_true_random=False))
def test_key_order_whitespace_and_trace_do_not_count(gebeurtenis: dict[str, Any], willekeur: Any):
    anders = {**door_elkaar(gebeurtenis, willekeur), "traceparent": SPOOR}
    assert digest(anders, indent=3, ensure_ascii=False) == digest(gebeurtenis)


@given(gebeurtenis=SOORTEN.flatmap(ruwe_gebeurtenissen), spoor=st.sampled_from([None, SPOOR]), data=st.data())
def test_it_is_that_of_the_model_written_with_moments_in_utc_and_without_trace(
    gebeurtenis: dict[str, Any], spoor: str | None, data: st.DataObject
):
    """As it was first defined: every index and every table of the VOL holds such digests."""
    lastig = '\u2028é,"traceparent":"x","time":"y"'
    gekozen = {"correlationid": lastig, "causationid": lastig, "traceparent": spoor}
    verschil = data.draw(st.sampled_from(["Z", "+00:00", "+02:00", "-05:30", ".25+01:00", ".000001Z"]))
    lees_dit = gebeurtenis | {n: w for n, w in gekozen.items() if w} | {"time": f"2016-03-01T10:00:00{verschil}"}
    gelezen = lees(json.dumps(lees_dit).encode())
    in_utc = {veld: getattr(gelezen, veld).astimezone(UTC) for veld in MOMENTEN}
    gezegd = gelezen.model_copy(update=in_utc).model_dump_json(exclude_none=True, exclude={"traceparent"})
    assert gelezen.ruw_en_digest() == (gelezen.ruw(), sha256(gezegd.encode()).digest())
    assert gelezen.ruw() == gelezen.model_dump_json(exclude_none=True).encode()


MOMENTEN = ("time", "recordedtime")


def test_a_moment_counts_as_the_instant_that_it_names():
    gebeurtenis = json.loads(microcontact("d1").ruw())
    gebeurtenis["time"] = "2026-07-01T10:00:00+02:00"
    assert digest({**gebeurtenis, "time": "2026-07-01T08:00:00Z"}) == digest(gebeurtenis)
    assert digest({**gebeurtenis, "time": "2026-07-01T08:00:01Z"}) != digest(gebeurtenis)


@given(data=st.data(), soort=SOORTEN)
def test_anything_else_counts(data: st.DataObject, soort: Soort):
    een, ander = data.draw(ruwe_gebeurtenissen(soort)), data.draw(ruwe_gebeurtenissen(soort))
    veld = data.draw(st.sampled_from([naam for naam in een if naam != "traceparent" and naam in ander]))
    assume(een[veld] != ander[veld])
    assume(veld not in MOMENTEN or datetime.fromisoformat(een[veld]) != datetime.fromisoformat(ander[veld]))
    assert digest({**een, veld: ander[veld]}) != digest(een)


@given(gebeurtenis=SOORTEN.flatmap(ruwe_gebeurtenissen))
def test_who_recorded_it_counts(gebeurtenis: dict[str, Any]):
    assume("medewerker" not in gebeurtenis)
    assert digest({**gebeurtenis, "medewerker": "m1"}) != digest(gebeurtenis)


def test_an_absent_field_says_the_same_as_an_empty_one():
    gebeurtenis = {
        "specversion": "1.0",
        "id": "018f2f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e",
        "source": "urn:leerwinkel:gent:intake",
        "type": "be.leerwinkel.partners.doorverwijzing-afgerond.v1",
        "subject": "d1",
        "time": "2026-01-05T09:00:00Z",
        "recordedtime": "2026-01-05T09:00:00Z",
        "data": {"doorverwijzing": "v1"},
    }
    assert digest({**gebeurtenis, "data": {"doorverwijzing": "v1", "resultaat": None}}) == digest(gebeurtenis)
