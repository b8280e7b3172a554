"""Taking in: what can be read is in the table once, the rest whole in quarantine, whatever comes in which order."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.testing.voorbeelden import microcontact, sessie
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.posities import Gat
from vol_reporting.inname.verwerking import Telling, Verwerking
from vol_reporting.opslag import open_opslag

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _bericht(positie: int, ruw: bytes, regio: str = "gent", vol_positie: int | None = None) -> Binnengekomen:
    return Binnengekomen(regio, positie, vol_positie or positie, NU, ruw)


def _berichten(gebeurtenissen: Sequence[AnyGebeurtenis]) -> list[Binnengekomen]:
    return [_bericht(n, g.ruw()) for n, g in enumerate(gebeurtenissen, start=1)]


def _ids(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [str(id_) for (id_,) in con.execute("SELECT id FROM gebeurtenis ORDER BY regio, positie").fetchall()]


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return open_opslag(None)


def test_events_are_in_the_table_with_the_position_in_their_own_log(con: duckdb.DuckDBPyConnection) -> None:
    gebeurtenissen = [microcontact("d1"), sessie("d1")]
    assert Verwerking(con).verwerk("VOL", _berichten(gebeurtenissen)) == Telling(ingenomen=2)
    rijen = con.execute("SELECT positie, soort, entiteit FROM gebeurtenis ORDER BY positie").fetchall()
    assert rijen == [(1, "microcontact-geregistreerd", "d1"), (2, "sessie-gehouden", "d1")]


@pytest.mark.parametrize(
    ("ruw", "deel"),
    [
        (b"{", "JSON"),
        (b"\x00\xff", "JSON"),
        (json.dumps({"type": "be.leerwinkel.intake.onbekend.v1"}).encode(), "bestaat niet"),
        (json.dumps(json.loads(sessie("d1").ruw()) | {"data": {"vorm": "x"}}).encode(), "ontbreekt"),
        (sessie("d1", source="urn:leerwinkel:limburg:test").ruw(), "limburg"),
    ],
)
def test_what_cannot_be_read_goes_whole_into_quarantine_and_stops_nothing(
    con: duckdb.DuckDBPyConnection, ruw: bytes, deel: str
) -> None:
    goed = microcontact("d1")
    telling = Verwerking(con).verwerk("VOL", [_bericht(1, ruw), _bericht(2, goed.ruw())])
    assert telling == Telling(ingenomen=1, quarantaine=1)
    [(regio, positie, reden, bewaard)] = con.execute("SELECT regio, positie, reden, ruw FROM quarantaine").fetchall()
    assert (regio, positie, bytes(bewaard)) == ("gent", 1, ruw)
    assert deel in reden
    assert _ids(con) == [goed.id]


def test_a_field_that_the_vol_does_not_know_yet_is_no_reason_for_quarantine(con: duckdb.DuckDBPyConnection) -> None:
    nieuw = json.loads(sessie("d1").ruw())
    nieuw["data"]["veld_van_morgen"] = 1
    assert Verwerking(con).verwerk("VOL", [_bericht(1, json.dumps(nieuw).encode())]) == Telling(ingenomen=1)


def test_an_event_in_the_previous_version_is_taken_in_as_the_present_one(con: duckdb.DuckDBPyConnection) -> None:
    oud = {
        "specversion": "1.0",
        "id": "018f0000-0000-7000-8000-000000000001",
        "source": "urn:leerwinkel:gent:test",
        "type": "be.leerwinkel.intake.aanmelding-geregistreerd.v0",
        "subject": "d1",
        "time": "2026-03-02T09:00:00+01:00",
        "recordedtime": "2026-03-02T09:00:00+01:00",
        "data": {
            "client": "c1",
            "kanaal": "loket",
            "toeleiding": {"wijze": "brugfiguur"},
            "vraagsoort": "leervraag",
            "thema": "nt2",
            "profiel": {},
        },
    }
    assert Verwerking(con).verwerk("VOL", [_bericht(1, json.dumps(oud).encode())]) == Telling(ingenomen=1)
    assert con.execute("SELECT versie, themas, toeleiding_wijze FROM gebeurtenis").fetchall() == [
        (1, ["nt2"], "brugfiguur")
    ]


def test_a_message_that_comes_again_is_passed_over(con: duckdb.DuckDBPyConnection) -> None:
    verwerking = Verwerking(con)
    berichten = _berichten([microcontact("d1"), microcontact("d2")])
    verwerking.verwerk("VOL", berichten)
    assert verwerking.verwerk("VOL", berichten) == Telling()
    assert len(_ids(con)) == 2


def test_the_same_event_at_two_positions_counts_once(con: duckdb.DuckDBPyConnection) -> None:
    verwerking = Verwerking(con)
    eerste, tweede = microcontact("d1"), microcontact("d2")
    assert verwerking.verwerk("VOL", _berichten([eerste, eerste, tweede])) == Telling(ingenomen=2, herhaald=1)
    assert verwerking.verwerk("VOL", [_bericht(4, tweede.ruw())]) == Telling(herhaald=1)
    assert _ids(con) == [eerste.id, tweede.id]


def test_another_content_under_a_known_id_goes_to_quarantine_and_the_first_counts(
    con: duckdb.DuckDBPyConnection,
) -> None:
    verwerking = Verwerking(con)
    eerste = microcontact("d1")
    anders = microcontact("d1", medium="chat", id=eerste.id)
    assert verwerking.verwerk("VOL", _berichten([eerste, anders])) == Telling(ingenomen=1, quarantaine=1)
    assert verwerking.verwerk("VOL", [_bericht(3, anders.ruw())]) == Telling(quarantaine=1)
    assert con.execute("SELECT medium FROM gebeurtenis").fetchall() == [("sms",)]


def test_missing_positions_are_a_gap_until_they_come(con: duckdb.DuckDBPyConnection) -> None:
    verwerking = Verwerking(con)
    gebeurtenissen = [microcontact("d1") for _ in range(10)]
    berichten = _berichten(gebeurtenissen)
    verwerking.verwerk("VOL", [berichten[0], *berichten[6:]])
    assert verwerking.posities.gaten == {Gat("gent", 2, 6)}
    verwerking.verwerk("VOL", [berichten[3]])
    assert Verwerking(con).posities.gaten == {Gat("gent", 2, 3), Gat("gent", 5, 6)}
    verwerking.verwerk("VOL", berichten)
    assert Verwerking(con).posities.gaten == set()
    assert _ids(con) == [g.id for g in gebeurtenissen]


def test_a_failure_halfway_leaves_everything_as_it_was(con: duckdb.DuckDBPyConnection) -> None:
    verwerking = Verwerking(con)
    gebeurtenissen = [microcontact("d1") for _ in range(4)]
    berichten = _berichten(gebeurtenissen)
    verwerking.verwerk("VOL", berichten[:2])
    con.execute("ALTER TABLE stroompositie RENAME TO zoek")
    with pytest.raises(duckdb.CatalogException):
        verwerking.verwerk("VOL", berichten[2:])
    con.execute("ALTER TABLE zoek RENAME TO stroompositie")
    assert (len(_ids(con)), verwerking.posities.hoogste, verwerking.stroompositie("VOL")) == (2, {"gent": 2}, 2)
    verwerking.verwerk("VOL", berichten[2:])
    assert _ids(con) == [g.id for g in gebeurtenissen]


@settings(max_examples=settings().max_examples // 4)
@given(zaad=st.integers(0, 2**32), grootte=st.integers(4, 20))
def test_no_split_restart_or_redelivery_changes_what_is_taken_in(zaad: int, grootte: int) -> None:
    kans = Random(zaad)
    per_regio = {
        regio: [microcontact("d1", source=f"urn:leerwinkel:{regio}:test") for _ in range(20)]
        for regio in ("gent", "limburg")
    }
    stroom: list[Binnengekomen] = []
    for regio, gebeurtenissen in per_regio.items():
        stroom += [_bericht(n, g.ruw(), regio) for n, g in enumerate(gebeurtenissen, start=1)]
    kans.shuffle(stroom)
    stroom.sort(key=lambda b: b.positie)
    stroom = [Binnengekomen(b.regio, b.positie, n, b.ontvangen, b.ruw) for n, b in enumerate(stroom, start=1)]
    con = open_opslag(None)
    while (na := Verwerking(con).stroompositie("VOL")) < len(stroom):
        terug = kans.randint(0, min(na, 3))
        Verwerking(con).verwerk("VOL", stroom[na - terug : na + grootte])
    assert _ids(con) == [g.id for regio in sorted(per_regio) for g in per_regio[regio]]
    assert Verwerking(con).posities.gaten == set()


def test_building_anew_shows_readers_the_old_until_it_is_whole(tmp_path: Path) -> None:
    con = open_opslag(tmp_path / "vol.duckdb")
    verwerking = Verwerking(con.cursor())
    gebeurtenissen = [microcontact("d1") for _ in range(6)]
    verwerking.verwerk("VOL", _berichten(gebeurtenissen))
    lezer = con.cursor()
    with verwerking.opnieuw():
        verwerking.verwerk("VOL", _berichten(gebeurtenissen)[:2])
        assert len(_ids(lezer)) == 6
        verwerking.verwerk("VOL", _berichten(gebeurtenissen)[2:5])
    assert len(_ids(lezer)) == 5
    with pytest.raises(ZeroDivisionError):
        _bouw_half(verwerking, _berichten(gebeurtenissen)[:1])
    assert (len(_ids(lezer)), verwerking.posities.hoogste) == (5, {"gent": 5})
    con.close()


def _bouw_half(verwerking: Verwerking, berichten: list[Binnengekomen]) -> None:
    with verwerking.opnieuw():
        verwerking.verwerk("VOL", berichten)
        raise ZeroDivisionError
