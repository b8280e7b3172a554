"""The archive for auditors: with it alone, and no server, everything is proved and counted; damaged, it is refused."""

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from leerwinkel.audit import Frontier, Receipt, entry, inclusion, leaf_hash
from leerwinkel.gebeurtenissen.vol import StandVastgelegd
from leerwinkel.waarmerk.aanbod import herkomst_van
from vol_reporting.archief.inhoud import BLAD
from vol_reporting.cijfers import Vraag, bereken
from vol_reporting.controle.archiefblad import maak_blad
from vol_reporting.controle.archiefschrijven import schrijf_archief
from vol_reporting.controle.auditarchief import BERICHTEN, LOGMAP, Auditarchief
from vol_reporting.controle.bron import Bericht
from vol_reporting.controle.opdracht import app
from vol_reporting.eigenlog import vol_gebeurtenis
from vol_reporting.getuige.houder import VOL

from .auditwereld import MEDE, Geheugen, onderteken, tekenaar
from .bouw import LATER, Verhaal, opgeslagen
from .verhalen import op, traject

_STANDMOMENT = LATER.replace(year=2031)


def als_berichten(verhaal: Verhaal) -> dict[str, list[Bericht]]:
    logs: dict[str, list[Bericht]] = {"gent": [], VOL: []}
    for o in verhaal.ontvangsten:
        logs[o.regio].append(Bericht(o.regio, o.positie, o.gebeurtenis.onderwerp(), o.gebeurtenis.ruw(), o.ontvangen))
    return logs


def leg_stand_vast(logs: dict[str, list[Bericht]]) -> None:
    stand = StandVastgelegd(posities={"gent": len(logs["gent"])}, eigen=len(logs[VOL]))
    gezegd = vol_gebeurtenis(stand, "stand-1", _STANDMOMENT)
    logs[VOL].append(Bericht(VOL, len(logs[VOL]) + 1, gezegd.onderwerp(), gezegd.ruw(), _STANDMOMENT))


def getekend(map_: Path, logs: dict[str, list[Bericht]]) -> Geheugen:
    wereld = Geheugen(map_, logs)
    for log, berichten in logs.items():
        onderteken(wereld.getuigd(log), log, berichten, (1, len(berichten)), mede=True)
    return wereld


def schrijf(wereld: Geheugen, uit: Path) -> Path:
    asyncio.run(schrijf_archief(wereld, wereld.map / "rapporten", uit, lambda _: None))
    return uit


@pytest.fixture(scope="module")
def archief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the story of the trajecten, with a stand after it; of Gent's log the last message is no event."""
    map_ = tmp_path_factory.mktemp("audit")
    logs = als_berichten(traject()[0])
    leg_stand_vast(logs)
    later = traject()[0].sessie("a", op("02-04"))
    logs["gent"].append(
        Bericht("gent", len(logs["gent"]) + 1, later.onderwerp(), later.ruw(), LATER.replace(year=2032))
    )
    vreemd = Bericht("gent", len(logs["gent"]) + 1, "leerwinkel.gent.intake.x.y", b"\xff\n{", LATER.replace(year=2032))
    logs["gent"].append(vreemd)
    return schrijf(getekend(map_, logs), map_ / "archief")


@pytest.fixture
def kopie(archief: Path, tmp_path: Path) -> Path:
    """One that may be spoiled."""
    shutil.copytree(archief, tmp_path / "archief")
    return tmp_path / "archief"


def audit(*woorden: str | Path) -> Result:
    return CliRunner().invoke(app, [str(woord) for woord in woorden])


def verifieer(archief: Path, *woorden: str) -> tuple[int, dict[str, Any]]:
    uitkomst = audit("verifieer", "--archief", archief, "--json", *woorden)
    return uitkomst.exit_code, {each["log"]: each for each in json.loads(uitkomst.stdout)}


def test_what_is_in_it_is_proved_without_a_server(archief: Path) -> None:
    status, logs = verifieer(archief)
    assert (status, {log for log, each in logs.items() if each["klopt"]}) == (0, set(logs))
    assert (logs["gent"]["kopie"], logs["gent"]["getekend"], logs["gent"]["controlepunten"]) == (29, 29, 2)
    assert audit("verifieer", "--archief", archief, "--regio", "gent").exit_code == 0


