"""Privacy, over a real node: who looked, the access file, and erasure that ends all reading."""

import asyncio
import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from intake.app import DIENST
from intake.domain.client import CLIENT, PersoonsgegevensVernietigen
from intake.handelingen.inzageopdracht import GeenInzage, schrijf_inzage
from intake.handelingen.opdracht import Opdracht
from intake.handelingen.wissen import hou_belofte, ruim_op, vernieuw_zo_nodig
from leerwinkel.dienst.inzage import Blik
from leerwinkel.gebeurtenissen.intake import (
    DossierAfgesloten,
    DossiersGekoppeld,
    PersoonsgegevensVernietigd,
    ProfielAangevuld,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.kluis.tabellen import sleutels
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekvraag import Zoekvraag
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import database
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis

from .bouw import LATER, aanmelding

WIE = Persoonsgegevens(naam="Merkfamilienaam", voornaam="Merkvoornaam", adres="Merkstraat 12", notitie="Merknotitie")
MERKEN = ("Merkfamilienaam", "Merkvoornaam", "Merkstraat", "Merknotitie", "Merkgesprek")
PRIVACY, WISSEN = "/dossiers/d1/privacy", "/dossiers/d1/wissen"
LANG_GELEDEN = datetime(2016, 3, 2, 9, tzinfo=UTC)
GESPREK = SessieGehouden(sessie="s1", soort="intake", vorm="fysiek", duur_minuten=65, begeleider="begeleider-1")


KETEN = (("b1", "b0"), ("b2", "b1"))
DICHT = DossierAfgesloten(reden="beantwoord")


def moment(minuut: int) -> datetime:
    return LANG_GELEDEN + timedelta(minutes=minuut)


@pytest.fixture
async def bekend(proef: Proefdienst) -> Proefdienst:
    """Dossier d1 of c1 with all kinds of personal data, and d2 of c2, who is the same person. Amina is signed in."""
    versleuteling = Versleuteling(proef.kader.kluis)
    jwes = await in_draad(versleuteling.sluit_alle, [("c1", WIE), ("c2", WIE)])
    notitie = await in_draad(versleuteling.versleutel, Eigenaar("client", "c1"), b"Merkgesprek over thuis.   ")
    await proef.gebeur(
        gebeurtenis(aanmelding(persoonsgegevens=jwes["c1"]), "d1", time=moment(0)),
        gebeurtenis(ToestemmingGegeven(doel="begeleiding", wijze="mondeling"), "d1", time=moment(1)),
        gebeurtenis(ToestemmingIngetrokken(doel="begeleiding"), "d1", time=moment(2)),
        gebeurtenis(GESPREK.model_copy(update={"notitie": notitie}), "d1", time=moment(3)),
        gebeurtenis(aanmelding(client="c2", persoonsgegevens=jwes["c2"]), "d2", time=moment(4)),
        gebeurtenis(DossiersGekoppeld(client="c1", met_client="c2", grond="client-bevestigd"), "c1", time=moment(5)),
    )
    async with asyncio.timeout(10):
        while len(await in_draad(proef.kader.zoekindex.zoek, Zoekvraag("Merkfamilienaam"))) < 2:
            pass
    await proef.meld_aan("coordinator-1")
    return proef


def sporen(tekst: str | bytes) -> set[str]:
    als_tekst = tekst if isinstance(tekst, str) else tekst.decode("utf-8", "replace")
    return {merk for merk in MERKEN if merk in als_tekst}


async def blikken(proef: Proefdienst, *dossiers: str, clients: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    alle = await in_draad(proef.kader.inzage.alle, dossiers, clients)
    return [(blik.medewerker, blik.blad) for blik in reversed(alle)]


async def test_every_look_at_a_dossier_or_at_who_somebody_is_is_kept_and_shown_to_the_coordinator(
    bekend: Proefdienst,
) -> None:
    await bekend.meld_aan("onthaal-1")
    await bekend.http.get("/dossiers/d2/toestemming")
    await bekend.http.get("/dossiers/d2/toestemming")
    await bekend.http.get("/dossiers/bestaat-niet/toestemming")
    await bekend.stuur("/", doe="zoek", zoek="Merkfamilienaam")
    await bekend.http.get("/api/dossiers/d2")
    assert await blikken(bekend, "d2") == [("onthaal-1", "toestemming"), ("onthaal-1", "api")]
    assert ("onthaal-1", "begin") in await blikken(bekend, clients=("c1", "c2"))
    assert await blikken(bekend, "bestaat-niet") == []
    await bekend.meld_aan("coordinator-1")
    pagina = (await bekend.http.get(PRIVACY)).text
    assert pagina.count("<td>Noor</td>") == 3
    assert "Nieuwe aanmelding</td>" in pagina
    assert "<td>Via een programma</td>" in pagina


async def test_the_page_shows_consent_with_its_history_and_a_client_is_found_from_the_first_page(
    bekend: Proefdienst,
) -> None:
    pagina = (await bekend.http.get(PRIVACY)).text
    assert "Merkvoornaam Merkfamilienaam" in pagina
    assert pagina.index("Nee, ") < pagina.index("Ja, ") < pagina.index("mondeling")
    assert pagina.count("Toestemming geven of intrekken") == 2
    pagina = (await bekend.stuur("/privacy", zoek="Merkfamilienaam")).text
    assert (sporen(pagina) >= {"Merkfamilienaam"}, "2 dossiers" in pagina) == (True, True)
    assert "Niemand gevonden" in (await bekend.stuur("/privacy", zoek="Xyzzy")).text

    def schrijf() -> None:
        for nummer in range(120):
            toen = moment(nummer * 2)
            bekend.kader.inzage.schrijf(Blik(toen, "begeleider-1", "trajecten", "dossier", "d1"))

    await in_draad(schrijf)
    assert "Bladzijde 1 van 3" in (await bekend.http.get(PRIVACY)).text
    assert "Bladzijde 3 van 3" in (await bekend.http.get(f"{PRIVACY}?bladzijde=3")).text
    fout = await bekend.stuur(WISSEN)
    assert (fout.status_code, "Kies waarom" in fout.text, "Vink aan" in fout.text) == (422, True, True)


async def test_the_access_file_has_everything_readable_of_all_dossiers_and_as_pdf_it_is_accessible(
    bekend: Proefdienst, tmp_path: Path
) -> None:
    antwoord = await bekend.http.get("/dossiers/d1/inzagebestand.json")
    bestand = json.loads(antwoord.content)
    assert antwoord.headers["content-disposition"] == 'attachment; filename="inzage-d1.json"'
    assert sporen(antwoord.content) == set(MERKEN)
    assert [een["dossier"] for een in bestand["dossiers"]] == ["d1", "d2"]
    eerste, *_, gesprek = bestand["dossiers"][0]["gebeurtenissen"]
    assert eerste["persoonsgegevens"]["Adres"] == "Merkstraat 12"
    assert (gesprek["wat"], gesprek["notitie"]) == ("Sessie gehouden: intake", "Merkgesprek over thuis.")
    assert gesprek["bijzonderheden"]["Duur"] == "65 minuten"
    assert "eyJ" not in antwoord.text
    antwoord = await bekend.http.get("/dossiers/d1/inzagebestand.pdf")
    assert (antwoord.headers["content-type"], antwoord.content[:5]) == ("application/pdf", b"%PDF-")
    for teken in (b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part", b"/Lang", b"Inzagebestand"):
        assert teken in antwoord.content
    assert ("coordinator-1", "inzagebestand.pdf") in await blikken(bekend, "d1")
    knoop = bekend.nc.connected_url
    assert knoop is not None
    hier = Instellingen(data=tmp_path / "data", nats={"gent": knoop.geturl()}, regio="gent")
    gemaakt = await schrijf_inzage(hier, DIENST, "d1", tmp_path / "uit")
    assert [(pad.name, pad.stat().st_mode & 0o077) for pad in gemaakt] == [("inzage-d1.pdf", 0), ("inzage-d1.json", 0)]
    assert sporen(gemaakt[1].read_bytes()) == set(MERKEN)
    assert ("opdrachtregel", "opdracht-inzage") in await blikken(bekend, "d2")
    with pytest.raises(GeenInzage, match="bestaat niet"):
        await schrijf_inzage(hier, DIENST, "niets", tmp_path / "uit")


async def test_another_role_sees_the_page_of_its_dossier_but_not_who_looked_and_may_not_erase(
    bekend: Proefdienst,
) -> None:
    await bekend.meld_aan("begeleider-1")
    pagina = await bekend.http.get(PRIVACY)
    assert (pagina.status_code, "Wie keek" in pagina.text, "wissen…" in pagina.text) == (200, False, False)
    for pad in ("/privacy", WISSEN, "/dossiers/d1/inzagebestand.json", "/dossiers/d1/inzagebestand.pdf"):
        nee = await bekend.http.get(pad)
        assert (nee.status_code, "Je rol laat dit niet toe." in nee.text) == (403, True), pad
    velden = formulieren((await bekend.http.get("/dossiers/d1/toestemming")).text)["/dossiers/d1/toestemming"]
    geweigerd = await bekend.http.post(WISSEN, data=velden | {"grond": "verzoek-client", "zeker": "ja"})
    assert geweigerd.status_code == 403
    assert len(await bekend.log()) == 6


async def test_erasure_ends_reading_everywhere_and_says_so(
    bekend: Proefdienst, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "Er loopt nog een dossier" in (await bekend.http.get(WISSEN)).text
    velden = formulieren((await bekend.http.get(WISSEN)).text)[WISSEN] | {"grond": "verzoek-client", "zeker": "ja"}
    klaar = [await bekend.http.post(WISSEN, data=velden) for _ in range(2)]
    assert [antwoord.headers["location"] for antwoord in klaar] == [f"{PRIVACY}?na=8"] * 2
    gewist = [event.data for event in await bekend.log() if isinstance(event.data, PersoonsgegevensVernietigd)]
    assert gewist == [PersoonsgegevensVernietigd(client=client, grond="verzoek-client") for client in ("c1", "c2")]
    pagina = await bekend.http.get(klaar[0].headers["location"])
    assert ("Gewist dossier" in pagina.text, "Op verzoek van de cliënt" in pagina.text) == (True, True)
    assert "informatiebemiddeling" in pagina.text
    paden = (PRIVACY, "/dossiers/d2/privacy", WISSEN, "/dossiers/d1/profiel", "/dossiers/d1/toestemming")
    antwoorden = [await bekend.http.get(pad) for pad in paden]
    antwoorden += [await bekend.stuur(pad, zoek="Merkfamilienaam", doe="zoek") for pad in ("/", "/privacy")]
    assert [sporen(een.text.replace('value="Merkfamilienaam"', "")) for een in antwoorden] == [set()] * 7
    niet_meer = ("/dossiers/d1/inzagebestand.json", "/dossiers/d1/profiel", "/api/dossiers/d1")
    assert [(await bekend.http.get(pad)).status_code for pad in niet_meer] == [404] * 3
    toestemming = {"toestemming": {"doel": "begeleiding", "wijze": "mondeling"}, "tijdstip": LATER.isoformat()}
    geweigerd = await bekend.http.post("/api/dossiers/d1/toestemming-geven", json=toestemming)
    assert (geweigerd.status_code, len(await bekend.log())) == (404, 8), "nothing is added to it by a program either"
    assert ("coordinator-1", "wissen") in await blikken(bekend, "d1"), "who looked stays"
    assert sporen("".join(capfd.readouterr())) == set()
    inhoud = await in_draad(lambda: b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("inzage*")))
    assert (b"coordinator-1" in inhoud, sporen(inhoud)) == (True, set())
    kader, nu, eerst = bekend.kader, datetime.now(UTC), bekend.kader.kluis.meester()
    for uren, vernieuwd in ((11, False), (13, True), (999, False)):
        gedaan = await in_draad(vernieuw_zo_nodig, kader, nu + timedelta(hours=uren))
        assert (gedaan is not None) == vernieuwd, "within a day the surviving keys move to a new master key"
    assert kader.kluis.meester() != eerst


async def test_an_erasure_that_broke_off_after_its_event_is_ended_by_itself_and_again_is_harmless(
    bekend: Proefdienst,
) -> None:
    opdracht = Opdracht(bekend.kader, "coordinator-1", uuid4())
    command = PersoonsgegevensVernietigen(vernietiging=PersoonsgegevensVernietigd(client="c1", grond="bewaartermijn"))
    klaar = await opdracht.geef(CLIENT, command, "c1", LATER)
    async with asyncio.timeout(10):
        while not await in_draad(bekend.kader.kluis.vernietigd, [Eigenaar("client", "c1")]):
            pass
    assert len(klaar.events) == 1
    *_, event = await bekend.log()
    await ruim_op(bekend.kader, event)
    await ruim_op(bekend.kader, event.model_copy(update={"source": "urn:leerwinkel:gent:import", "data": event.data}))
    assert not await in_draad(bekend.kader.kluis.vernietigd, [Eigenaar("client", "c2")])
    assert "Waarom wis je?" in (await bekend.http.get(WISSEN)).text, "the other client id is still to go"
    await in_draad(_zet_kopie_terug, bekend)
    assert not await in_draad(bekend.kader.kluis.vernietigd, [Eigenaar("client", "c1")])
    await in_draad(hou_belofte, bekend.kader, datetime.now(UTC))
    vernietigd = await in_draad(bekend.kader.kluis.vernietigd, [Eigenaar("client", c) for c in ("c1", "c2")])
    assert vernietigd == {Eigenaar("client", "c1")}, "a copy that was put back forgets again"
    await bekend.gebeur(gebeurtenis(PersoonsgegevensVernietigd(client="c2", grond="verzoek-client"), "c2"))
    await in_draad(hou_belofte, bekend.kader, datetime.now(UTC))
    vernietigd = await in_draad(bekend.kader.kluis.vernietigd, [Eigenaar("client", "c2")])
    assert (vernietigd, (await bekend.http.get("/api/dossiers/d2")).status_code) == (set(), 404), "no key of ours"


def _zet_kopie_terug(proef: Proefdienst) -> None:
    """The kluis as it was before, with a key for c1."""
    with database(f"sqlite:///{_databank(proef)}").begin() as verbinding:
        verbinding.execute(sleutels.delete().where(sleutels.c.eigenaar == "c1"))
    proef.kader.kluis.sleutel(Eigenaar("client", "c1"))


def _databank(proef: Proefdienst) -> str:
    data = proef.kader.leesmodel.store.place.data().url.database
    assert data is not None
    return str(Path(data).with_name("leerwinkel.sqlite"))


async def test_who_is_closed_for_long_is_proposed_but_not_who_has_another_dossier_that_is_not(
    bekend: Proefdienst,
) -> None:
    await bekend.gebeur(gebeurtenis(DossierAfgesloten(reden="beantwoord"), "d1", time=moment(9)))
    assert "Er is niets te wissen." in (await bekend.http.get("/privacy")).text, "d2 is open, of the same person"
    await bekend.gebeur(gebeurtenis(DossierAfgesloten(reden="beantwoord"), "d2", time=moment(9)))
    pagina = (await bekend.http.get("/privacy")).text
    assert (pagina.count("?grond=bewaartermijn"), sporen(pagina)) == (2, set())
    vers = gebeurtenis(ProfielAangevuld(statuut="neet"), "d2", time=datetime.now(UTC) - timedelta(days=1))
    await bekend.gebeur(vers)
    assert "Er is niets te wissen." in (await bekend.http.get("/privacy")).text
    formulier = (await bekend.http.get(f"{WISSEN}?grond=bewaartermijn")).text
    assert '<option value="bewaartermijn" selected>' in formulier


async def test_who_looked_is_a_list_that_is_filtered_sorted_and_taken_along_by_the_coordinator(
    bekend: Proefdienst,
) -> None:
    await bekend.meld_aan("begeleider-1")
    await bekend.http.get("/dossiers/d1/toestemming")
    await bekend.meld_aan("coordinator-1")
    await bekend.http.get("/dossiers/d2/profiel")
    alleen = (await bekend.http.get("/dossiers/d1/privacy?wie=begeleider-1")).text
    assert ("<td>Sam</td>" in alleen, "<td>Amina</td>" in alleen) == (True, False)
    op_wie = (await bekend.http.get("/dossiers/d1/privacy?volgorde=wie")).text
    assert op_wie.rindex("<td>Amina</td>") < op_wie.index("<td>Sam</td>")
    antwoord = await bekend.http.get("/dossiers/d1/wie-keek.csv?volgorde=waar&wie=coordinator-1")
    rijen = list(csv.DictReader(antwoord.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {rij["Wie"] for rij in rijen} == {"Amina"}
    assert [rij["Waar"] for rij in rijen] == sorted(rij["Waar"] for rij in rijen)
    assert sporen(antwoord.content) == set()
    await bekend.meld_aan("begeleider-1")
    assert (await bekend.http.get("/dossiers/d1/wie-keek.xlsx")).status_code == 403


async def test_what_may_be_erased_is_sorted_filtered_paged_and_a_file_whoever_is_linked_with_whom(
    proef: Proefdienst,
) -> None:
    """Three that are one person by another of them, of whom one is not closed; and sixty others."""
    wie = [*(f"b{nummer}" for nummer in range(3)), *(f"n{nummer:02}" for nummer in range(60))]
    jwes = await in_draad(Versleuteling(proef.kader.kluis).sluit_alle, [(een, WIE) for een in wie])
    begin = [gebeurtenis(aanmelding(client=een, persoonsgegevens=jwes[een]), f"d-{een}", time=moment(1)) for een in wie]
    einde = [gebeurtenis(DICHT, f"d-{een}", time=moment(2 + n)) for n, een in enumerate(wie) if een != "b2"]
    samen = [DossiersGekoppeld(client=een, met_client=ander, grond="client-bevestigd") for een, ander in KETEN]
    await proef.gebeur(*begin, *einde, *(gebeurtenis(paar, paar.client, time=moment(99)) for paar in samen))
    await proef.meld_aan("coordinator-1")
    eerste_blad, tweede = [(await proef.http.get(f"/privacy?bladzijde={n}")).text for n in (1, 2)]
    assert [blad.count("?grond=bewaartermijn") for blad in (eerste_blad, tweede)] == [50, 10]
    bestand = (await proef.http.get("/verstreken.csv?volgorde=-laatste")).content.decode("utf-8-sig").splitlines()
    rijen = list(csv.DictReader(bestand, delimiter=";"))
    assert [rij["Dossier"] for rij in rijen] == [f"d-n{nummer:02}" for nummer in reversed(range(60))]
    assert "Niets past hierbij." in (await proef.http.get("/privacy?aantal=meer")).text
    await proef.gebeur(gebeurtenis(DICHT, "d-b2", time=moment(2)))
    assert len((await proef.http.get("/verstreken.csv")).text.splitlines()) == 64
