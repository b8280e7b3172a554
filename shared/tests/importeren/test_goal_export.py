"""The GOAL export: every row becomes the events that its README promises, and importing again adds nothing."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.gebeurtenissen.partners import DoorverwijzingAanvaard, DoorverwijzingGemaakt
from leerwinkel.gebeurtenissen.trajecten import TevredenheidBeantwoord, TrajectGestart
from leerwinkel.inname.importeren.kenmerken import Kenmerken
from leerwinkel.testing.invoer import Proefinvoer, sleutel

GOAL = Path(__file__).parents[3] / "examples" / "goal"


@pytest.fixture
def goal(tmp_path: Path) -> Proefinvoer:
    shutil.copytree(GOAL, tmp_path / "goal")
    return Proefinvoer(tmp_path / "goal")


async def test_every_file_gives_the_events_that_the_readme_promises(goal: Proefinvoer):
    verslag = await goal.importeer()
    assert Counter(g.soort for g in goal.gebeurtenissen()) == {
        "aanmelding-geregistreerd": 418,
        "dispatching-beslist": 418,
        "toestemming-gegeven": 601,
        "traject-gestart": 233,
        "sessie-gehouden": 920,
        "microcontact-geregistreerd": 4391,
        "drempel-vastgesteld": 405,
        "keuze-gemaakt": 181,
        "inschrijving-vastgesteld": 138,
        "getuigschrift-behaald": 66,
        "tevredenheid-beantwoord": 241,
        "doorverwijzing-gemaakt": 108,
        "doorverwijzing-aanvaard": 77,
        "doorverwijzing-geweigerd": 18,
    }
    assert (verslag.gelezen, verslag.aanvaard, verslag.fout) == (8355, 8215, 0)
    assert verslag.volledig
    assert verslag.opmerkingen == []
    assert not goal.foutenbestand.exists()


async def test_importing_twice_adds_nothing(goal: Proefinvoer):
    await goal.importeer()
    voor = goal.gebeurtenissen()
    verslag = await goal.importeer()
    assert goal.gebeurtenissen() == voor
    assert (verslag.aanvaard, verslag.herhaald, verslag.gecorrigeerd) == (0, 8215, 0)
    assert verslag.verdwenen == {}


async def test_the_rows_may_come_in_any_order_of_rows_and_columns_with_any_separator(goal: Proefinvoer):
    await goal.importeer()
    voor = Counter(g.digest() for g in goal.gebeurtenissen())
    for bestand in goal.map.glob("*.csv"):
        rijen = list(csv.reader(bestand.read_text(encoding="utf-8").splitlines()))
        gekeerd = [rij[::-1] for rij in (rijen[0], *rijen[:0:-1])]
        with bestand.open("w", encoding="utf-8-sig", newline="") as uit:
            csv.writer(uit, delimiter=";").writerows(gekeerd)
    goal.deuren.clear()
    await goal.importeer()
    assert Counter(g.digest() for g in goal.gebeurtenissen()) == voor


async def test_an_aanmelding_has_its_toeleiding_themes_and_profile(goal: Proefinvoer):
    await goal.importeer()
    kenmerken = Kenmerken(sleutel("gent"))
    dossier = kenmerken.van("dossier", "G0124")
    (gebeurtenis,) = (g for g in goal.gebeurtenissen("aanmelding-geregistreerd") if g.subject == dossier)
    data = gebeurtenis.data
    assert isinstance(data, AanmeldingGeregistreerd)
    assert gebeurtenis.source == "urn:leerwinkel:gent:import"
    assert gebeurtenis.time.isoformat() == "2015-10-01T10:20:00+02:00"
    assert gebeurtenis.recordedtime == gebeurtenis.time
    assert data.client == kenmerken.van("client", "C0124")
    assert (data.toeleiding.wijze, data.toeleiding.partnersoort) == ("doorverwijzer", "jeugdwerk")
    assert (data.themas, data.eerder_begeleid, data.profiel.geboortejaar) == (("graduaat",), False, 1997)
    assert data.profiel.gemeente == "44021"


async def test_a_traject_has_instemming_where_the_consent_for_begeleiding_was_given(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "toestemmingen.csv",
        "dossier,regio,tijdstip,doel,gegeven",
        "D1,limburg,2018-01-01T10:00,begeleiding,ja",
        "D2,limburg,2018-01-01T10:00,begeleiding,nee",
        "D3,limburg,2018-01-01T10:00,bevraging,ja",
        "D4,gent,2018-01-01T10:00,begeleiding,ja",
    )
    trajecten = [f"D{n},limburg,2018-01-02T10:00,B1" for n in (1, 2, 3, 4)]
    invoer.schrijf("trajecten.csv", "dossier,regio,tijdstip,begeleider", *trajecten)
    await invoer.importeer()
    instemming = {g.subject: getattr(g.data, "instemming", None) for g in invoer.gebeurtenissen("traject-gestart")}
    kenmerken = Kenmerken(sleutel("limburg"))
    assert instemming == {kenmerken.van("dossier", f"D{n}"): n == 1 for n in (1, 2, 3, 4)}


async def test_a_consent_that_turns_up_later_corrects_the_traject_instead_of_starting_a_second(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf("trajecten.csv", "dossier,regio,tijdstip,begeleider", "D1,gent,2018-01-02T10:00,B1")
    await invoer.importeer()
    invoer.schrijf(
        "toestemmingen.csv", "dossier,regio,tijdstip,doel,gegeven", "D1,gent,2018-01-01T10:00,begeleiding,ja"
    )
    verslag = await invoer.importeer()
    assert verslag.gecorrigeerd == 1
    (gestart,) = invoer.gebeurtenissen("traject-gestart")
    assert isinstance(gestart.data, TrajectGestart)


async def test_an_answered_referral_is_answered_the_next_day_at_the_same_local_time(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "doorverwijzingen.csv",
        "dossier,regio,tijdstip,partnersoort,warm,antwoord",
        "D1,brussel,2019-03-30T16:30,ocmw,ja,aanvaard",
        "D1,brussel,2019-03-30T16:30,ocmw,ja,open",
    )
    await invoer.importeer()
    gemaakt = invoer.gebeurtenissen("doorverwijzing-gemaakt")
    (aanvaard,) = invoer.gebeurtenissen("doorverwijzing-aanvaard")
    assert len({g.data.doorverwijzing for g in gemaakt if isinstance(g.data, DoorverwijzingGemaakt)}) == 2
    assert isinstance(aanvaard.data, DoorverwijzingAanvaard)
    assert aanvaard.data.doorverwijzing == getattr(gemaakt[0].data, "doorverwijzing", None)
    assert aanvaard.time.isoformat() == "2019-03-31T16:30:00+02:00"
    assert gemaakt[0].time.isoformat() == "2019-03-30T16:30:00+01:00"


async def test_an_answer_about_satisfaction_cannot_be_led_back(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "tevredenheid.csv",
        "dossier,regio,tijdstip,geregistreerd,waardevol,medewerker",
        "D1,gent,2019-07-01T00:30,2019-07-03T15:00,ja,M1",
        "D1,gent,2019-07-01T09:30,2019-07-03T15:00,ja,M1",
    )
    verslag = await invoer.importeer()
    eerste, tweede = invoer.gebeurtenissen("tevredenheid-beantwoord")
    assert verslag.fout == 0
    assert isinstance(eerste.data, TevredenheidBeantwoord)
    assert eerste.data.trap == "onbekend"
    assert eerste.medewerker is None
    assert eerste.time.isoformat() == tweede.time.isoformat() == "2019-07-01T00:00:00+02:00"
    assert eerste.recordedtime.isoformat() == "2019-07-03T00:00:00+02:00"
    kenmerken = Kenmerken(sleutel("gent"))
    assert eerste.subject != tweede.subject
    assert {eerste.subject, tweede.subject}.isdisjoint({kenmerken.van(k, "D1") for k in ("dossier", "bevraging")})


async def test_the_layout_takes_fewer_columns_more_columns_and_the_profile_flat_or_nested(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "aanmeldingen.csv",
        "id,Dossier,client,regio,tijdstip,geregistreerd,kanaal,loket,toeleiding,vraagsoort,thema,"
        "werkloosheidsduur,profiel.nederlands,kansengroepen",
        "7,D1,C1,antwerpen-stad,2020-01-01T10:00,2020-01-02T10:00,telefoon,L1,brugfiguur,leernood,"
        "nt2|basiseducatie,gt-2j,A2,armoede|nieuwkomer",
    )
    verslag = await invoer.importeer()
    (gebeurtenis,) = invoer.gebeurtenissen()
    data = gebeurtenis.data
    assert isinstance(data, AanmeldingGeregistreerd)
    assert verslag.opmerkingen == []
    assert data.themas == ("nt2", "basiseducatie")
    assert (data.profiel.werkloosheidsduur, data.profiel.nederlands) == ("gt-2j", "A2")
    assert data.profiel.kansengroepen == ("armoede", "nieuwkomer")
    assert data.profiel.geboortejaar is None
    assert data.loket is not None
    assert gebeurtenis.recordedtime.isoformat() == "2020-01-02T10:00:00+01:00"
