"""Who is of another region, at every address: what opens everything there opens nothing here."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Final

import httpx
import httpx2
from starlette.types import ASGIApp

from leerwinkel.identiteit.acmidm import Profiel
from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.identiteit.oidc import Aanbieder, Aanmelddienst
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.proefaanmelding.app import proefaanmelding

ADRES: Final = "http://127.0.0.1"
_UITGEVER, _TOEPASSING, _GEHEIM = f"{ADRES}:8084", "leerwinkel", "een geheim om mee te proberen"


class Pasgever:
    """A provider in this process, that gives passes to those of `mensen`; an application with its `wijze` trusts it."""

    def __init__(self, mensen: Sequence[Identiteit]) -> None:
        aanbieder = proefaanmelding(_UITGEVER, (_TOEPASSING, _GEHEIM), [], mensen, _TOEPASSING)
        self._vervoer = httpx2.ASGITransport(aanbieder)
        dienst = Aanmelddienst(Aanbieder(_UITGEVER, _TOEPASSING, _GEHEIM), self._vervoer)
        self.wijze = Aanmeldwijze(dienst, Profiel(_TOEPASSING), ADRES)

    async def pas(self, medewerker: str) -> dict[str, str]:
        """The header by which a program of theirs shows who it is."""
        async with httpx2.AsyncClient(transport=self._vervoer) as http:
            inhoud = {"grant_type": "client_credentials"}
            gekregen = await http.post(f"{_UITGEVER}/bewijs", data=inhoud, auth=(medewerker, _GEHEIM))
        return {"Authorization": f"Bearer {gekregen.json()['access_token']}"}


async def binnengelaten(
    app: ASGIApp, adressen: Iterable[tuple[str, str]], vreemden: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Where one of these (name → headers) gets another answer than the question who it is."""
    binnen: list[str] = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADRES) as http:
        for methode, pad in adressen:
            for naam, kop in vreemden.items():
                antwoord = await http.request(methode, pad, headers=kop)
                if not _is_gevraagd(antwoord):
                    binnen.append(f"{naam}: {methode} {pad} {antwoord.status_code}")
    return binnen


def _is_gevraagd(antwoord: httpx.Response) -> bool:
    """Who are you: as a program is asked, or a person."""
    naar_aanmelden = antwoord.headers.get("location", "").startswith("/aanmelden?")
    return antwoord.status_code == HTTPStatus.UNAUTHORIZED or naar_aanmelden
