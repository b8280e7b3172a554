"""A report of a quarter: its numbers by hand, the same in every form, the same bytes anywhere, and closed for good."""

import csv
import io
import json
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from random import Random
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from pypdf import PdfReader

from leerwinkel.gebeurtenissen.rapporten import AfsluitingVoorgesteld, Bevinding, PeriodeAfgesloten, RapportBevroren
from vol_reporting.bestand import Bestand
from vol_reporting.rapporten import canoniek, kenmerken
from vol_reporting.rapporten.getoond import toon
from vol_reporting.rapporten.model import Rapport, Tabel
from vol_reporting.rapporten.namen import ACHTERVOEGSELS
from vol_reporting.rapporten.rapportage import NietMeerTeMaken, Rapportage
from vol_reporting.rapporten.vormen import VORMEN
from vol_reporting.rapportopdracht import Vormkeuze
from vol_reporting.vraagbaak import Bestandantwoord

from .bouw import opgeslagen
from .proefdienst import platte_tekst
from .rapportbezoek import PERIODE, Rapportbezoek, bezoek, sluit_af
from .rapportwereld import LATER, STAND_OP, kwartaal


@pytest.fixture(scope="module")
def gesloten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapportbezoek]:
    with bezoek(tmp_path_factory.mktemp("rapport")) as wie:
        sluit_af(wie)
        yield wie


@pytest.fixture(scope="module")
def gent(gesloten: Rapportbezoek) -> Rapport:
    return gesloten.rapport("gent")


@pytest.fixture(scope="module")
def vlaanderen(gesloten: Rapportbezoek) -> Rapport:
    return gesloten.rapport("vlaanderen")


def tabel(rapport: Rapport, naam: str) -> Tabel:
    [gevonden] = [t for t in rapport.tabellen if t.naam == naam]
    return gevonden


def rij(rapport: Rapport, naam: str, **waar: str) -> dict[str, Any]:
    t = tabel(rapport, naam)
    rijen = [dict(zip([k.naam for k in t.kolommen], r, strict=True)) for r in t.rijen]
    [gevonden] = [r for r in rijen if all(r[kolom] == waarde for kolom, waarde in waar.items())]
    return gevonden


def test_the_numbers_are_those_that_one_counts_by_hand(gent: Rapport, vlaanderen: Rapport):
    for rapport, aantal in ((gent, 3), (vlaanderen, 4)):
        aanmeldingen = rij(rapport, "bereik", code="B01", verdeling="totaal")
        assert (aanmeldingen["waarde"], aanmeldingen["noemer"]) == (aantal, None)
    keuze = rij(gent, "resultaat", code="R01", verdeling="totaal")
    assert [keuze[k] for k in ("waarde", "teller", "noemer", "eenheid", "versie")] == [50.0, 1, 2, "%", 1]
    # Clopper-Pearson of 1 of 2: 1 - sqrt(0.975) and sqrt(0.975)
    assert (keuze["onder"], keuze["boven"]) == (1.257912, 98.742088)
    gesprek = rij(gent, "dienstverlening", code="D05", verdeling="totaal")
    # 50 and 70 minutes: 60 plus or minus 12.7062 (Student, 1) times 10
    assert (gesprek["waarde"], gesprek["onder"], round(gesprek["boven"], 2)) == (60.0, 0.0, 187.06)
    assert rij(gent, "profiel-b02", waarde_kenmerk="v")["teller"] == 2
    assert [rij(gent, "verloop-b01", maand=f"2026-{m:02}")["teller"] for m in (6, 7, 8, 9)] == [1, 1, 1, 1]
    regios = tabel(vlaanderen, "regios-r01")
    assert dict(zip(regios.kolom("regiocode"), regios.kolom("teller"), strict=True))["gent"] == 1


def test_a_target_of_the_period_stands_beside_its_figure(gent: Rapport, vlaanderen: Rapport):
    doel = rij(gent, "doelstellingen", code="R01")
    assert (doel["streefwaarde"], doel["waarde"], doel["licht"]) == (60.0, 50.0, "te weinig gegevens")
    assert not any(t.naam == "doelstellingen" for t in vlaanderen.tabellen)


