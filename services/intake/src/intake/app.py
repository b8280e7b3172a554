"""The application of intake: its pages, and what it does by itself."""

from fastapi import FastAPI

from intake.domain.dispatching import DISPATCHING, DispatchingBeslissen, InformatieVerstrekken
from intake.domain.dossier import DOSSIER, AanmeldingRegistreren, DossierAfsluiten, DossierHeropenen
from intake.domain.profiel import PROFIEL, ProfielAanvullen
from intake.domain.toestemming import TOESTEMMING, ToestemmingGeven, ToestemmingIntrekken
from intake.domain.weigeringen import ZINNEN
from intake.handelingen.koppelmerken import breng_koppelmerken
from intake.handelingen.opzoeken import hou_vindbaar
from intake.handelingen.wissen import hou_belofte, ruim_op
from intake.leesmodel import MODEL
from intake.policies import reacties
from intake.web import dossier, groepen, nieuw, privacy
from intake.web.blad import Bladen
from leerwinkel.dienst import Dienst, Kader, Wat
from leerwinkel.dienst import create_app as maak_app
from leerwinkel.dienst.api import Opdrachten, api
from leerwinkel.dienst.deur import deur
from leerwinkel.dossier.correctie import CORRECTIE, GebeurtenisCorrigeren, GebeurtenisIntrekken
from leerwinkel.dossier.weigeringen import ZINNEN as ZINNEN_VAN_CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

OPDRACHTEN = (
    Opdrachten("dossiers", DOSSIER, (AanmeldingRegistreren,), Wat.AANMELDEN),
    Opdrachten("dossiers", DOSSIER, (DossierAfsluiten, DossierHeropenen), Wat.DOSSIER),
    Opdrachten("dossiers", DISPATCHING, (DispatchingBeslissen, InformatieVerstrekken), Wat.DISPATCHEN),
    Opdrachten("dossiers", TOESTEMMING, (ToestemmingGeven, ToestemmingIntrekken), Wat.DOSSIER),
    Opdrachten("dossiers", PROFIEL, (ProfielAanvullen,), Wat.DOSSIER),
    Opdrachten("dossiers", CORRECTIE, (GebeurtenisCorrigeren, GebeurtenisIntrekken), Wat.HERSTELLEN, gebeurt_nu=True),
)
"""What programs may ask for."""


def create_app(kader: Kader) -> FastAPI:
    """All pages of intake."""
    bladen = Bladen(kader)
    routers = [onderdeel.router(kader, bladen) for onderdeel in (nieuw, dossier, groepen, privacy)]
    return maak_app(
        kader, bladen.omgeving, [*routers, api(kader, *OPDRACHTEN), deur(kader.aan_de_deur or kader.nc, kader.regio)]
    )


async def reageer(kader: Kader, event: AnyGebeurtenis) -> None:
    """Open the aanmelding of who was sent by a partner; keep who said who they are findable, and
    who was erased not.
    """
    for reactie in reacties(event, kader.regio):
        await kader.uitvoerder.voer_uit(
            DOSSIER,
            reactie.command,
            dossier=reactie.dossier,
            opdracht=reactie.command_id,
            tijdstip=reactie.aanleiding.time,
            aanleiding=reactie.aanleiding,
        )
    await hou_vindbaar(kader, event)
    await ruim_op(kader, event)


DIENST = Dienst(
    "intake",
    MODEL,
    ZINNEN_VAN_CORRECTIES | ZINNEN,
    create_app,
    reageer,
    hou_belofte,
    neemt_in=True,
    ernaast=breng_koppelmerken,
)
