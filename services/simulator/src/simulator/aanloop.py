"""How a dossier begins: somebody comes, or a partner sends somebody; and how the same person is recognised later."""

from typing import Any, Final

from intake.domain.client import CLIENT, DossiersKoppelen, DossiersOntkoppelen, hoofdclient
from intake.domain.dossier import DOSSIER, AanmeldingRegistreren
from intake.domain.profiel import PROFIEL, ProfielAanvullen
from intake.policies import reacties
from leerwinkel.gebeurtenissen.intake import (
    AanmeldingGeregistreerd,
    DossiersGekoppeld,
    DossiersOntkoppeld,
    ProfielAangevuld,
    Toeleiding,
)
from leerwinkel.gebeurtenissen.partners import DoorverwijzingOntvangen
from partners.domain.antwoord import ANTWOORD, DoorverwijzingAanvaarden
from partners.domain.doorverwijzing import DOORVERWIJZING, DoorverwijzingRegistreren
from simulator.dossierverhaal import ONTHAAL, Dossierverhaal
from simulator.netwerk import VERWIJZERS

ONTVANGEN: Final = "v1"
"""The id, within the dossier, of the referral by which it began."""
_KANALEN: Final = {"telefoon": 26, "loket": 24, "e-mail": 14, "website": 14, "zitdag": 8, "chat": 6, "sociale-media": 8}
_WIJZEN: Final = {"eigen-initiatief": 34, "brugfiguur": 14, "familie-vrienden": 26, "bekendmaking": 18, "evenement": 8}
_DUBBEL, _HERKEND, _VERGIST = 0.3, 0.75, 0.12


def meldt_zich_aan(verhaal: Dossierverhaal, *, leernood: bool, **buiten: Any) -> None:
    """Somebody comes with a question. At times nobody sees that they were here before."""
    verhaal.client = verhaal.persoon.client(verhaal.wereld, verhaal.regio)
    dubbel = verhaal.persoon.bekend and verhaal.misschien(_DUBBEL)
    if dubbel:
        verhaal.client = str(verhaal.wereld.nummer("dubbel", verhaal.regio, verhaal.nummer))
    kanaal = verhaal.kies(_KANALEN)
    aanmelding = AanmeldingGeregistreerd(
        client=verhaal.client,
        kanaal=kanaal,
        loket=verhaal.netwerk.loket(verhaal.nummer) if kanaal in {"loket", "zitdag"} else None,
        toeleiding=_toeleiding(verhaal),
        vraagsoort="leernood" if leernood else "leervraag",
        themas=(verhaal.thema,),
        eerder_begeleid=verhaal.persoon.bekend or verhaal.misschien(0.4),
        profiel=verhaal.persoon.profiel,
        **buiten,
    )
    verhaal.zet("intake", DOSSIER, AanmeldingRegistreren(aanmelding=aanmelding), ONTHAAL)
    if dubbel:
        _koppel(verhaal)


def _toeleiding(verhaal: Dossierverhaal) -> Toeleiding:
    return Toeleiding(wijze=verhaal.kies(_WIJZEN))


def _koppel(verhaal: Dossierverhaal) -> None:
    """Two client ids turn out to be one person; at times it was a mistake."""
    ander = verhaal.persoon.client(verhaal.wereld, verhaal.regio)
    if verhaal.persoon.woont != verhaal.regio or not verhaal.misschien(_HERKEND):
        return
    verhaal.even(10)
    client, met = hoofdclient(verhaal.client, ander)
    grond = verhaal.kies({"naam-geboortedatum": 6, "client-bevestigd": 3})
    koppeling = DossiersGekoppeld(client=client, met_client=met, grond=grond)
    _op_client(verhaal, DossiersKoppelen(koppeling=koppeling, tijdstip=verhaal.nu), client)
    if verhaal.misschien(_VERGIST):
        verhaal.even(30)
        ontkoppeling = DossiersOntkoppeld(client=client, met_client=met, grond="vergissing")
        _op_client(verhaal, DossiersOntkoppelen(ontkoppeling=ontkoppeling, tijdstip=verhaal.nu), client)


def _op_client(verhaal: Dossierverhaal, command: Any, client: str) -> None:
    verhaal.zet("intake", CLIENT, command, ONTHAAL, entiteit=client)


def wordt_verwezen(verhaal: Dossierverhaal) -> None:
    """A partner sends somebody: intake opens the aanmelding by itself; who it is, one hears when one calls."""
    verhaal.ontvangen_van = verhaal.kies(VERWIJZERS)
    reden = verhaal.kies({"opleiding": 5, "leervraag": 5, "taal": 2, "erkenning-diploma": 1, "werk": 2})
    velden: dict[str, Any] = {
        "doorverwijzing": ONTVANGEN,
        "partner": verhaal.netwerk.partner(verhaal.ontvangen_van),
        "partnersoort": verhaal.ontvangen_van,
        "reden": reden,
        "warm": verhaal.misschien(0.4),
    }
    stap = verhaal.zet("partners", DOORVERWIJZING, DoorverwijzingRegistreren(**velden), ONTHAAL)
    ontvangen = stap.gelegenheid.event(0, DoorverwijzingOntvangen(**velden))
    [reactie] = reacties(ontvangen, verhaal.regio)
    verhaal.client = reactie.command.aanmelding.client
    verhaal.wacht(verhaal.ongeveer(1.5))
    verhaal.zet("partners", ANTWOORD, DoorverwijzingAanvaarden(doorverwijzing=ONTVANGEN), ONTHAAL)
    verhaal.even()
    aanvulling = ProfielAangevuld(**dict(verhaal.persoon.profiel))
    verhaal.zet("intake", PROFIEL, ProfielAanvullen(aanvulling=aanvulling, tijdstip=verhaal.nu), ONTHAAL)
    if verhaal.persoon.bekend:
        _koppel(verhaal)
