"""The import: what the tables of an export say, offered to its region's door, and accounted for."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from leerwinkel.inname.importeren.aanbod import Aanbieder, Aanbod
from leerwinkel.inname.importeren.deur import Deur
from leerwinkel.inname.importeren.foutenbestand import Foutenbestand, foutenlijst
from leerwinkel.inname.importeren.gezien import Gezien
from leerwinkel.inname.importeren.kenmerken import Kenmerken
from leerwinkel.inname.importeren.leesproces import gelezen
from leerwinkel.inname.importeren.lezing import Begin, Bericht, Einde, Stuk
from leerwinkel.inname.importeren.verslag import Bestandsverslag, Importverslag, Notities

Voortgang = Callable[[str, int], None]
"""Called with the table's name and the row it is at, every 500 rows and at its end."""


async def importeer(
    plek: Path,
    poorten: Callable[[str], Deur],
    sleutels: Callable[[str], bytes],
    *,
    foutenbestand: Path,
    nu: datetime,
    voortgang: Voortgang | None = None,
) -> Importverslag:
    """Import a folder or one file. Importing again, also after a crash halfway, adds nothing that is there already.

    Good rows go in, bad rows are listed in `foutenbestand` (made only if there are any). `nu` has an offset.
    `sleutels` can be pickled: a large export is read in a process of its own.
    Raises GeenExport where there is nothing to read, LezenGestopt, and what a door raises.
    """
    verslag = Importverslag()
    with foutenlijst(foutenbestand, verslag) as fouten:
        invoer = Invoer(poorten, sleutels, nu, verslag, fouten, voortgang or _zwijg)
        async with aclosing(gelezen(plek, sleutels, nu)) as berichten:
            await invoer.alles(berichten)
    return verslag


def _zwijg(_bestand: str, _rij: int) -> None:
    pass


@dataclass(slots=True)
class Invoer:
    """One import under way."""

    poorten: Callable[[str], Deur]
    sleutels: Callable[[str], bytes]
    nu: datetime
    verslag: Importverslag
    fouten: Foutenbestand
    voortgang: Voortgang
    _aanbieders: dict[str, Aanbieder] = field(default_factory=dict[str, Aanbieder])
    _gezien: Gezien = field(default_factory=Gezien)
    _verslagen: dict[str, Bestandsverslag] = field(default_factory=dict[str, Bestandsverslag])
    _notities: dict[str, Notities] = field(default_factory=dict[str, Notities])
    _namen: dict[str, None] = field(default_factory=dict[str, None])
    """The event names that tables of the export can give, in the order of reading."""

    async def alles(self, berichten: AsyncIterator[Bericht]) -> None:
        """Take up all that is read, and offer it."""
        try:
            async for bericht in berichten:
                match bericht:
                    case Begin():
                        self._begin(bericht)
                    case Stuk():
                        await self._stuk(bericht)
                    case Einde():
                        self._einde(bericht)
            for aanbieder in self._aanbieders.values():
                await aanbieder.rond_af()
        finally:
            for aanbieder in self._aanbieders.values():
                await aanbieder.breek_af()
        self.verslag.opmerkingen += [zin for naam, n in self._notities.items() for zin in n.zinnen(naam)]
        self.verslag.per_bestand.sort(key=lambda bestand: bestand.bestand)
        await self._tel_verdwenen()

    def _begin(self, begin: Begin) -> None:
        self.verslag.opmerkingen += begin.opmerkingen
        for naam, reden in begin.onbruikbaar.items():
            self.verslag.per_bestand.append(Bestandsverslag(naam, onbruikbaar=reden))

    async def _stuk(self, stuk: Stuk) -> None:
        verslag, notities = self._van(stuk.bestand)
        for fout in stuk.fouten:
            self.fouten.meld(fout)
        for afgekeurd in stuk.afgekeurd:
            self._gezien.noteer(*afgekeurd)
        for rij, verpakt in stuk.gebeurtenissen:
            regio = verpakt.regio
            self._gezien.noteer(regio, verpakt.soort, verpakt.id)
            await self._aanbieder(regio).bied_aan(Aanbod(verpakt, rij, verslag, notities))
        self.voortgang(stuk.bestand, stuk.tot)

    def _einde(self, einde: Einde) -> None:
        verslag, notities = self._van(einde.verslag.bestand)
        verslag.tel_bij(einde.verslag)
        notities.neem_over(einde.notities)
        self._namen |= dict.fromkeys(einde.namen)
        self.verslag.opmerkingen += einde.opmerkingen

    def _van(self, bestand: str) -> tuple[Bestandsverslag, Notities]:
        if bestand not in self._verslagen:
            self._verslagen[bestand] = Bestandsverslag(bestand)
            self._notities[bestand] = Notities()
            self.verslag.per_bestand.append(self._verslagen[bestand])
        return self._verslagen[bestand], self._notities[bestand]

    def _aanbieder(self, regio: str) -> Aanbieder:
        if regio not in self._aanbieders:
            kenmerken = Kenmerken(self.sleutels(regio))
            self._aanbieders[regio] = Aanbieder(self.poorten(regio), kenmerken, self.fouten.meld, self.nu)
        return self._aanbieders[regio]

    async def _tel_verdwenen(self) -> None:
        for regio in self._gezien.regios():
            verdwenen = partial(self._gezien.verdwenen, regio)
            geteld = await self.poorten(regio).tel_bekende(f"urn:leerwinkel:{regio}:import", verdwenen)
            self.verslag.verdwenen |= {(regio, naam): geteld[naam] for naam in self._namen if geteld.get(naam)}
