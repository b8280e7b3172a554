"""Offers the events of an import to the doors, in slices, and turns changed rows into corrections."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from leerwinkel.gebeurtenissen.lezen import lees
from leerwinkel.inname.importeren.correctie import Geen, correctie_voor
from leerwinkel.inname.importeren.deur import Deur
from leerwinkel.inname.importeren.kenmerken import Kenmerken
from leerwinkel.inname.importeren.verslag import Bestandsverslag, Meld, Notities, Rijfout
from leerwinkel.inname.spoor import met_spoor
from leerwinkel.inname.verpakt import Verpakt, verpak
from leerwinkel.runtime.waarneming import span

SNEDE: Final = 2_000
_TEGELIJK: Final = 16
INGETROKKEN: Final = "hoort bij een gebeurtenis die ingetrokken is; ze blijft ingetrokken"
ELDERS_VERBETERD: Final = "is na de vorige import hier verbeterd; dat blijft gelden, al zegt de bron iets anders"
ANDERE_ENTITEIT: Final = (
    "deze id hoort bij een ander dossier (of een andere entiteit); "
    "trek de oude gebeurtenis in en registreer opnieuw onder een nieuwe id"
)


class Aanbod(NamedTuple):
    """An event and the row that it came from."""

    gebeurtenis: Verpakt
    rij: int
    verslag: Bestandsverslag
    notities: Notities


@dataclass(slots=True)
class Aanbieder:
    """One region: collects a slice while the one before is under way, so memory stays that of two slices."""

    deur: Deur
    kenmerken: Kenmerken
    meld: Meld
    nu: datetime
    _snede: list[Aanbod] = field(default_factory=list[Aanbod])
    _onderweg: asyncio.Task[None] | None = None
    _gecorrigeerd: Collection[str] | None = None
    """The ids of the corrections of earlier imports, once asked for."""

    async def bied_aan(self, aanbod: Aanbod) -> None:
        """Take one event; returns once there is room. Raises what the door raised for an earlier slice."""
        self._snede.append(aanbod)
        if len(self._snede) >= SNEDE:
            await self._verstuur()

    async def rond_af(self) -> None:
        """Everything that was offered has its answer."""
        await self._verstuur()
        await self._wacht()

    async def breek_af(self) -> None:
        """Stop what is under way. What the door took in stays in; the next import repeats it."""
        if self._onderweg is not None:
            self._onderweg.cancel()
            await asyncio.gather(self._onderweg, return_exceptions=True)

    async def _wacht(self) -> None:
        if self._onderweg is not None:
            await self._onderweg
            self._onderweg = None

    async def _verstuur(self) -> None:
        await self._wacht()
        snede, self._snede = self._snede, []
        if snede:
            self._onderweg = asyncio.create_task(self._neem_in(snede))

    async def _neem_in(self, snede: list[Aanbod]) -> None:
        with span("importeer.snede", regio=snede[0].gebeurtenis.regio, aantal=len(snede)):
            await self._bied_de_deur_aan(snede)

    async def _bied_de_deur_aan(self, snede: list[Aanbod]) -> None:
        antwoorden = await self.deur.neem_verpakt_in(met_spoor([aanbod.gebeurtenis for aanbod in snede]))
        opnieuw: list[Aanbod] = []
        gewijzigd: list[Aanbod] = []
        for aanbod, antwoord in zip(snede, antwoorden, strict=True):
            match str(antwoord.uitkomst):
                case "aanvaard":
                    aanbod.verslag.aanvaard += 1
                case "herhaling":
                    opnieuw.append(aanbod)
                case "conflict":
                    gewijzigd.append(aanbod)
                case _:
                    self._keur_af(aanbod, antwoord.reden or "geweigerd")
        await self._corrigeer(gewijzigd + await self._terug_naar_het_begin(opnieuw))

    async def _terug_naar_het_begin(self, opnieuw: list[Aanbod]) -> list[Aanbod]:
        """Those that an earlier import corrected: the row may be back at what it said first. The rest are repeats."""
        if opnieuw and self._gecorrigeerd is None:
            source = opnieuw[0].gebeurtenis.source
            self._gecorrigeerd = await self.deur.bekende_ids(source, "gebeurtenis-gecorrigeerd")
        bekend = self._gecorrigeerd or ()
        terug: list[Aanbod] = []
        for aanbod in opnieuw:
            if bekend and self.kenmerken.van_correctie(aanbod.gebeurtenis.id, 1) in bekend:
                terug.append(aanbod)
            else:
                aanbod.verslag.herhaald += 1
        return terug

    async def _corrigeer(self, gewijzigd: list[Aanbod]) -> None:
        beurt = asyncio.Semaphore(_TEGELIJK)
        uitkomsten = await asyncio.gather(*(self._correctie(aanbod, beurt) for aanbod in gewijzigd))
        correcties = [
            (aanbod, uitkomst)
            for aanbod, uitkomst in zip(gewijzigd, uitkomsten, strict=True)
            if not self._zonder_correctie(aanbod, uitkomst) and not isinstance(uitkomst, Geen)
        ]
        if not correcties:
            return
        antwoorden = await self.deur.neem_verpakt_in(met_spoor([correctie for _, correctie in correcties]))
        for (aanbod, _), antwoord in zip(correcties, antwoorden, strict=True):
            if str(antwoord.uitkomst) in {"aanvaard", "herhaling"}:
                aanbod.verslag.gecorrigeerd += 1
            else:
                self._keur_af(aanbod, antwoord.reden or "de correctie is geweigerd; probeer opnieuw")

    async def _correctie(self, aanbod: Aanbod, beurt: asyncio.Semaphore) -> Verpakt | Geen:
        async with beurt:
            geschiedenis = await self.deur.geschiedenis(aanbod.gebeurtenis.entiteit)
        correctie = correctie_voor(lees(aanbod.gebeurtenis.ruw), geschiedenis, self.kenmerken, self.nu)
        return correctie if isinstance(correctie, Geen) else verpak(correctie)

    def _zonder_correctie(self, aanbod: Aanbod, uitkomst: Verpakt | Geen) -> bool:
        match uitkomst:
            case Geen.HERHALING:
                aanbod.verslag.herhaald += 1
            case Geen.INGETROKKEN:
                aanbod.verslag.herhaald += 1
                aanbod.notities.noteer(INGETROKKEN, aanbod.rij)
            case Geen.ELDERS_VERBETERD:
                aanbod.verslag.herhaald += 1
                aanbod.notities.noteer(ELDERS_VERBETERD, aanbod.rij)
            case Geen.ANDERE_ENTITEIT:
                self._keur_af(aanbod, ANDERE_ENTITEIT)
            case _:
                return False
        return True

    def _keur_af(self, aanbod: Aanbod, reden: str) -> None:
        aanbod.verslag.fout += 1
        self.meld(Rijfout(aanbod.verslag.bestand, aanbod.rij, "id", reden))