def test_only_the_keys_that_an_auditor_brings_along_are_trusted(archief: Path, tmp_path: Path) -> None:
    bestand = tmp_path / "sleutels"
    echte = [tekenaar(1, herkomst_van("gent")).verifier.format(), MEDE.verifier.format()]
    bestand.write_text("\n".join(echte) + "\n")
    assert verifieer(archief, "--regio", "gent", "--sleutel", str(bestand))[0] == 0
    status, logs = verifieer(
        archief, "--regio", "gent", "--sleutel", tekenaar(5, herkomst_van("gent")).verifier.format()
    )
    assert (status, logs["gent"]["eerste"]) == (1, 1)
    assert audit("verifieer", "--archief", archief, "--sleutel", "niets").exit_code == 2


def test_figures_from_it_are_those_of_the_storage(archief: Path) -> None:
    verhaal, vraag, _ = traject()
    verwacht = bereken(opgeslagen(verhaal.ontvangsten), Vraag(vraag.periode, codes=["R06"], regio="gent"))
    opdracht = ("cijfer", "R06", "--periode", "2016", "--regio", "gent", "--stand", "2031-01-01", "--json")
    uitkomst = audit(*opdracht, "--archief", archief)
    antwoord = json.loads(uitkomst.stdout[uitkomst.stdout.index("{") :])
    assert [(c["teller"], c["noemer"]) for c in antwoord["cijfers"]] == [(c.teller, c.noemer) for c in verwacht]
    assert {each["entiteit"] for each in antwoord["gebeurtenissen"]} == {"a", "b", "c"}
    assert len(antwoord["gebeurtenissen"]) == 27  # all but the two that came after the stand


def test_what_cannot_be_asked_is_two_and_an_archive_that_is_none_is_one(archief: Path, tmp_path: Path) -> None:
    assert audit("cijfer", "X99", "--archief", archief).exit_code == 2
    assert audit("speel-af", "--archief", archief, "--stand", "1999-01-01").exit_code == 2
    assert audit("speel-af", "--archief", archief, "--regio", "parijs").exit_code == 2
    assert audit("verifieer", "--archief", tmp_path).exit_code == 1


def test_the_history_is_replayed_as_it_was_stored_up_to_a_stand(archief: Path) -> None:
    alles = [json.loads(regel) for regel in audit("speel-af", "--archief", archief).stdout.splitlines()]
    gent = [each for each in alles if each["log"] == "gent"]
    assert [each["positie"] for each in gent] == list(range(1, 30))
    bewaard = {each.positie: each for each in _gelezen(archief, "gent")}
    assert all(json.loads(bewaard[each["positie"]].inhoud) == each["gebeurtenis"] for each in gent[:-1])
    assert bytes.fromhex(gent[-1]["inhoud_hex"]) == b"\xff\n{"
    toen = audit("speel-af", "--archief", archief, "--stand", "2031-06-01").stdout.splitlines()
    assert [json.loads(regel)["positie"] for regel in toen] == list(range(1, 28))  # the stand does not count itself


def test_a_filter_leaves_what_fits_and_a_table_has_a_line_for_each(archief: Path) -> None:
    opdracht = ("speel-af", "--archief", archief, "--filter", "soort=sessie-gehouden", "--filter", "entiteit=a")
    assert len(audit(*opdracht).stdout.splitlines()) == 3
    assert len(audit(*opdracht, "--tabel").stdout.splitlines()) == 1 + 3
    assert audit("speel-af", "--archief", archief, "--filter", "kleur=rood").exit_code == 2


def test_an_archive_is_written_again_from_an_archive_and_into_a_zip(archief: Path, tmp_path: Path) -> None:
    zip_ = tmp_path / "nog.zip"
    assert audit("archief", "--archief", archief, "--uit", zip_).exit_code == 0
    assert verifieer(zip_)[0] == 0
    assert audit("archief", "--archief", archief, "--uit", zip_).exit_code == 1
    assert {pad.name for pad in tmp_path.iterdir()} == {"nog.zip"}
    zip_.write_bytes(zip_.read_bytes()[:-100])
    assert audit("verifieer", "--archief", zip_).exit_code == 1


def _kap_af(archief: Path) -> str:
    pad = archief / BERICHTEN / "gent.parquet"
    pad.write_bytes(pad.read_bytes()[:-50])
    return "berichten/gent.parquet is gewijzigd"


def _verander_sql(archief: Path) -> str:
    pad = archief / "indicatoren" / "B01" / "v1.sql"
    pad.write_text(pad.read_text() + "\n-- iets\n")
    return "indicatoren/B01/v1.sql is gewijzigd"


def _verander_codelijst(archief: Path) -> str:
    (archief / "codelijsten" / "regio.csv").write_text("code,label_nl\n")
    return "codelijsten/regio.csv is gewijzigd"


def _laat_weg(archief: Path) -> str:
    (archief / LOGMAP / "gent" / "checkpoint").unlink()
    return "logs/gent/checkpoint ontbreekt"


