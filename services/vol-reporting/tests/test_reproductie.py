"""A frozen report is made again from the messages alone, byte for byte, and what is another is named first."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.rapporten import PeriodeAfgesloten, RapportBevroren
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.bestand import Bestand
from vol_reporting.controle.archiefschrijven import schrijf_archief
from vol_reporting.controle.bevinding import Soort
from vol_reporting.controle.bron import Bericht
from vol_reporting.controle.opdracht import app
from vol_reporting.controle.rapportverschil import Rapportverschil, verschil
from vol_reporting.controle.rapportvraag import lees_manifest, vind_rapport
from vol_reporting.controle.reproductie import Reproductie, andere_bronnen, reproduceer
from vol_reporting.controle.terugbouw import keur_handtekening, toetsen
from vol_reporting.eigenlog import vol_gebeurtenis
from vol_reporting.rapporten import bewaring
from vol_reporting.rapporten.kenmerken import manifest
from vol_reporting.rapporten.rapportage import Rapportage
from vol_reporting.rapporten.waarmerken import note_van, waarmerk_van
from vol_reporting.registratie.stand import stand_op

from .bouw import opgeslagen
from .rapportwereld import LATER, STAND_OP, kwartaal, later
from .waarmerkwereld import GETUIGENIS, Geheugenbron, als_bericht, berichten, getekend, ondertekenaar, waarmerk

TOEN = datetime(2026, 9, 30, tzinfo=UTC)


@dataclass
class Wereld:
    bron: Geheugenbron
    gent: RapportBevroren
    bytes: bytes

    def met(self, *anders: Bericht) -> Geheugenbron:
        """The same messages, some of them otherwise."""
        sleutels = {(b.log, b.positie): b for b in anders}
        return Geheugenbron(self.bron.getuige, [sleutels.get((b.log, b.positie), b) for b in self.bron.berichten])


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Wereld:
    """The quarter, closed and frozen; then more came."""
    map_ = tmp_path_factory.mktemp("audit")
    v, bestand = kwartaal(), Bestand(map_ / "vol-reporting")
    tot_stand = berichten(v.ontvangsten)
    waarmerk(bestand.getuige, tot_stand)
    con = opgeslagen(v.ontvangsten)
    stand = stand_op(con, STAND_OP)
    af = PeriodeAfgesloten(
        periode="2026-Q3",
        voorgesteld_door="vol-analist-1",
        goedgekeurd_door="vol-beheerder-1",
        posities={regio: positie for regio, positie in stand.items() if regio != "vol"},
        eigen=stand["vol"],
        stand_van=STAND_OP,
    )
    rapporten = Rapportage(bestand).te_bevriezen(con, af)
    [gent] = [rapport for rapport in rapporten if rapport.regio == "gent"]
    inhoud = bewaring.lees(bestand.rapporten, gent.inhoud_sha256)
    assert inhoud is not None
    return Wereld(Geheugenbron(bestand.getuige, [*tot_stand, *_daarna([af, *rapporten])]), gent, inhoud)


def _daarna(gezegd: Sequence[VolGegevens]) -> list[Bericht]:
    """What was said of the closing, and what came later, registered as if it had been in the quarter."""
    v = kwartaal()
    al = len(v.ontvangsten)
    later(v)
    van_regio = [
        als_bericht(o.regio, o.positie, _teruggedateerd(o.gebeurtenis.ruw()), o.ontvangen)
        for o in v.ontvangsten[al:]
        if o.regio != "vol"
    ]
    [stand] = [o.gebeurtenis.ruw() for o in v.ontvangsten[al:] if o.regio == "vol"]
    gesloten = [vol_gebeurtenis(data, "periode-2026-Q3", LATER).ruw() for data in gezegd]
    return [*van_regio, *(als_bericht("vol", n, ruw, LATER) for n, ruw in enumerate([*gesloten, stand], 3))]


def _teruggedateerd(ruw: bytes) -> bytes:
    return lees(ruw).model_copy(update={"recordedtime": TOEN}).ruw()


def _maak(bron: Geheugenbron, gezegd: RapportBevroren, origineel: bytes | None = None) -> Reproductie:
    return asyncio.run(reproduceer(bron, gezegd, lambda _: origineel, lambda _: None))


def test_the_same_bytes_from_the_archive_in_another_zone_language_order_and_number_of_threads(
    wereld: Wereld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    map_, gemaakt, pad = tmp_path / "archief", tmp_path / "gemaakt.json", tmp_path / "manifest.json"
    pad.write_bytes(manifest(wereld.gent))
    asyncio.run(schrijf_archief(wereld.bron, tmp_path / "rapporten", map_, lambda _: None))
    Uitgave(map_ / "logs" / "sleutels").vertrouw(GETUIGENIS.verifier)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setattr(duckdb, "connect", partial(duckdb.connect, config={"threads": 1}))
    time.tzset()
    try:
        uit = CliRunner().invoke(app, ["reproduceer", str(pad), "--archief", str(map_), "--uit", str(gemaakt)])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (uit.exit_code, "rapport-2026-q3-gent klopt: dezelfde bytes" in uit.stdout) == (0, True), uit.output
    assert gemaakt.read_bytes() == wereld.bytes
    pad.write_text("{}")
    assert CliRunner().invoke(app, ["reproduceer", str(pad), "--archief", str(map_)]).exit_code == 2


def test_a_report_says_the_first_checkpoint_of_each_log_that_its_stand_is_in(wereld: Wereld):
    assert wereld.gent.checkpoints is not None
    assert {log: w.omvang for log, w in wereld.gent.checkpoints.items()} == {"gent": 9, "limburg": 1, "vol": 2}


@pytest.mark.lang
def test_an_event_that_was_changed_under_it_is_named_and_so_is_the_first_row_that_it_made_otherwise(wereld: Wereld):
    [derde] = [b for b in wereld.bron.berichten if (b.log, b.positie) == ("gent", 3)]
    anders = derde._replace(inhoud=derde.inhoud.replace(b'"geslacht":"v"', b'"geslacht":"m"'))
    assert anders != derde
    uit = _maak(wereld.met(anders), wereld.gent, wereld.bytes)
    assert [(b.log, b.soort, b.positie) for b in uit.logs] == [("gent", Soort.ANDERS, 3)]
    [zin] = uit.inhoud
    assert "Eerste verschil: tabel profiel-b02, rij " in zin
    assert not uit.klopt


def test_what_is_counted_otherwise_now_is_named_first(wereld: Wereld):
    gent = wereld.gent
    assert list(andere_bronnen(gent)) == []
    sql = {**gent.definities, "D04": gent.definities["D04"].model_copy(update={"sha256": "0" * 64})}
    versie = {**gent.definities, "B01": gent.definities["B01"].model_copy(update={"versie": 9})}
    for velden, zin in (
        ({"definities": sql}, "De SQL of de omschrijving van het cijfer D04 is veranderd."),
        ({"definities": versie}, "Het cijfer B01 wordt nu met versie 1 geteld, toen met versie 9."),
        ({"codelijsten": {**gent.codelijsten, "kanaal": "0" * 64}}, "De codelijst kanaal is veranderd."),
        ({"registratie_sha256": "0" * 64}, "De SQL van de uniforme registratie is veranderd."),
        ({"opzet": 9}, "Het rapport heeft opzet 9; dit programma maakt opzet 1."),
    ):
        assert list(andere_bronnen(gent.model_copy(update=velden))) == [zin]


def _oordelen(wereld: Wereld, alle: list[Bericht]) -> list[tuple[str, Soort, int | None]]:
    getoetst = toetsen(wereld.bron, wereld.gent.checkpoints or {})
    for bericht in alle:
        getoetst[bericht.log].neem(bericht)
    oordelen = [toets.oordeel() for toets in getoetst.values()]
    return [(b.log, b.soort, b.positie) for b in oordelen if b is not None]


def test_the_first_position_is_named_where_a_log_was_tampered_with_in_any_way(wereld: Wereld):
    alle = wereld.bron.berichten
    gent = [b for b in alle if b.log == "gent"]
    rest = [b for b in alle if b.log != "gent"]

    def hernummerd(berichten_: list[Bericht]) -> list[Bericht]:
        return [*(b._replace(positie=n) for n, b in enumerate(berichten_, 1)), *rest]

    assert _oordelen(wereld, alle) == []
    veranderd = gent[3]._replace(inhoud=gent[3].inhoud + b" ")
    assert _oordelen(wereld, hernummerd([*gent[:3], veranderd, *gent[4:]])) == [("gent", Soort.ANDERS, 4)]
    assert _oordelen(wereld, hernummerd([*gent[:4], *gent[5:]])) == [("gent", Soort.ANDERS, 5)]
    assert _oordelen(wereld, hernummerd([*gent[:2], gent[8], *gent[2:]])) == [("gent", Soort.ANDERS, 3)]
    assert _oordelen(wereld, hernummerd([gent[1], gent[0], *gent[2:]])) == [("gent", Soort.ANDERS, 1)]
    assert _oordelen(wereld, hernummerd(gent[:6])) == [("gent", Soort.ONTBREEKT, 7)]
    assert _oordelen(wereld, [*gent[:4], *gent[5:], *rest]) == [("gent", Soort.ONTBREEKT, 5)]
    van_ander = gent[3]._replace(onderwerp=gent[3].onderwerp.replace("gent", "genk"))
    assert _oordelen(wereld, hernummerd([*gent[:3], van_ander, *gent[4:]])) == [("gent", Soort.ANDERS, 4)]


def test_a_checkpoint_by_another_key_or_without_the_witness_does_not_hold(wereld: Wereld):
    waarmerken = wereld.gent.checkpoints or {}
    echt = waarmerken["gent"]
    assert keur_handtekening(wereld.bron, "gent", echt) is None
    vreemd = waarmerk_van(getekend("gent", echt.omvang, bytes.fromhex(echt.wortel), sleutel="een ander"))
    alleen = echt.model_copy(update={"handtekeningen": echt.handtekeningen[:1]})
    for fout in (vreemd, alleen, waarmerken["vol"]):
        bevinding = keur_handtekening(wereld.bron, "gent", fout)
        assert bevinding is not None
        assert bevinding.soort is Soort.VREEMDE_SLEUTEL
    note = note_van("gent", echt)
    assert {each.key_id for each in note.signatures} == {
        ondertekenaar("gent").verifier.key_id,
        GETUIGENIS.verifier.key_id,
    }


def test_a_report_is_found_by_its_name_or_by_its_manifest(wereld: Wereld):
    for naam in ("rapport-2026-Q3-gent", "rapport-2026-q3-gent.manifest.json", "2026-Q3-gent"):
        assert asyncio.run(vind_rapport(wereld.bron, naam)) == wereld.gent
    assert asyncio.run(vind_rapport(wereld.bron, "rapport-2026-Q3")).regio is None
    for naam, zin in (
        ("rapport-gisteren", "is geen rapport"),
        ("rapport-2025-Q1-gent", "geen bevroren rapport van 2025"),
    ):
        with pytest.raises(ValueError, match=zin):
            asyncio.run(vind_rapport(wereld.bron, naam))
    assert lees_manifest(manifest(wereld.gent)) == wereld.gent
    for inhoud in (b"{}", b"geen json", manifest(wereld.gent) + b" "):
        with pytest.raises(ValueError, match="manifest"):
            lees_manifest(inhoud)


def test_each_figure_that_changed_leads_to_the_events_that_came_since(wereld: Wereld):
    gevonden: Rapportverschil = asyncio.run(
        verschil(wereld.bron, wereld.gent, "nu", lambda _: wereld.bytes, lambda _: None)
    )
    per_code = {w.wijziging.code: w for w in gevonden.wijzigingen if w.wijziging.verdeling == "totaal"}
    assert (gevonden.toen, gevonden.nu) == (wereld.gent.stand_van, LATER)
    aanmeldingen, keuzes = per_code["B01"], per_code["R01"]
    assert (aanmeldingen.wijziging.toen, aanmeldingen.wijziging.nu) == ((3, 3, None), (4, 4, None))
    [gebeurtenis] = aanmeldingen.oorzaken.gebeurtenissen
    assert (gebeurtenis.regio, gebeurtenis.positie, gebeurtenis.soort) == ("gent", 10, "aanmelding-geregistreerd")
    assert (gebeurtenis.geregistreerd, gebeurtenis.ontvangen) == (TOEN, LATER)
    assert [(g.positie, g.soort, g.entiteit) for g in keuzes.oorzaken.gebeurtenissen] == [(11, "keuze-gemaakt", "d2")]
    assert all(w.oorzaken.gebeurtenissen for w in gevonden.wijzigingen)


@pytest.mark.lang
def test_before_anything_came_there_is_no_difference(wereld: Wereld):
    oud = asyncio.run(verschil(wereld.bron, wereld.gent, "2026-10-10", lambda _: wereld.bytes, lambda _: None))
    assert oud.wijzigingen == ()
