"""The application of trajecten, and what it does by itself. The only wiring."""

from typing import Any, Final, get_args

from fastapi import FastAPI

from leerwinkel.dienst import Dienst, Kader, Wat, sjablonen
from leerwinkel.dienst import create_app as schil
from leerwinkel.dienst.api import Opdrachten, api
from leerwinkel.dienst.verwoording import wie_heet
from leerwinkel.dossier.correctie import CORRECTIE, GebeurtenisCorrigeren, GebeurtenisIntrekken
from leerwinkel.dossier.weigeringen import ZINNEN as ZINNEN_VAN_CORRECTIES
from leerwinkel.eventsourcing import execute
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from trajecten.domain.beslissing import DOSSIER, Command
from trajecten.domain.weigeringen import ZINNEN
from trajecten.leesmodel import MODEL
from trajecten.policies import opdrachten
from trajecten.web import agenda, bevragingsblad, dossierblad, formulierblad, lijst, regio, vandaag
from trajecten.web.formulieren import ALLE
from trajecten.web.pagina import Bladen
from trajecten.web.tijd import uur, weekdag

OPDRACHTEN: Final = (
    Opdrachten("dossiers", DOSSIER, get_args(Command), Wat.BEGELEIDEN),
    Opdrachten("dossiers", CORRECTIE, (GebeurtenisCorrigeren, GebeurtenisIntrekken), Wat.HERSTELLEN, gebeurt_nu=True),
)
"""What programs may ask for."""


def create_app(kader: Kader) -> FastAPI:
    """The pages."""
    omgeving = sjablonen(kader, "trajecten.web")
    omgeving.filters.update(uur=uur, weekdag=weekdag)
    extra: dict[str, Any] = {"medewerkernaam": wie_heet}
    omgeving.globals.update(extra)
    bladen = Bladen(kader, omgeving)
    paginas = [blad.router(bladen) for blad in (vandaag, lijst, agenda, regio, dossierblad, bevragingsblad)]
    return schil(kader, omgeving, [*paginas, formulierblad.router(bladen, ALLE), api(kader, *OPDRACHTEN)])


async def reageer(kader: Kader, event: AnyGebeurtenis) -> None:
    """Prepare the first talk after dispatching; ask how it was after the closing. Raises what `execute` raises."""
    for opdracht in opdrachten(event, kader.regio):
        await execute(kader.uitvoerder.log, DOSSIER, opdracht.command, opdracht.occasion)


DIENST: Final = Dienst("trajecten", MODEL, ZINNEN_VAN_CORRECTIES | ZINNEN, create_app, reageer)
