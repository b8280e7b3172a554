"""Bringing the tables up to date gives what building them anew gives, whatever came in since."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import duckdb
import pytest

from vol_reporting.opslag import voeg_toe
from vol_reporting.registratie.samenstelling import GEHEUGEN, bouwvolgorde, tabel
from vol_reporting.registratie.tabellen import vergeet, ververs

from .bouw import OORSPRONG, Ontvangst, Verhaal, opgeslagen
from .toeval import GEGEVENS, geschiedenis


def tabellen(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    return {n: con.execute(f"SELECT * FROM {tabel(n)} ORDER BY ALL").fetchall() for n in bouwvolgorde()}


def erbij(con: duckdb.DuckDBPyConnection, ontvangsten: Sequence[Ontvangst]) -> bool:
    """What came in, taken into the tables; says whether that was by part: else they are made anew."""
    voeg_toe(con, [o.rij() for o in ontvangsten])
    eerder = _welke_tabel(con)
    ververs(con)
    return _welke_tabel(con) == eerder


def _welke_tabel(con: duckdb.DuckDBPyConnection, naam: str = "dossier") -> list[tuple[Any, ...]]:
    vraag = "SELECT table_oid FROM duckdb_tables() WHERE database_name = ? AND table_name = ?"
    return con.execute(vraag, [GEHEUGEN, naam]).fetchall()


def anders(con: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """The tables that differ from those that are built anew."""
    bijgewerkt = tabellen(con)
    vergeet(con)
    ververs(con)
    return {naam: (bijgewerkt[naam], rijen) for naam, rijen in tabellen(con).items() if bijgewerkt[naam] != rijen}


@pytest.mark.parametrize("zaad", [300, *(pytest.param(zaad, marks=pytest.mark.lang) for zaad in range(301, 304))])
def test_by_part_or_as_a_whole_the_tables_are_the_same(zaad: int) -> None:
    kans = Random(zaad)
    ontvangsten = [o for o in geschiedenis(kans, 160) if "koppeld" not in o.gebeurtenis.type]
    ontvangsten = [o for o in ontvangsten if o.gebeurtenis.soort != "dubbel-beoordeeld"]
    kans.shuffle(ontvangsten)
    con = opgeslagen(ontvangsten[:60])
    ververs(con)
    per_deel = [erbij(con, ontvangsten[van : van + 20]) for van in range(60, len(ontvangsten), 20)]
    assert any(per_deel)
    assert anders(con) == {}


def test_every_kind_of_event_alone_reaches_the_tables_that_it_belongs_in() -> None:
    kans, verhaal = Random(5), Verhaal()
    alleen = [naam for naam in GEGEVENS if "koppeld" not in naam]
    for naam in alleen:
        verhaal.feit(naam, f"d-{naam}", data=GEGEVENS[naam](kans))
    con = opgeslagen(verhaal.ontvangsten[:1])
    ververs(con)
    assert all(erbij(con, [ontvangst]) for ontvangst in verhaal.ontvangsten[1:])
    assert anders(con) == {}


def test_a_correction_of_an_event_of_another_dossier_is_followed_there() -> None:
    verhaal = Verhaal()
    eerste = verhaal.sessie("d1", minuten=60)
    verhaal.sessie("d2", OORSPRONG + timedelta(days=1))
    con = opgeslagen(verhaal.ontvangsten)
    ververs(con)
    al = len(verhaal.ontvangsten)
    data = {"doel": {"source": eerste.source, "id": eerste.id}, "reden": "invoerfout"}
    verhaal.feit("gebeurtenis-ingetrokken", "d2", data=data, service="trajecten")
    assert erbij(con, verhaal.ontvangsten[al:])
    assert con.execute(f"SELECT dossier FROM {tabel('contact')}").fetchall() == [("d2",)]
    assert anders(con) == {}


def test_a_correction_that_waited_counts_when_its_original_comes() -> None:
    verhaal = Verhaal()
    origineel = verhaal.sessie("d1", minuten=60, id_=UUID(int=7))
    verhaal.corrigeer(origineel, {**origineel.data.model_dump(exclude_none=True), "duur_minuten": 90})
    con = opgeslagen(verhaal.ontvangsten[1:])
    ververs(con)
    assert erbij(con, verhaal.ontvangsten[:1])
    assert con.execute(f"SELECT duur_minuten FROM {tabel('contact')}").fetchall() == [(90,)]
    assert anders(con) == {}


def test_where_persons_may_change_only_persons_and_dossiers_are_built_anew() -> None:
    verhaal = Verhaal()
    verhaal.aanmelding("d1", data={"client": "c1"})
    verhaal.aanmelding("d2", data={"client": "c2"})
    verhaal.aanmelding("d3", data={"client": "c3"}, regio="limburg")
    con = opgeslagen(verhaal.ontvangsten)
    ververs(con)
    eerder = _welke_tabel(con, "contact")
    verhaal.feit("dossiers-gekoppeld", "c1", data={"client": "c1", "met_client": "c2", "grond": "andere"})
    paar = {"regio_a": "gent", "client_a": "c2", "regio_b": "limburg", "client_b": "c3", "oordeel": "zelfde-persoon"}
    verhaal.feit("dubbel-beoordeeld", "p1", data=paar, regio="vol")
    for ontvangst in verhaal.ontvangsten[3:]:
        erbij(con, [ontvangst])
    assert _welke_tabel(con, "contact") == eerder
    assert con.execute(f"SELECT DISTINCT persoon FROM {tabel('dossier')}").fetchall() == [("gent/c1",)]
    assert anders(con) == {}


@pytest.mark.parametrize("zaad", [500, *(pytest.param(zaad, marks=pytest.mark.lang) for zaad in range(501, 506))])
def test_with_links_and_judgements_by_part_or_as_a_whole_the_tables_are_the_same(zaad: int) -> None:
    kans = Random(zaad)
    ontvangsten = geschiedenis(kans, 120)
    kans.shuffle(ontvangsten)
    con = opgeslagen(ontvangsten[:60])
    ververs(con)
    eerder = _welke_tabel(con, "contact")
    for van in range(60, len(ontvangsten), 20):
        erbij(con, ontvangsten[van : van + 20])
    assert _welke_tabel(con, "contact") == eerder
    assert anders(con) == {}


def test_rows_that_were_numbered_anew_are_not_taken_for_new_ones() -> None:
    verhaal = Verhaal()
    for n in range(4):
        verhaal.sessie(f"d{n}")
    con = opgeslagen(verhaal.ontvangsten[:2])
    ververs(con)
    con.execute("DELETE FROM gebeurtenis")
    voeg_toe(con, [o.rij() for o in verhaal.ontvangsten])
    assert ververs(con)
    assert anders(con) == {}
