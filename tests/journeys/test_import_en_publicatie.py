"""From a file or a message to the figures, on the whole platform: other regions, corrections, other systems."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from leerwinkel.identiteit.proefaanmelding.bezoek import meld_aan
from leerwinkel.testing.platform import Platform
from leerwinkel.testing.voorbeelden import microcontact, sessie

VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"
DOCS = Path(__file__).parents[2] / "docs"
ELDERS = {"gent": "brussel", "west-vlaanderen": "limburg"}

Rij = dict[str, str]
_PROFIEL = ("geboortejaar", "geslacht", "hoogste_diploma", "statuut", "gemeente", "nationaliteit_groep", "thuistaal")


def _later(tijdstip: str) -> str:
    """Six years on; 2016 and 2022 have no leap day in common, so 29 February becomes the 28th."""
    return f"{int(tijdstip[:4]) + 6}{tijdstip[4:]}".replace("-02-29", "-02-28")


def _aanmelding(rij: Rij) -> Rij:
    profiel = {f"profiel.{veld}": rij.pop(veld) for veld in _PROFIEL}
    if profiel["profiel.geboortejaar"]:
        profiel["profiel.geboortejaar"] = str(int(profiel["profiel.geboortejaar"]) + 6)
    toeleiding = {"toeleiding.wijze": rij.pop("toeleiding"), "toeleiding.partnersoort": rij.pop("partnersoort")}
    return rij | {"themas": rij.pop("thema")} | toeleiding | profiel


# file of the example → (event, what becomes of a row; None for no event)
ALGEMEEN: dict[str, tuple[str, Callable[[Rij], Rij | None]]] = {
    "aanmeldingen": ("aanmelding-geregistreerd", _aanmelding),
    "dispatchings": ("dispatching-beslist", dict),
    "toestemmingen": ("toestemming-gegeven", lambda r: r if r.pop("gegeven") == "ja" else None),
    "trajecten": ("traject-gestart", lambda r: r | {"instemming": "ja"}),
    "sessies": ("sessie-gehouden", dict),
    "microcontacten": ("microcontact-geregistreerd", dict),
    "drempels": ("drempel-vastgesteld", dict),
    "keuzes": ("keuze-gemaakt", dict),
    "inschrijvingen": ("inschrijving-vastgesteld", dict),
    "getuigschriften": ("getuigschrift-behaald", dict),
    "tevredenheid": ("tevredenheid-beantwoord", lambda r: r | {"trap": "begeleidingstraject"}),
    "doorverwijzingen": ("doorverwijzing-gemaakt", lambda r: {k: v for k, v in r.items() if k != "antwoord"}),
}


def _export_van_elders(map_: Path) -> Path:
    """The example as an export in the general layout, of other regions and other years."""
    map_.mkdir()
    for bestand, (gebeurtenis, maak) in ALGEMEEN.items():
        with (VOORBEELD / f"{bestand}.csv").open(encoding="utf-8", newline="") as bron:
            gelezen = [dict(rij) for rij in csv.DictReader(bron)]
        for rij in gelezen:
            rij["regio"], rij["tijdstip"] = ELDERS[rij["regio"]], _later(rij["tijdstip"])
        rijen = [rij for rij in map(maak, gelezen) if rij is not None]
        with (map_ / f"{gebeurtenis}.csv").open("w", encoding="utf-8", newline="") as uit:
            schrijver = csv.DictWriter(uit, rijen[0].keys())
            schrijver.writeheader()
            schrijver.writerows(rijen)
    return map_


def _cijfers(platform: Platform, *opties: str) -> dict[tuple[Any, ...], tuple[int, int | None]]:
    assert platform.opdracht("vol", "wacht").returncode == 0
    gezegd = platform.opdracht("vol", "cijfers", "--json", *opties)
    assert gezegd.returncode == 0, gezegd.stderr
    return {
        (c["code"], c["regio"], c["dimensie"], c["waarde_dimensie"]): (c["teller"], c["noemer"])
        for c in json.loads(gezegd.stdout)
    }


def _schrijf(map_: Path, naam: str, *regels: str) -> Path:
    map_.mkdir(exist_ok=True)
    (map_ / naam).write_text("\n".join(regels) + "\n", encoding="utf-8")
    return map_


@pytest.fixture
def log_telt(platform: Platform) -> Callable[[], int]:
    """How many events all regional logs hold."""

    def tel() -> int:
        platform.opdracht("vol", "wacht")
        return sum(r["positie"] for r in json.loads(platform.opdracht("vol", "status", "--json").stdout)["regios"])

    return tel


@pytest.mark.lang
def test_an_export_in_the_general_layout_of_other_regions_gives_its_published_figures(
    platform: Platform, tmp_path: Path, log_telt: Callable[[], int]
) -> None:
    export = _export_van_elders(tmp_path / "export")
    gezegd = platform.opdracht("leerwinkel", "importeer", export)
    assert gezegd.returncode == 0, gezegd.stdout
    gepubliceerd = (VOORBEELD / "verwacht.csv").read_text("utf-8").replace("regio gent", "regio brussel")
    (tmp_path / "verwacht.csv").write_text(gepubliceerd, "utf-8")
    platform.opdracht("vol", "wacht")
    goal = platform.opdracht("vol", "goal", "--verwacht", tmp_path / "verwacht.csv", "--periode", "2021..2024")
    assert "16 van 16 kloppen" in goal.stdout, goal.stdout
    voor = log_telt()
    nogmaals = platform.opdracht("leerwinkel", "importeer", export)
    assert (nogmaals.returncode, log_telt()) == (0, voor)


@pytest.mark.lang
def test_a_changed_row_is_one_correction_and_changed_back_another(
    platform: Platform, tmp_path: Path, log_telt: Callable[[], int]
) -> None:
    def importeer(minuten: int) -> dict[tuple[Any, ...], tuple[int, int | None]]:
        map_ = _schrijf(
            tmp_path / "export",
            "sessie-gehouden.csv",
            "id,dossier,regio,tijdstip,soort,vorm,duur_minuten,begeleider",
            f"s1,D1,antwerpen,2025-05-05T10:00,intake,fysiek,{minuten},B1",
            "s2,D1,antwerpen,2025-05-06T10:00,begeleiding,fysiek,30,B1",
        )
        assert platform.opdracht("leerwinkel", "importeer", map_).returncode == 0
        return _cijfers(platform, "--regio", "antwerpen", "--code", "D05")

    sleutel = ("D05", "antwerpen", None, None)
    assert importeer(60)[sleutel] == (90, 2)
    voor = log_telt()
    assert importeer(75)[sleutel] == (105, 2)
    assert log_telt() == voor + 1
    assert importeer(60)[sleutel] == (90, 2)
    assert log_telt() == voor + 2
    assert _cijfers(platform, "--regio", "antwerpen", "--code", "D05", "--bekend-op", "2025-05-07")[sleutel] == (90, 2)


def test_bad_rows_are_listed_and_the_good_ones_go_in(platform: Platform, tmp_path: Path) -> None:
    map_ = _schrijf(
        tmp_path / "export",
        "informatie-verstrekt.csv",
        "dossier,regio,tijdstip,medium,duur_minuten,beantwoord",
        "D1,vlaams-brabant,2025-01-15T10:00,telefoon,20,ja",
        "D2,vlaams-brabant,2025-01-15T10:00,rooksignaal,20,ja",
        "D3,vlaams-brabant,2025-03-30T02:30,telefoon,20,ja",
        "D4,atlantis,2025-01-15T10:00,telefoon,20,ja",
        "D5,vlaams-brabant,2025-01-15T10:00,telefoon,0,misschien",
    )
    fouten = tmp_path / "fouten.csv"
    gezegd = platform.opdracht("leerwinkel", "importeer", map_, "--fouten", fouten)
    assert gezegd.returncode == 1
    assert {rij["rij"] for rij in _rijen(fouten)} == {"3", "4", "5", "6"}
    assert "rooksignaal" in gezegd.stdout


def _rijen(bestand: Path) -> list[Rij]:
    with bestand.open(encoding="utf-8-sig", newline="") as regels:
        return list(csv.DictReader(regels, delimiter=";"))


def test_every_event_published_gets_an_answer_and_the_good_ones_count(platform: Platform) -> None:
    bron = "urn:leerwinkel:oost-vlaanderen:registratie-x"
    goed = [sessie("d1", 50, source=bron), sessie("d2", 70, source=bron)]
    regels = [goed[0].ruw(), b"{onzin", goed[1].ruw(), microcontact("d1", id=goed[0].id, source=bron).ruw()]
    gezegd = platform.opdracht("leerwinkel", "publiceer", "-", "--json", invoer=b"\n".join(regels))
    antwoorden = [json.loads(regel) for regel in gezegd.stdout.splitlines()]
    assert [a["uitkomst"] for a in antwoorden] == ["aanvaard", "geweigerd", "aanvaard", "conflict"]
    assert gezegd.returncode == 1
    cijfers = _cijfers(platform, "--regio", "oost-vlaanderen", "--code", "D05")
    assert cijfers["D05", "oost-vlaanderen", None, None] == (120, 2)
    nogmaals = platform.opdracht("leerwinkel", "publiceer", "-", invoer=goed[0].ruw())
    assert (nogmaals.returncode, nogmaals.stdout.strip().splitlines()[-1]) == (0, "1 herhaling")


def test_the_example_for_other_systems_works_as_written(platform: Platform, tmp_path: Path) -> None:
    [voorbeeld] = re.findall(r"```python\n(.*?)```", (DOCS / "andere-systemen.md").read_text("utf-8"), re.DOTALL)
    assert len(voorbeeld.splitlines()) <= 25
    (tmp_path / "voorbeeld.py").write_text(voorbeeld, "utf-8")
    url = f"nats://127.0.0.1:{platform.poort + 7}"
    assert (
        platform.opdracht("leerwinkel", "toegang", "maak", "--knoop", "gent", "--systeem", "registratie-x").returncode
        == 0
    )
    opdracht = [sys.executable, tmp_path / "voorbeeld.py", url, platform.data / "gent/toegang/bron-registratie-x.zaad"]
    gezegd = subprocess.run(opdracht, capture_output=True, text=True, check=True, timeout=30)
    assert '"uitkomst": "aanvaard"' in gezegd.stdout


def test_rebuilding_from_the_log_gives_the_same_figures(platform: Platform) -> None:
    voor = _cijfers(platform)
    gezegd = platform.opdracht("vol", "herbouw")
    assert (gezegd.returncode, "door de dienst" in gezegd.stdout) == (0, True), gezegd.stderr
    assert _cijfers(platform) == voor


def test_the_page_shows_the_same_figures(platform: Platform) -> None:
    adres = f"http://127.0.0.1:{platform.web_poort}"
    with httpx.Client(timeout=20) as http:
        assert http.get(f"{adres}/").headers["location"].startswith("/aanmelden")
        meld_aan(http, adres, "vol-analist-1")
        pagina = http.get(f"{adres}/")
    assert pagina.status_code == 200
    assert "<span>Hanne</span>" in pagina.text
    assert "Unieke cliënten" in pagina.text


def test_a_question_that_is_not_right_is_answered_with_what_would_be(platform: Platform) -> None:
    for opties in (["--periode", "2016-Q5"], ["--regio", "atlantis"], ["--splits", "kleur"], ["--code", "Z99"]):
        gezegd = platform.opdracht("vol", "cijfers", *opties)
        assert (gezegd.returncode, "Traceback" in gezegd.stderr) == (2, False), opties
        assert gezegd.stderr.strip(), opties