def _voeg_toe(archief: Path) -> str:
    (archief / "iets.txt").write_text("iets")
    return "iets.txt hoort niet in het archief"


@pytest.mark.parametrize("schade", [_kap_af, _verander_sql, _verander_codelijst, _laat_weg, _voeg_toe])
def test_a_file_that_is_not_what_it_was_is_named_and_nothing_is_counted_from_it(
    kopie: Path, schade: Callable[[Path], str]
) -> None:
    gezegd = schade(kopie)
    status, logs = verifieer(kopie)
    assert (status, [each["zin"] for each in logs["archief"]["bevindingen"]]) == (1, [gezegd])
    geweigerd = audit("cijfer", "B01", "--archief", kopie)
    assert (geweigerd.exit_code, gezegd in geweigerd.stderr) == (1, True)


def test_a_changed_seal_is_refused(kopie: Path) -> None:
    blad = kopie / BLAD
    blad.write_text(blad.read_text().replace('"gent": 29', '"gent": 28'))
    assert audit("verifieer", "--archief", kopie).exit_code == 1


def _herschrijf(archief: Path, log: str, weg: Callable[[int], bool]) -> None:
    """Leave out messages and seal the archive again, as who owns it can."""
    pad = archief / BERICHTEN / f"{log}.parquet"
    tabel = pq.read_table(pad)
    pq.write_table(tabel.filter([not weg(positie) for positie in tabel.column("positie").to_pylist()]), pad)
    blad = Auditarchief.open(archief, streng=False).blad
    (archief / BLAD).unlink()
    maak_blad(archief, blad.gemaakt, blad.programma, blad.berichten).schrijf(archief)


@pytest.mark.parametrize(("van", "tot"), [(12, 12), (21, 29), (1, 29)])
def test_an_archive_that_was_made_shorter_and_sealed_again_is_found_at_its_first_position(
    kopie: Path, van: int, tot: int
) -> None:
    _herschrijf(kopie, "gent", lambda positie: van <= positie <= tot)
    status, logs = verifieer(kopie)
    assert (status, logs["gent"]["eerste"], logs["vol"]["klopt"]) == (1, van, True)


def _gelezen(archief: Path, log: str) -> list[Bericht]:
    async def lees() -> list[Bericht]:
        return [each async for deel in Auditarchief.open(archief).kopie([log]) for each in deel]

    return asyncio.run(lees())


def test_the_erasure_of_a_person_changes_no_root_no_proof_and_no_closed_figure(tmp_path: Path) -> None:
    """Issue 5, must hold. What is erased is a key, and a log is told so: what was signed before stays as it is."""
    verhaal, vraag, _ = traject()
    logs = als_berichten(verhaal)
    leg_stand_vast(logs)
    wereld = getekend(tmp_path / "wereld", logs)
    bewijs, bericht = _bewijs(wereld, 3), logs["gent"][2]
    opdracht = ("cijfer", "R06", "--periode", "2016", "--regio", "gent", "--stand", "2031-06-01", "--json", "--archief")
    voor = json.loads(audit(*opdracht, schrijf(wereld, tmp_path / "voor")).stdout)
    weg = verhaal.feit("persoonsgegevens-vernietigd", "c-a", LATER, {"client": "c-a", "grond": "verzoek-client"})
    positie = len(logs["gent"]) + 1
    logs["gent"].append(Bericht("gent", positie, weg.onderwerp(), weg.ruw(), LATER.replace(year=2033)))
    onderteken(wereld.getuigd("gent"), "gent", logs["gent"], (positie,), mede=True)
    na = json.loads(audit(*opdracht, schrijf(wereld, tmp_path / "na")).stdout)
    assert na["cijfers"] == voor["cijfers"]
    assert vraag.bekend_op is not None
    assert verifieer(tmp_path / "na")[0] == 0
    trouw = (wereld.waarmerken("gent").sleutels, herkomst_van("gent"))
    assert bewijs.verify(entry(bericht.onderwerp, bericht.inhoud), trouw[1], trouw[0]).size == positie - 1


def _bewijs(wereld: Geheugen, positie: int) -> Receipt:
    uitgave, omvang = wereld.getuigd("gent"), len(wereld.logs["gent"])
    note = uitgave.laatste()
    assert note is not None
    rand = Frontier()
    for each in wereld.logs["gent"]:
        rand.append(leaf_hash(entry(each.onderwerp, each.inhoud)))
    assert uitgave.boom(omvang).root() == rand.root()
    return Receipt(positie - 1, tuple(inclusion(uitgave.boom(omvang), positie - 1, omvang)), note)