def test_a_region_sees_what_flanders_has_beside_what_is_no_count(gent: Rapport):
    assert rij(gent, "resultaat", code="R01", verdeling="totaal")["vlaanderen"] == 50.0
    assert rij(gent, "bereik", code="B01", verdeling="totaal")["vlaanderen"] is None
    assert not any(t.naam.startswith("regios-") for t in gent.tabellen)


def test_the_regions_are_no_ranking(vlaanderen: Rapport):
    volgordes = {tuple(t.kolom("regiocode")) for t in vlaanderen.tabellen if t.naam.startswith("regios-")}
    assert len(volgordes) == 1


def test_the_events_say_all_that_the_report_was_made_of(gesloten: Rapportbezoek, gent: Rapport):
    voorstel, af, *rapporten = gesloten.gezegd()
    assert isinstance(voorstel, AfsluitingVoorgesteld)
    assert isinstance(af, PeriodeAfgesloten)
    assert (af.voorgesteld_door, af.goedgekeurd_door) == ("vol-analist-1", "vol-beheerder-1")
    assert (af.posities, af.stand_van, af.gronden) == ({"gent": 9, "limburg": 1}, STAND_OP, ("nagekeken-met-regio",))
    assert Bevinding(soort="geen-aanmeldingen", regio="brussel") in af.bevindingen
    assert all(isinstance(r, RapportBevroren) for r in rapporten)
    assert [r.regio for r in rapporten].count(None) == 1
    [van_gent] = [r for r in rapporten if r.regio == "gent"]
    assert (van_gent.posities, van_gent.stand_van, van_gent.bekend_op) == (af.posities, STAND_OP, None)
    assert van_gent.inhoud_sha256 == canoniek.sha256(canoniek.schrijf(gent))
    codes = {code for t in gent.tabellen if "code" in [k.naam for k in t.kolommen] for code in t.kolom("code")}
    assert codes <= van_gent.definities.keys()
    assert max(len(e.model_dump_json()) for e in rapporten) < 32_000


def test_the_manifest_is_all_that_the_event_says(gesloten: Rapportbezoek):
    manifest = gesloten.klant.get(f"{PERIODE}/gent/manifest.json").content
    [gezegd] = [r for r in gesloten.gezegd() if getattr(r, "regio", "") == "gent"]
    assert canoniek.sha256(manifest) == gezegd.manifest_sha256
    assert json.loads(manifest)["inhoud_sha256"] == canoniek.sha256(gesloten.bestand("gent", "json"))


