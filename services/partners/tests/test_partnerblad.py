"""What somebody of a partner sees and may do: their own referrals, with the consent of the cliënt."""

import csv
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Rol
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt, DoorverwijzingOntvangen, PartnerGeregistreerd
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.testing.dienst import Proefdienst, draaiend, formulieren
from leerwinkel.testing.voorbeelden import aanmelding as vraag
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.app import DIENST

[BRAM] = [wie for wie in PROEFGEBRUIKERS if wie.rol is Rol.PARTNER]
HUN = BRAM.partner("gent") or ""
LIJST, WARM = "/mijn/doorverwijzingen", ToestemmingGegeven(doel="warme-overdracht")
NAAR = DoorverwijzingGemaakt(doorverwijzing="r1", partner=HUN, partnersoort="cvo", reden="opleiding", warm=True)
VAN = DoorverwijzingOntvangen(doorverwijzing="r2", partner=HUN, partnersoort="cvo", warm=False)


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path, BRAM.medewerker) as dienst:
        await dienst.gebeur(gebeurtenis(PartnerGeregistreerd(naam="CVO A", partnersoort="cvo", gemeente="44021"), HUN))
        yield dienst


def aanmelding(proef: Proefdienst, naam: str, client: str) -> AanmeldingGeregistreerd:
    wie = Versleuteling(proef.kader.kluis).sluit(client, Persoonsgegevens(naam=naam, voornaam="An"))
    return vraag(client, persoonsgegevens=wie)


async def test_a_partner_sees_theirs_only_while_the_client_consents_and_answers(proef: Proefdienst) -> None:
    await proef.gebeur(*(gebeurtenis(data, "d1") for data in (aanmelding(proef, "Peeters", "c1"), NAAR)))
    een = f"{LIJST}/d1/r1"
    assert "Er is geen doorverwijzing" in (await proef.http.get(LIJST)).text
    assert (await proef.http.get(een)).status_code == 404
    await proef.gebeur(gebeurtenis(WARM, "d1"))
    assert "An Peeters" in (await proef.http.get(LIJST)).text
    klaar = await proef.stuur(een, actie=f"{een}/aanvaard")
    assert klaar.headers["location"].startswith(f"{een}?na=")
    assert (await proef.log())[-1].medewerker == BRAM.medewerker
    assert "Wat kwam ervan?" in (await proef.http.get(een)).text
    await proef.gebeur(gebeurtenis(ToestemmingIngetrokken(doel="warme-overdracht"), "d1"))
    assert (await proef.http.get(een)).status_code == 404


async def test_what_they_sent_the_leerwinkel_answers_and_what_is_of_others_is_not_there(proef: Proefdienst) -> None:
    ander, nog = (NAAR.model_copy(update=anders) for anders in ({"partner": "p9"}, {"doorverwijzing": "r3"}))
    terug = ToestemmingGegeven(doel="terugkoppeling")
    await proef.gebeur(*(gebeurtenis(data, "d2") for data in (aanmelding(proef, "Maes", "c2"), WARM, ander)))
    van = (VAN, aanmelding(proef, "Claes", "c3"), terug, WARM, nog)
    positie = await proef.gebeur(*(gebeurtenis(data, "d3") for data in van))
    lijst = (await proef.http.get(LIJST)).text
    assert ("An Maes" in lijst, "An Claes" in lijst) == (False, True)
    assert (await proef.http.get(f"{LIJST}/d2/r1")).status_code == 404
    assert "De leerwinkel heeft nog niet geantwoord." in (await proef.http.get(f"{LIJST}/d3/r2")).text
    eigen = formulieren((await proef.http.get(f"{LIJST}/d3/r3")).text)[f"{LIJST}/d3/r3/aanvaard"]
    for vreemd in (f"{LIJST}/d3/r2/aanvaard", f"{LIJST}/d2/r1/aanvaard", f"{LIJST}/d3/r3/verzin"):
        assert (await proef.http.post(vreemd, data=eigen)).status_code == 404
    assert len(await proef.log()) == positie


async def test_everything_else_is_refused_with_a_sentence_and_the_first_page_is_theirs(proef: Proefdienst) -> None:
    geweigerd = await proef.http.get("/signalen")
    assert (geweigerd.status_code, "alleen de doorverwijzingen van en naar" in geweigerd.text) == (403, True)
    assert ">Doorverwijzingen</a>" in geweigerd.text
    assert ">Vandaag</a>" not in geweigerd.text
    assert (await proef.http.get("/")).headers["location"].endswith(LIJST)
    await proef.meld_aan("coordinator-1")
    assert (await proef.http.get(LIJST)).status_code == 403


async def test_their_list_is_filtered_sorted_and_a_file_of_only_theirs_without_names(proef: Proefdienst) -> None:
    terug = ToestemmingGegeven(doel="terugkoppeling")
    ander = NAAR.model_copy(update={"doorverwijzing": "r9", "partner": "p9"})
    await proef.gebeur(*(gebeurtenis(data, "d1") for data in (aanmelding(proef, "Peeters", "c1"), NAAR, ander, WARM)))
    await proef.gebeur(*(gebeurtenis(data, "d2") for data in (VAN, aanmelding(proef, "Claes", "c2"), terug)))
    await proef.gebeur(*(gebeurtenis(data, "d3") for data in (aanmelding(proef, "Maes", "c3"), NAAR)))
    van_hen = (await proef.http.get(f"{LIJST}?richting=in")).text
    assert ("An Claes" in van_hen, "An Peeters" in van_hen) == (True, False)
    assert f'href="{LIJST}.csv?richting=in"' in van_hen
    op_richting = (await proef.http.get(f"{LIJST}?volgorde=richting")).text
    assert op_richting.index("An Claes") < op_richting.index("An Peeters")
    antwoord = await proef.http.get(f"{LIJST}.csv?volgorde=richting")
    rijen = list(csv.DictReader(antwoord.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [(rij["Nummer"], rij["Richting"]) for rij in rijen] == [("r2", "Van jullie"), ("r1", "Naar jullie")]
    assert not any(naam in antwoord.text for naam in ("Peeters", "Claes", "Maes"))
    await proef.meld_aan("coordinator-1")
    assert (await proef.http.get(f"{LIJST}.xlsx")).status_code == 403
