"""Tasks for a region: found by the figure itself, said once, and closed when what was found is mended."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import duckdb

from leerwinkel.eventsourcing import MemoryLog, StoredEvent
from vol_reporting.cijfers import ververs
from vol_reporting.datakwaliteit import taken
from vol_reporting.datakwaliteit.taken import Taak, Taken, gemeld, gevonden, meld, tellingen, verschil
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import voeg_toe

from .bouw import LATER, Verhaal, opgeslagen

TOT = date(2016, 12, 31)
TAAK = Taak("gent", "keuze-zonder-traject", "d1")


def test_every_fact_that_breaks_a_rule_is_a_task_of_its_dossier_until_it_is_retracted():
    verhaal = Verhaal()
    verhaal.aanmelding()
    keuze = verhaal.feit("keuze-gemaakt", data={"aanbieder_soort": "cvo"})
    verhaal.aanmelding("d2")
    con = opgeslagen(verhaal.ontvangsten)
    ververs(con)
    assert gevonden(con, TOT, tellingen(con, TOT)) == {TAAK: 1}
    assert tellingen(con, TOT + timedelta(days=800)) == []
    verhaal.trek_in(keuze)
    voeg_toe(con, [verhaal.ontvangsten[-1].rij()])
    ververs(con)
    assert gevonden(con, TOT, tellingen(con, TOT)) == {}


async def test_what_is_said_is_open_until_it_is_said_to_be_mended():
    log, con = MemoryLog(), opgeslagen([])

    async def zeg(aantal: int) -> dict[Taak, int]:
        await meld(log, TAAK, aantal)
        await meld(log, TAAK, aantal)
        assert _neem_in(con, await log.read("vol.regio.gent.>")) == 1
        return gemeld(con)

    assert await zeg(1) == {TAAK: 1}
    assert await zeg(12) == {TAAK: 12}
    assert await zeg(0) == {}
    assert await zeg(1) == {TAAK: 1}


def test_only_what_changed_is_said():
    ander, weg = TAAK._replace(dossier="d2"), TAAK._replace(dossier="d3")
    assert list(verschil({TAAK: 1, ander: 2}, {TAAK: 1, ander: 1, weg: 1})) == [(ander, 2), (weg, 0)]


def test_a_region_gets_no_more_tasks_at_a_time_than_it_can_oversee():
    veel = {TAAK._replace(dossier=f"d{n:04}"): 1 for n in range(taken.HOOGSTENS + 5)}
    eerst = dict(verschil(veel, {}))
    assert len(eerst) == taken.HOOGSTENS
    gedaan = dict(list(veel.items())[3:])
    assert sorted(aantal for _, aantal in verschil(gedaan, eerst)) == [0, 0, 0, 1, 1, 1]


async def test_a_round_says_what_is_found_and_closes_what_is_mended() -> None:
    verhaal, nu = Verhaal(), datetime.now(UTC) - timedelta(days=2)
    verhaal.aanmelding(tijdstip=nu)
    keuze = verhaal.feit("keuze-gemaakt", tijdstip=nu, data={"aanbieder_soort": "cvo"})
    con, log = opgeslagen(verhaal.ontvangsten), MemoryLog()
    houder = Taken(log, lambda: _vers(con), asyncio.Event())

    async def ronde() -> list[str]:
        await houder.ronde()
        gezegd = await log.read("vol.regio.gent.>")
        _neem_in(con, gezegd)
        return [json.loads(event.payload)["data"]["aantal"] for event in gezegd]

    assert await ronde() == [1]
    assert await ronde() == [1]
    verhaal.trek_in(keuze)
    voeg_toe(con, [verhaal.ontvangsten[-1].rij()])
    assert await ronde() == [1, 0]
    assert await ronde() == [1, 0]


def _vers(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    ververs(con)
    return con


def _neem_in(con: duckdb.DuckDBPyConnection, gezegd: Sequence[StoredEvent]) -> int:
    """What of it is new to the VOL."""
    na = Verwerking(con).stroompositie("VOL_EIGEN")
    nieuw = [Binnengekomen("vol", e.position, e.position, LATER, e.payload) for e in gezegd if e.position > na]
    if nieuw:
        Verwerking(con).verwerk("VOL_EIGEN", nieuw)
    return len(nieuw)