def test_the_bytes_are_the_same_in_another_zone_order_folder_and_number_of_threads(
    gesloten: Rapportbezoek, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setattr(duckdb, "connect", partial(duckdb.connect, config={"threads": 1}))
    time.tzset()
    try:
        ontvangsten = kwartaal().ontvangsten
        Random(4).shuffle(ontvangsten)
        _, af, *rapporten = gesloten.gezegd()
        opnieuw = Rapportage(Bestand(gesloten.opslag.bestand.map / "elders")).te_bevriezen(opgeslagen(ontvangsten), af)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert opnieuw == rapporten


def test_every_form_carries_the_numbers_of_the_model(gesloten: Rapportbezoek, gent: Rapport, vlaanderen: Rapport):
    for rapport in (gent, vlaanderen):
        map_ = openpyxl.load_workbook(io.BytesIO(gesloten.bestand(rapport.gebied, "xlsx")))
        csvs = zipfile.ZipFile(io.BytesIO(gesloten.bestand(rapport.gebied, "csv")))
        parquets = zipfile.ZipFile(io.BytesIO(gesloten.bestand(rapport.gebied, "parquet")))
        assert map_.sheetnames == ["Voorblad", "Toelichting", *(t.naam for t in rapport.tabellen)]
        for t in rapport.tabellen:
            koppen, *cellen = map_[t.naam].iter_rows(values_only=True)
            assert koppen == tuple(kolom.titel for kolom in t.kolommen)
            assert [r for r in cellen if any(cel is not None for cel in r)] == list(t.rijen)
            kop, *regels = csv.reader(io.StringIO(csvs.read(f"{t.naam}.csv").decode(), newline=""))
            assert kop == [kolom.naam for kolom in t.kolommen]
            assert regels == [["" if cel is None else str(cel) for cel in r] for r in t.rijen]
            gelezen = pq.read_table(io.BytesIO(parquets.read(f"{t.naam}.parquet"))).to_pylist()
            assert [tuple(r.values()) for r in gelezen] == list(t.rijen)


def test_page_and_paper_say_every_number_that_people_see(gesloten: Rapportbezoek, gent: Rapport):
    bladen = PdfReader(io.BytesIO(gesloten.bestand("gent", "pdf"))).pages
    papier = "".join("".join(blad.extract_text() for blad in bladen).split())
    pagina = "".join(platte_tekst(gesloten.klant.get(f"{PERIODE}/gent").text).split())
    cijfers = [d.tabel for h in toon(gent) for d in h.delen]
    zinnen = ("definities", "bevindingen")
    rijen = ["".join("".join(r).split()) for t in cijfers for r in t.rijen if t.naam not in zinnen]
    assert len(rijen) > 100
    assert [r for r in rijen if r not in pagina] == []
    assert [r for r in rijen if r not in papier] == []


def test_the_paper_is_tagged_in_dutch_with_bookmarks_and_a_text_for_each_chart(gesloten: Rapportbezoek, gent: Rapport):
    inhoud = gesloten.bestand("gent", "pdf")
    pdf = PdfReader(io.BytesIO(inhoud))
    wortel: Any = pdf.trailer["/Root"]
    assert (wortel["/Lang"], wortel["/MarkInfo"]["/Marked"], b"pdfuaid:part" in inhoud) == ("nl-BE", True, True)
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"{gent.titel}, {gent.ondertitel}"
    assert bool(wortel["/ViewerPreferences"]["/DisplayDocTitle"])
    titels = [h.titel for h in gent.hoofdstukken]
    assert [deel.title for deel in _plat(pdf.outline) if deel.title in titels] == titels
    figuren = [e for e in _elementen(wortel["/StructTreeRoot"]) if e.get("/S") == "/Figure"]
    grafieken = [d.grafiek for h in toon(gent) for d in h.delen if d.grafiek]
    assert {str(e["/Alt"]).split(". ")[0] for e in figuren} == {g.titel for g in grafieken}
    soorten = {e.get("/S") for e in _elementen(wortel["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD"} <= soorten


def _plat(delen: Any) -> Iterator[Any]:
    for deel in delen:
        if isinstance(deel, list):
            yield from _plat(deel)
        else:
            yield deel


def _elementen(knoop: Any) -> Iterator[Any]:
    knoop = knoop.get_object() if hasattr(knoop, "get_object") else knoop
    if isinstance(knoop, list):
        for deel in knoop:
            yield from _elementen(deel)
    elif isinstance(knoop, dict):
        yield knoop
        yield from _elementen(knoop.get("/K", []))


def test_the_workbook_is_one_that_a_screen_reader_can_use(gesloten: Rapportbezoek, gent: Rapport):
    map_ = openpyxl.load_workbook(io.BytesIO(gesloten.bestand("gent", "xlsx")))
    eigenschappen = map_.properties
    assert (eigenschappen.title, eigenschappen.language) == (f"{gent.titel}, {gent.ondertitel}", "nl-BE")
    for blad in map_.worksheets[2:]:
        assert (blad.freeze_panes, len(blad.tables), list(blad.merged_cells.ranges)) == ("B2", 1, [])
    assert any("Dit rapport is intern" in str(cel) for (_, cel) in map_["Voorblad"].iter_rows(values_only=True))


def test_the_package_describes_each_table(gesloten: Rapportbezoek):
    pakket = zipfile.ZipFile(io.BytesIO(gesloten.bestand("gent", "csv")))
    beschreven = json.loads(pakket.read("datapackage.json"))
    assert {"datapackage.json", *(bron["path"] for bron in beschreven["resources"])} == set(pakket.namelist())
    for bron in beschreven["resources"]:
        inhoud = pakket.read(bron["path"])
        kop, *rijen = csv.reader(io.StringIO(inhoud.decode(), newline=""))
        assert (bron["bytes"], bron["hash"]) == (len(inhoud), f"sha256:{canoniek.sha256(inhoud)}")
        assert [veld["name"] for veld in bron["schema"]["fields"]] == kop
        sleutels = [tuple(r[kop.index(naam)] for naam in bron["schema"]["primaryKey"]) for r in rijen]
        assert len(set(sleutels)) == len(sleutels), bron["name"]
        assert all(all(deel) for deel in sleutels), bron["name"]
        lees = {"integer": int, "number": float, "string": str}
        for r in rijen:
            assert [lees[v["type"]](cel) for v, cel in zip(bron["schema"]["fields"], r, strict=True) if cel]


def test_commands_get_the_same_bytes_from_the_service_and_from_the_file(gesloten: Rapportbezoek):
    van_dienst = gesloten.klant.get("/api/rapporten/2026-Q3/gent/json")
    uit_bestand = Bestandantwoord(gesloten.opslag.cursor(), gesloten.opslag.bestand)
    assert van_dienst.content == uit_bestand.rapport("2026-Q3", "gent", "json") == gesloten.bestand("gent", "json")
    assert van_dienst.headers["content-disposition"] == 'attachment; filename="rapport-2026-q3-gent.json"'
    assert set(Vormkeuze) == VORMEN.keys() == ACHTERVOEGSELS.keys()


def test_what_is_published_of_a_closed_quarter_is_at_the_stand_of_its_closing(gesloten: Rapportbezoek):
    momenten = [gesloten.klant.get(f"/api/stand{vraag}").json()["moment"] for vraag in ("", "?periode=2026-Q3")]
    assert [datetime.fromisoformat(moment) for moment in momenten] == [LATER, STAND_OP]


def test_what_came_later_changes_nothing_and_is_shown(gesloten: Rapportbezoek, gent: Rapport):
    assert gesloten.rapport("gent") == gent
    html = gesloten.klant.get(f"{PERIODE}/gent/verschil").text
    tekst = platte_tekst(html)
    assert "Aanmeldingen (B01) 3 4 De records en gebeurtenissen" in tekst
    assert "Keuze gemaakt (R01) 50,0 % (1 van 2) 100,0 % (2 van 2) De records en gebeurtenissen" in tekst
    [adres] = [deel.split('"')[0] for deel in html.split('href="') if deel.startswith("/indicatoren/R01/verschil")]
    waarom = platte_tekst(gesloten.klant.get(adres.replace("&amp;", "&")).text)
    assert "Keuze gemaakt" in waarom.partition("Records die anders meetellen")[2]


def test_a_frozen_report_whose_file_is_gone_is_made_again_or_not_at_all(gesloten: Rapportbezoek, gent: Rapport):
    leeg = Bestand(gesloten.opslag.bestand.map / "leeg")
    con, rapportage = gesloten.opslag.lezer(), Rapportage(leeg)
    _, af, *rapporten = gesloten.gezegd()
    [gezegd] = [r for r in rapporten if r.regio == "gent"]
    anders = gezegd.model_copy(update={"inhoud_sha256": "0" * 64})
    with pytest.raises(NietMeerTeMaken, match=r"versie 0\.1\.0"):
        rapportage.bevroren(con, af, anders)
    assert rapportage.bevroren(con, af, gezegd) == gent
    [bestand] = leeg.rapporten.iterdir()
    bestand.write_bytes(bestand.read_bytes().replace(b"3", b"4"))
    assert rapportage.bevroren(con, af, gezegd) == gent


def test_another_definition_is_another_digest():
    kenmerk = kenmerken.cijferversies(kenmerken.Periode.lees("2026-Q3"))
    assert len({versie.sha256 for versie in kenmerk.values()}) == len(kenmerk)
    assert kenmerken.registratie_sha256() == kenmerken.registratie_sha256.__wrapped__()
