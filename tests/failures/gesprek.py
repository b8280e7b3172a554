"""One person at the screens and the API of a region's services, who asks again until there is an answer that counts."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import httpx

from leerwinkel.runtime.instellingen import Instellingen

from .toegang import formulierteken, meld_aan, moet_aanmelden

_GEDULD_S: Final = 5.0
_OPNIEUW_S: Final = 0.2
_DOSSIER: Final = re.compile(r"/dossiers/([A-Za-z0-9_-]+)")
_LATER: Final = {429, 500, 503}
"""Not now. After a 500, too, nobody knows whether it was done: the same is asked again."""
_NIET_DE_REGEL: Final = {"iemand-was-eerst"}


@dataclass(frozen=True, slots=True)
class Bedoeling:
    """A command by the API; `nummer` is its idempotency key."""

    dienst: str
    plek: str
    inhoud: dict[str, Any]
    nummer: UUID


@dataclass(frozen=True, slots=True)
class Aangemeld:
    """An aanmelding by the form, with who it was."""

    dossier: str
    naam: str
    voornaam: str
    velden: dict[str, str]


class Geweigerd(Exception):
    """A rule said no, or it was not understood: nothing more is to be expected of asking again."""


@dataclass
class Gesprek:
    """A browser, or a program, in which `medewerker` is signed in. What was acknowledged to it, it keeps."""

    instellingen: Instellingen
    medewerker: str
    http: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=_GEDULD_S))
    antwoorden: list[tuple[Bedoeling, dict[str, Any]]] = field(default_factory=list[tuple[Bedoeling, dict[str, Any]]])
    aangemeld: list[Aangemeld] = field(default_factory=list[Aangemeld])
    bekeken: list[str] = field(default_factory=list[str])
    """The dossiers of which a page came."""
    statussen: Counter[str] = field(default_factory=Counter[str])

    async def geef(self, bedoeling: Bedoeling) -> dict[str, Any]:
        """Until it was answered. Raises Geweigerd."""
        antwoord = await self._tot_het_lukt(
            "POST",
            f"{self.instellingen.lokaal[bedoeling.dienst]}/api/{bedoeling.plek}",
            json=bedoeling.inhoud,
            headers={"Idempotency-Key": str(bedoeling.nummer)},
        )
        inhoud: dict[str, Any] = antwoord.json()
        self.antwoorden.append((bedoeling, inhoud))
        return inhoud

    async def registreer(self, nummer: UUID, naam: str, voornaam: str, velden: dict[str, str]) -> str:
        """An aanmelding by the form of Nieuwe aanmelding, as a browser sends it; the dossier."""
        velden = velden | {"naam": naam, "voornaam": voornaam, "opdracht": str(nummer), "doe": "registreer"}
        dossier = await self.stuur_formulier(velden)
        self.aangemeld.append(Aangemeld(dossier, naam, voornaam, velden))
        return dossier

    async def stuur_formulier(self, velden: dict[str, str]) -> str:
        """Send that form until it leads to a dossier."""
        adres = f"{self.instellingen.lokaal['intake']}/"
        while True:
            pagina = await self._tot_het_lukt("GET", adres)
            teken = formulierteken(pagina.text)
            assert teken, pagina.text
            antwoord = await self._tot_het_lukt("POST", adres, data=velden | {"teken": teken})
            if gevonden := _DOSSIER.search(antwoord.headers.get("location", "")):
                return gevonden[1]

    async def kijk(self, dossier: str, na: int) -> None:
        """Look once at the page of a dossier after something was done in it."""
        try:
            antwoord = await self.http.get(
                f"{self.instellingen.lokaal['trajecten']}/dossiers/{dossier}", params={"na": na}
            )
        except httpx.TransportError:
            self.statussen["pagina weg"] += 1
            return
        self.statussen[f"pagina {antwoord.status_code}"] += 1
        if antwoord.is_success:
            self.bekeken.append(dossier)

    async def _tot_het_lukt(self, hoe: str, adres: str, **verder: Any) -> httpx.Response:
        while True:
            try:
                antwoord = await self.http.request(hoe, adres, **verder)
                if moet_aanmelden(antwoord):
                    meld_aan(self.http, self.instellingen, self.medewerker)
                    continue
            except httpx.HTTPError:
                self.statussen["weg"] += 1
            else:
                self.statussen[str(antwoord.status_code)] += 1
                if not antwoord.is_error:
                    return antwoord
                if antwoord.status_code not in _LATER and _code(antwoord) not in _NIET_DE_REGEL:
                    raise Geweigerd(f"{adres}: {antwoord.status_code} {antwoord.text[:500]}")
            await asyncio.sleep(_OPNIEUW_S)


def _code(antwoord: httpx.Response) -> str | None:
    if antwoord.status_code != HTTPStatus.CONFLICT:
        return None
    try:
        return json.loads(antwoord.text).get("code")
    except ValueError:
        return None
