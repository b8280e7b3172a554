"""Who may enter: the contract and nothing but the contract, with a reason in plain Dutch."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leerwinkel.inname.toelating import Geweigerd, laat_toe
from leerwinkel.testing.voorbeelden import sessie

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _ruw(**anders: Any) -> bytes:
    return json.dumps(json.loads(sessie("d1").ruw()) | anders).encode()


def _reden(ruw: bytes, *, regio: str = "gent", systeem: str = "test") -> str:
    with pytest.raises(Geweigerd) as geweigerd:
        laat_toe(ruw, regio=regio, systeem=systeem, nu=NU)
    return geweigerd.value.reden


def test_a_valid_event_may_enter() -> None:
    assert laat_toe(_ruw(), regio="gent", systeem="test", nu=NU).soort == "sessie-gehouden"


@pytest.mark.parametrize(
    ("ruw", "deel"),
    [
        (b"", "geen geldige JSON"),
        (b'{"specversion": "1.0"', "geen geldige JSON"),
        (b"\xff\xfe", "geen geldige JSON"),
        (b"[]", "geen object"),
        (b"[" * 30_000, "geen geldige JSON"),
        (b'{"a":' * 9_000, "geen geldige JSON"),
        (_ruw(type="be.leerwinkel.trajecten.onzin.v1"), "bestaat niet in het contract"),
        (_ruw(extra=1), "kent het contract niet"),
        (_ruw(time="2026-03-01T10:00:00"), "tijdzone"),
        (_ruw(time="2090-01-01T10:00:00Z"), "toekomst"),
        (_ruw(recordedtime="2026-11-26T10:00:00Z"), "toekomst"),
        (_ruw(time="1970-01-01T00:00:00Z"), "verleden"),
        (_ruw(data={"notitie": "x" * 70_000}), "64 KiB"),
        (b"x" * 10_000_000, "64 KiB"),
    ],
)
def test_what_does_not_fit_the_contract_is_refused_with_its_reason(ruw: bytes, deel: str) -> None:
    assert deel in _reden(ruw)


def test_an_event_of_another_region_or_system_is_refused_at_this_door() -> None:
    assert "limburg" in _reden(_ruw(), regio="limburg")
    assert "ander" in _reden(_ruw(), systeem="ander")


def test_an_event_of_the_vol_is_refused() -> None:
    data = {"posities": {"gent": 1}, "eigen": 1}
    assert "VOL" in _reden(_ruw(type="be.leerwinkel.vol.stand-vastgelegd.v1", data=data))


def test_a_claim_to_have_been_recorded_years_ago_is_a_fact_and_enters() -> None:
    lang_geleden = (NU - timedelta(days=3000)).isoformat()
    assert laat_toe(_ruw(recordedtime=lang_geleden), regio="gent", systeem="test", nu=NU)


def test_a_correction_whose_data_fit_no_event_of_the_service_is_refused() -> None:
    data = {"doel": {"source": "urn:leerwinkel:gent:test", "id": "0" * 8 + "-0000-0000-0000-" + "0" * 12}}
    ruw = _ruw(
        type="be.leerwinkel.trajecten.gebeurtenis-gecorrigeerd.v1",
        data=data | {"gegevens": {"onzin": 1}, "reden": "invoerfout"},
    )
    assert "gegevens" in _reden(ruw)
