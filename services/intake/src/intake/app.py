"""The application of intake: its pages, and what it does by itself."""

from fastapi import FastAPI

from intake.domain.dossier import DOSSIER
from intake.domain.weigeringen import ZINNEN
from intake.handelingen.opzoeken import hou_vindbaar
from intake.leesmodel import MODEL
from intake.policies import reacties
from intake.web import dossier, groepen, nieuw
from intake.web.blad import Bladen
from leerwinkel.dienst import Dienst, Kader
from leerwinkel.dienst import create_app as maak_app
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis


def create_app(kader: Kader) -> FastAPI:
    """All pages of intake."""
    bladen = Bladen(kader)
    routers = [onderdeel.router(kader, bladen) for onderdeel in (nieuw, dossier, groepen)]
    return maak_app(kader, bladen.omgeving, routers)


async def reageer(kader: Kader, event: AnyGebeurtenis) -> None:
    """Open the aanmelding of who was sent by a partner; keep who said who they are findable."""
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


DIENST = Dienst("intake", MODEL, ZINNEN, create_app, reageer)
