"""The event table: one column per field of the language, nothing of persons, every value as it was sent."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from uuid import UUID

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import REGISTER
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from vol_reporting import inkomend
from vol_reporting.bestand import Bestand
from vol_reporting.cijferopslag import Opslag
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.lezing import Goed, lees_alle
from vol_reporting.kolommen import VASTE_KOLOMMEN, gegevenskolommen
from vol_reporting.opslag import Rij, open_opslag, voeg_toe

from .bouw import Verhaal, lokaal, opgeslagen

JWE = "eyJh.bb.cc.dd.ee"
LASTIG = "o'b\\'r; -- $1 ? \"x\" é \u2028"


def test_every_field_has_one_column_and_encrypted_fields_have_none():
    namen = {kolom.naam for kolom in gegevenskolommen()}
    assert {"profiel_geboortejaar", "toeleiding_wijze", "afspraak_moment", "duur_minuten", "gegeven_bron"} <= namen
    assert not namen & {"persoonsgegevens", "notitie", "omschrijving", "gegevens"}
    assert not namen & VASTE_KOLOMMEN.keys()


def test_a_value_is_stored_in_its_own_type():
    verhaal = Verhaal()
    verhaal.aanmelding(
        data={
            "eerder_begeleid": False,
            "persoonsgegevens": JWE,
            "profiel": {"geboortejaar": 1990, "kansengroepen": ["armoede", "neet"]},
        }
    )
    verhaal.feit("profiel-aangevuld", data={"geboortejaar": "onbekend", "gemeente": "44021"})
    verhaal.feit(
        "inschrijving-vastgesteld", data={"bron": "davinci", "aanbieder_soort": "cvo", "ingangsdatum": "2016-09-01"}
    )
    con = opgeslagen(verhaal.ontvangsten)
    rijen = con.execute(
        "SELECT eerder_begeleid, profiel_geboortejaar, profiel_kansengroepen, profiel_gemeente, gegeven_bron, "
        "ingangsdatum FROM gebeurtenis ORDER BY positie"
    ).fetchall()
    assert rijen == [
        (False, "1990", ["armoede", "neet"], None, None, None),
        (None, "onbekend", None, "44021", None, None),
        (None, None, None, None, "davinci", date(2016, 9, 1)),
    ]


def test_a_file_of_an_earlier_version_takes_in_what_the_language_got_since(tmp_path: Path):
    verhaal, pad = Verhaal(), tmp_path / "vol.duckdb"
    verhaal.sessie(minuten=40)
    with open_opslag(pad) as con:
        voeg_toe(con, [verhaal.ontvangsten[0].rij()])
        con.execute("ALTER TABLE gebeurtenis DROP COLUMN duur_minuten")
        con.execute("ALTER TABLE gebeurtenis DROP COLUMN verwacht")
    verhaal.sessie(minuten=50)
    with open_opslag(pad) as con:
        voeg_toe(con, [verhaal.ontvangsten[1].rij()])
        assert con.execute("SELECT duur_minuten, verwacht FROM gebeurtenis ORDER BY positie").fetchall() == [
            (None, None),
            (50, None),
        ]


def test_the_envelope_is_stored_with_local_days_and_the_import_is_known_by_its_source():
    verhaal = Verhaal()
    laat = datetime(2016, 6, 30, 22, 30, tzinfo=UTC)
    g = verhaal.sessie("d7", laat, systeem="import", geregistreerd=laat - timedelta(hours=1), regio="brussel")
    con = opgeslagen(verhaal.ontvangsten)
    assert con.execute(
        "SELECT regio, positie, bron, id::VARCHAR, soort, service, versie, entiteit FROM gebeurtenis"
    ).fetchall() == [("brussel", 1, "urn:leerwinkel:brussel:import", g.id, "sessie-gehouden", "trajecten", 1, "d7")]
    assert con.execute(
        "SELECT dag, geregistreerd_dag, is_import, digest, epoch_us(tijdstip) FROM gebeurtenis"
    ).fetchall() == [(date(2016, 7, 1), date(2016, 6, 30), True, g.digest(), int(laat.timestamp() * 1_000_000))]


def test_a_correction_has_its_target_apart_and_the_corrected_data_in_the_columns():
    verhaal = Verhaal()
    toestemming = verhaal.feit("toestemming-gegeven", data={"doel": "begeleiding"})
    verhaal.corrigeer(toestemming, {"doel": "onderzoek"}, lokaal("2016-05-01T00:00:00"))
    con = opgeslagen(verhaal.ontvangsten)
    assert con.execute(
        "SELECT doel, doel_bron, doel_id::VARCHAR, nieuw_dag, list_contains(past_op, ?) FROM gebeurtenis "
        "ORDER BY positie",
        [toestemming.type],
    ).fetchall() == [
        ("begeleiding", None, None, None, None),
        ("onderzoek", toestemming.source, toestemming.id, date(2016, 5, 1), True),
    ]


def _opgeslagen_in(delen: Sequence[Sequence[Rij]], con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    con.begin()
    for deel in delen:
        voeg_toe(con, deel)
    rijen = con.execute("SELECT * FROM gebeurtenis ORDER BY positie").fetchall()
    con.rollback()
    return rijen


@given(st.lists(st.sampled_from([*REGISTER.values()]).flatmap(gebeurtenissen), min_size=1, max_size=5))
def test_a_few_events_at_a_time_are_stored_as_many_are(welke: list[AnyGebeurtenis]):
    con, nu = open_opslag(None), datetime.now(UTC)
    gelezen = lees_alle([Binnengekomen("gent", n, n, nu, g.ruw()) for n, g in enumerate(welke, 1)])
    rijen = [g.rij for g in gelezen if isinstance(g, Goed)]
    vreemd = {"id": str(UUID(int=1)), "source": "s", "type": "be.leerwinkel.x.y.v1", "medewerker": LASTIG}
    rijen.append(Rij("gent", 99, 99, nu, json.dumps(vreemd), bytes(range(256))))
    with pytest.MonkeyPatch.context() as veel:
        veel.setattr(inkomend, "WEINIG", 0)
        samen = _opgeslagen_in([rijen], con)
    assert [rij[1] for rij in samen] == [rij.positie for rij in rijen]
    assert _opgeslagen_in([[rij] for rij in rijen], con) == _opgeslagen_in([rijen], con) == samen
    con.close()


def test_what_is_rolled_back_was_not_stored():
    verhaal = Verhaal()
    verhaal.sessie()
    con = open_opslag(None)
    con.begin()
    voeg_toe(con, [o.rij() for o in verhaal.ontvangsten])
    con.rollback()
    assert con.execute("SELECT count(*) FROM gebeurtenis").fetchall() == [(0,)]


@pytest.mark.parametrize("tabel", ["quarantaine", "stroompositie", "regiopositie", "gat"])
def test_the_tables_of_the_intake_are_there(tabel: str):
    assert open_opslag(None).execute(f"SELECT count(*) FROM {tabel}").fetchall() == [(0,)]


def test_it_is_closed_once_no_query_runs_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opslag, leest, verder = Opslag(Bestand(tmp_path)), Event(), Event()

    def langzaam(getal: int) -> int:
        leest.set()
        verder.wait()
        return getal

    def meteen(_seconden: float) -> None:
        verder.set()

    lezer = opslag.cursor()
    lezer.create_function("langzaam", langzaam, [duckdb.sqltype("INTEGER")], duckdb.sqltype("INTEGER"))
    monkeypatch.setattr("vol_reporting.cijferopslag.time.sleep", meteen)
    with ThreadPoolExecutor(1) as draden:
        vraag = draden.submit(lezer.execute, "CREATE TEMP TABLE gelezen AS SELECT langzaam(7)")
        leest.wait()
        opslag.sluit()
        assert vraag.exception() is None
