"""Disclosure control: which numbers of a new publication are hidden, so that none that is hidden can be computed.

What is promised of every number to protect (a hidden one, and a count of 1–3 that follows from numbers shown):
the values that a reader must hold possible reach from 1 or lower to 3 or higher where it is 1–3, and lie at least two
apart in every case, reckoned over whole numbers, with all sums, all earlier publications of the list, and the knowledge
that zeroes are shown. One thing is let go, as far as hiding everything but zeroes would not give it either: that a
small number could be as low as 1. A total of three groups that are not 0 is at least 3. Other lacks are refused.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from vol_reporting.publicatie.bewijs import Bewijs
from vol_reporting.publicatie.cellen import Laag, Plaats, Puzzel, puzzel
from vol_reporting.publicatie.zoektocht import Verschuiving, Zoektocht
from vol_reporting.vraag import VLAANDEREN

_TOTAAL = 4.0
_RANG = 1e-5


class NietBewezen(RuntimeError):
    """There is no proof: nothing may be published.

    A revision can make it so: a group that was 0 and no longer is tells more of one that was hidden and did not change.
    """


def onderdruk(nieuw: Laag, eerder: Iterable[Laag]) -> frozenset[Plaats]:
    """The places of the new publication to hide. Raises SomKloptNiet, NietBewezen."""
    geheel = puzzel(nieuw, eerder)
    _Onderdrukking(geheel).voltooi()
    return frozenset(p for p in nieuw.getoond if geheel.nummer(nieuw, p) in geheel.verborgen)


def prijs(plaats: Plaats, aantal: int) -> float:
    """What is lost when it is hidden: more for large numbers, and for totals, on which other tables lean."""
    totalen = (plaats.regio == VLAANDEREN) + (not plaats.dimensie)
    return (1 + math.log2(1 + aantal)) * _TOTAAL**totalen


@dataclass(slots=True)
class _Onderdrukking:
    puzzel: Puzzel
    prijzen: dict[int, float] = field(init=False)
    zoektocht: Zoektocht = field(init=False)
    bewijs: Bewijs = field(init=False)
    onhaalbaar: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def __post_init__(self) -> None:
        p = self.puzzel
        # no two numbers cost the same, so that there is one cheapest way
        self.prijzen = {n: prijs(*p.getallen[n]) * (1 + _RANG * rang) for rang, n in enumerate(sorted(p.vrij))}
        self.zoektocht = Zoektocht(p, self.prijzen)
        self.bewijs = Bewijs(p)

    def voltooi(self) -> None:
        """Hide until everything is protected, then show again what turns out not to be needed."""
        bijkomend: list[int] = []
        for nummer in self._te_doen(self.bewijs):
            bijkomend += self._bescherm(nummer)
        while bijkomend_erbij := [n for nummer in self._te_doen(self.bewijs) for n in self._bescherm(nummer)]:
            bijkomend += bijkomend_erbij
        self.puzzel.toon(*self.puzzel.vrij)
        self.zoektocht = Zoektocht(self.puzzel, {})
        for nummer in sorted(bijkomend, key=lambda n: -self.prijzen[n]):
            self._toon_als_het_kan(nummer)
        if not self.bewijs.klopt() or not all(map(self.bewijs.volstaat, self.puzzel.te_beschermen())):
            raise NietBewezen

    def _te_doen(self, bewijs: Bewijs) -> list[int]:
        return [nummer for nummer in self.puzzel.te_beschermen() if self._open_eisen(bewijs, nummer)]

    def _open_eisen(self, bewijs: Bewijs, nummer: int) -> list[list[int]]:
        """What is still to be proven, without what was looked for in vain while everything could be hidden."""
        eisen = [[stap for stap in eis if (nummer, stap) not in self.onhaalbaar] for eis in bewijs.eisen(nummer)]
        return [eis for eis in eisen if eis]

    def _bescherm(self, nummer: int) -> list[int]:
        """Find the worlds that are missing, each as cheap as can be; what they need is hidden from now on."""
        erbij: list[int] = []
        while eisen := self._open_eisen(self.bewijs, nummer):
            werelden = [wereld for stap in eisen[0] if (wereld := self._zoek(nummer, stap)) is not None]
            if werelden:
                erbij += self._neem(min(werelden, key=self._kost))
        return erbij

    def _zoek(self, nummer: int, stap: int) -> Verschuiving | None:
        wereld = self.zoektocht.wereld(nummer, stap)
        if wereld is None:
            self.onhaalbaar.add((nummer, stap))
        return wereld

    def _kost(self, wereld: Verschuiving) -> float:
        return sum(self.prijzen[nummer] for nummer in self.puzzel.vrij & wereld.keys())

    def _neem(self, wereld: Verschuiving) -> list[int]:
        erbij = sorted(self.puzzel.vrij & wereld.keys())
        for nummer in erbij:
            self.puzzel.verberg(nummer)
        self.zoektocht.maak_gratis(erbij)
        self.bewijs.voeg_toe(wereld)
        return erbij

    def _toon_als_het_kan(self, nummer: int) -> None:
        self.puzzel.toon(nummer)
        self.zoektocht.zet_vast(nummer)
        rest = self.bewijs.zonder(nummer)
        if all(self._bewijs_opnieuw(rest, ander) for ander in self._te_doen(rest)):
            self.bewijs = rest
            return
        self.puzzel.toon_niet(nummer)
        self.zoektocht.laat_los(nummer)

    def _bewijs_opnieuw(self, bewijs: Bewijs, nummer: int) -> bool:
        """Whether it is protected with what is hidden now; the worlds that show it are added."""
        while eisen := self._open_eisen(bewijs, nummer):
            werelden = (self.zoektocht.wereld(nummer, stap, grondig=False) for stap in eisen[0])
            gevonden = next((wereld for wereld in werelden if wereld is not None), None)
            if gevonden is None:
                return False
            bewijs.voeg_toe(gevonden)
        return True
