"""Who works in the region, as far as they ever signed in: how a page calls them, and who can have appointments.

A process serves one region, so it knows one team. What it knows lies in a folder of the region, a file per person, so
that every service and every start knows the same; it holds names of colleagues and nothing of a cliënt.
"""

import asyncio
import json
from pathlib import Path
from typing import Final

import structlog

from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker, Rol
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.runtime.taken import in_draad

log = structlog.get_logger()

_OPNIEUW_S: Final = 5.0


class Collegas:
    """The team that this process knows; until it is told where they are kept, that for trying out."""

    def __init__(self) -> None:
        self._map: Path | None = None
        self._bekend = {wie.medewerker: wie for wie in PROEFGEBRUIKERS}

    def open(self, map_: Path, *, proef: bool) -> None:
        """From now on they are kept there; `proef`: those for trying out are of the team too."""
        map_.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._map = map_
        self._bekend = {wie.medewerker: wie for wie in PROEFGEBRUIKERS} if proef else {}
        self.lees()

    def zie(self, wie: Gebruiker | None) -> None:
        """They signed in just now. Nobody waits for it, and without a place to keep them they are forgotten."""
        if wie is None or self._map is None or self._bekend.get(wie.medewerker) == wie:
            return
        self._bekend[wie.medewerker] = wie
        inhoud = {"naam": wie.naam, "rollen": sorted(wie.rollen), "organisatie": wie.organisatie}
        try:
            schrijf(self._map / f"{wie.medewerker}.json", json.dumps(inhoud).encode(), 0o600)
        except OSError as fout:
            log.warning("collega_niet_onthouden", fout=type(fout).__name__)

    def lees(self) -> None:
        """What other services of the region learned meanwhile. Blocking."""
        for bestand in self._map.glob("*.json") if self._map else ():
            try:
                gelezen = json.loads(bestand.read_text())
                rollen = frozenset(map(Rol, gelezen["rollen"]))
                wie = Gebruiker(bestand.stem, gelezen["naam"], rollen, gelezen["organisatie"])
            except (OSError, ValueError, KeyError, TypeError) as fout:
                log.warning("collega_onleesbaar", fout=type(fout).__name__)
                continue
            self._bekend[wie.medewerker] = wie

    async def houd_bij(self) -> None:
        """Read it again and again, until cancelled."""
        while True:
            await asyncio.sleep(_OPNIEUW_S)
            await in_draad(self.lees)

    def begeleiders(self) -> list[Gebruiker]:
        """Those who can have appointments."""
        return sorted(
            (wie for wie in self._bekend.values() if Rol.BEGELEIDER in wie.rollen), key=lambda wie: wie.medewerker
        )

    def naam(self, medewerker: str | None) -> str:
        """How a page calls them; the id itself where it is not one of ours."""
        wie = self._bekend.get(medewerker or "")
        return wie.naam if wie else medewerker or "onbekend"


COLLEGAS: Final = Collegas()


def begeleiders() -> list[Gebruiker]:
    """Those who can have appointments."""
    return COLLEGAS.begeleiders()


def naam_van_medewerker(medewerker: str | None) -> str:
    """How a page calls them; the id itself where it is not one of ours."""
    return COLLEGAS.naam(medewerker)
