"""The import: every table of an export read, offered to its region's door, and accounted for."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from leerwinkel.inname.importeren.aanbod import Aanbieder, Aanbod
from leerwinkel.inname.importeren.bronnen import zoek_bronnen
from leerwinkel.inname.importeren.deur import Deur
from leerwinkel.inname.importeren.foutenbestand import Foutenbestand, foutenlijst
from leerwinkel.inname.importeren.gezien import Gezien
from leerwinkel.inname.importeren.indeling import indeling_van, is_goal
from leerwinkel.inname.importeren.kenmerken import Kenmerken
from leerwinkel.inname.importeren.kop import lees_kop
from leerwinkel.inname.importeren.rij import Afgekeurd, Rijlezer
from leerwinkel.inname.importeren.tabel import Onbruikbaar, Tabel
from leerwinkel.inname.importeren.verband import ANTWOORDEN, OPENEN, Verband, instemmingen
from leerwinkel.inname.importeren.verslag import Bestandsverslag, Importverslag, Notities, Rijfout

Voortgang = Callable[[str, int], None]
"""Called with the table's name and the row it is at, about every 500 rows and at its end."""

_ADEM_PER: Final = 50
"""Rows after which the connections get their turn: a server drops a client that answers no ping for 3 s."""
_VOORTGANG_PER: Final = 500
_OPGEZOCHT: Final = frozenset({"instemming"})


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
    Raises GeenExport where there is nothing to read, and what a door raises.
    """
    bronnen = zoek_bronnen(plek)
    verslag = Importverslag(opmerkingen=bronnen.opmerkingen)
    for naam, reden in bronnen.onbruikbaar.items():
        verslag.per_bestand.append(Bestandsverslag(naam, onbruikbaar=reden))
    with foutenlijst(foutenbestand, verslag) as fouten:
        invoer = Invoer(poorten, sleutels, nu, verslag, fouten, voortgang or _zwijg)
        await invoer.alles(bronnen.tabellen)
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
    _kenmerken: dict[str, Kenmerken] = field(default_factory=dict[str, Kenmerken])
    _aanbieders: dict[str, Aanbieder] = field(default_factory=dict[str, Aanbieder])
    _gezien: Gezien = field(default_factory=Gezien)
    _verband: Verband = field(default_factory=Verband)
    _gelezen: dict[str, str] = field(default_factory=dict[str, str])
    """Event name → the table that gave it."""

    async def alles(self, tabellen: list[Tabel]) -> None:
        """Read all tables, those first that others look things up in."""
        self._verband.instemmingen = instemmingen(tabellen)
        self._verband.met_antwoorden = any(ANTWOORDEN & _namen(tabel) for tabel in tabellen)
        notities: list[tuple[str, Notities]] = []
        try:
            for tabel in sorted(tabellen, key=lambda tabel: not OPENEN & _namen(tabel)):
                notities.append((tabel.naam, van_tabel := Notities()))
                await self._tabel(tabel, van_tabel)
            for aanbieder in self._aanbieders.values():
                await aanbieder.rond_af()
        finally:
            for aanbieder in self._aanbieders.values():
                await aanbieder.breek_af()
        self.verslag.opmerkingen += [zin for naam, n in notities for zin in n.zinnen(naam)]
        self.verslag.per_bestand.sort(key=lambda bestand: bestand.bestand)
        await self._tel_verdwenen()

    async def _tabel(self, tabel: Tabel, notities: Notities) -> None:
        verslag = Bestandsverslag(tabel.naam)
        self.verslag.per_bestand.append(verslag)
        try:
            tabel.controleer()
            lezer = self._lezer(tabel, verslag, notities)
            await self._rijen(tabel, lezer)
        except Onbruikbaar as fout:
            verslag.onbruikbaar = str(fout)

    def _lezer(self, tabel: Tabel, verslag: Bestandsverslag, notities: Notities) -> Rijlezer:
        indeling = indeling_van(tabel.stam)
        assert indeling is not None
        eerste = next(tabel.rijen(), None)
        if eerste is None:
            raise Onbruikbaar("is leeg")
        kop = lees_kop(eerste[1], indeling, _OPGEZOCHT if is_goal(tabel.stam) else frozenset())
        self.verslag.opmerkingen += [f"{tabel.naam}: {opmerking}" for opmerking in kop.opmerkingen]
        for naam in indeling.namen:
            if (eerder := self._gelezen.setdefault(naam, tabel.naam)) != tabel.naam:
                dubbel = f"{tabel.naam} en {eerder} geven allebei {naam}: gelijke rijen tellen één keer"
                self.verslag.opmerkingen.append(dubbel)
        return Rijlezer(kop, self._kenmerken_van, self._verband, self._gezien, verslag, notities, self.nu)

    async def _rijen(self, tabel: Tabel, lezer: Rijlezer) -> None:
        rijen = tabel.rijen()
        nummer, _ = next(rijen)
        for nummer, cellen in rijen:
            lezer.verslag.gelezen += 1
            try:
                for gebeurtenis in lezer.gebeurtenissen(nummer, cellen):
                    aanbod = Aanbod(gebeurtenis, nummer, lezer.verslag, lezer.notities)
                    await self._aanbieder(gebeurtenis.regio).bied_aan(aanbod)
            except Afgekeurd as afgekeurd:
                lezer.verslag.fout += 1
                for kolom, reden in afgekeurd.fouten:
                    self.fouten.meld(Rijfout(tabel.naam, nummer, kolom, reden))
            if lezer.verslag.gelezen % _ADEM_PER == 0:
                await asyncio.sleep(0)
            if lezer.verslag.gelezen % _VOORTGANG_PER == 0:
                self.voortgang(tabel.naam, nummer)
        self.voortgang(tabel.naam, nummer)

    def _kenmerken_van(self, regio: str) -> Kenmerken:
        if regio not in self._kenmerken:
            self._kenmerken[regio] = Kenmerken(self.sleutels(regio))
        return self._kenmerken[regio]

    def _aanbieder(self, regio: str) -> Aanbieder:
        if regio not in self._aanbieders:
            kenmerken = self._kenmerken_van(regio)
            self._aanbieders[regio] = Aanbieder(self.poorten(regio), kenmerken, self.fouten.meld, self.nu)
        return self._aanbieders[regio]

    async def _tel_verdwenen(self) -> None:
        for regio in self._gezien.regios():
            deur = self.poorten(regio)
            for naam in self._gelezen:
                bekend = await deur.bekende_ids(f"urn:leerwinkel:{regio}:import", naam)
                if aantal := self._gezien.verdwenen(regio, naam, bekend):
                    self.verslag.verdwenen[regio, naam] = aantal


def _namen(tabel: Tabel) -> set[str]:
    indeling = indeling_van(tabel.stam)
    return set() if indeling is None else set(indeling.namen)
