"""The one way in: a connection to a node as one of its users, and a session at the services of a region or the VOL."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final, TypeVar

import httpx
from nats.aio.client import Client

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.bestand import Bestand
from vol_reporting.vraagbaak import vind_vraagbaak

T = TypeVar("T")

_TEKEN: Final = re.compile(r'name="teken" value="([0-9a-f]+)"')


async def als_systeem(instellingen: Instellingen, regio: str, *, geduldig: bool = False) -> Client:
    """As who offers events at the door of a region."""
    return await verbind(instellingen.ingang(regio, Wie.PUBLICEER), "proefsysteem", geduldig=geduldig)


async def als_beheerder(instellingen: Instellingen, knoop: str) -> Client:
    """As who may look at all that is stored there."""
    return await verbind(instellingen.ingang(knoop, Wie.BEHEER), "orakel", geduldig=False)


def vraag_beheerder(instellingen: Instellingen, knoop: str, vraag: Callable[[Client], Awaitable[T]]) -> T:
    """What one such question gives, on a connection of its own."""

    async def daar() -> T:
        nc = await als_beheerder(instellingen, knoop)
        try:
            return await vraag(nc)
        finally:
            await nc.close()

    return asyncio.run(daar())


def laatste(instellingen: Instellingen, regio: str) -> int:
    """The position of the last event on the log of a region."""
    return vraag_beheerder(instellingen, regio, lambda nc: JetStreamLog(nc, naam_van(regio)).last())


def meld_aan(http: httpx.AsyncClient, instellingen: Instellingen, medewerker: str) -> None:
    """From now on it is this person, at every service of the region, as if they came from the provider just now."""
    regio = instellingen.regio
    aanmelding = aanmelding_van(regio, sleutel(instellingen.sleutelmap(regio), "sessie"))
    [wie] = [een for een in proefgebruikers(regio) if een.medewerker == medewerker]
    http.cookies.clear()
    http.cookies.set(aanmelding.koekje, aanmelding.verzegelde(wie), "127.0.0.1")


def moet_aanmelden(antwoord: httpx.Response) -> bool:
    """Whether it says that nobody is signed in."""
    return antwoord.status_code == HTTPStatus.UNAUTHORIZED or (
        antwoord.is_redirect and "/aanmelden" in antwoord.headers["location"]
    )


def formulierteken(pagina: str) -> str | None:
    """What a form on that page carries along, of the session in which it was shown."""
    gevonden = _TEKEN.search(pagina)
    return gevonden[1] if gevonden else None


def storing_van_de_vol(data: Path) -> str:
    """What the status of the VOL says is wrong."""
    return vind_vraagbaak(Bestand(data / "vol-reporting")).status()["storing"] or ""
