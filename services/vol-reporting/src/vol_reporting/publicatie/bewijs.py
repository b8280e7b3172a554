"""Proof that a reader cannot find what is hidden: other worlds, each in agreement with everything that is shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from vol_reporting.publicatie.cellen import KLEIN, Puzzel
from vol_reporting.publicatie.zoektocht import Verschuiving

SPREIDING = len(KLEIN) - 1
"""Of every number to protect the lowest and the highest possible value lie at least this far apart."""

_ALLEEN_WAAR = (0, 0)


@dataclass(slots=True)
class Bewijs:
    """The worlds found so far, and how far below and above the truth each number can be for all that a reader knows."""

    puzzel: Puzzel
    werelden: list[Verschuiving] = field(default_factory=list[Verschuiving])
    bereik: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])

    def voeg_toe(self, wereld: Verschuiving) -> None:
        """With a world comes its mirror image, and what lies further the same way, as far as numbers allow."""
        self.werelden.append(wereld)
        self._reken_mee(wereld, wereld)

    def _reken_mee(self, wereld: Verschuiving, nummers: Iterable[int]) -> None:
        meer, minder = self._keren(wereld, 1), -self._keren(wereld, -1)
        for nummer in nummers:
            (laag, hoog), stap = self.bereik.get(nummer, _ALLEEN_WAAR), wereld[nummer]
            self.bereik[nummer] = (min(laag, meer * stap, minder * stap), max(hoog, meer * stap, minder * stap))

    def _keren(self, wereld: Verschuiving, richting: int) -> int:
        """How many times a world, or its mirror image, is a world too; no sum changes by that."""
        p = self.puzzel
        omlaag = ((p.aantal(n) - p.minst(n)) // abs(stap) for n, stap in wereld.items() if richting * stap < 0)
        return min(omlaag, default=SPREIDING) if wereld else 0

    def eisen(self, nummer: int) -> list[tuple[int, ...]]:
        """What is not yet proven of it: steps from the truth, of each tuple at least one is to be found possible.

        A small number must be able to be each of 1, 2 and 3 for all that a reader knows.
        """
        (laag, hoog), aantal = self.bereik.get(nummer, _ALLEEN_WAAR), self.puzzel.aantal(nummer)
        eisen: list[tuple[int, ...]] = []
        if aantal in KLEIN and aantal + hoog < KLEIN[-1]:
            eisen.append((KLEIN[-1] - aantal,))
        if aantal in KLEIN:
            eisen += [(stap,) for stap in range(KLEIN[0] - aantal, 0) if laag > stap]
        if hoog - laag < SPREIDING:
            eisen.append((laag + SPREIDING, hoog - SPREIDING))
        return eisen

    def volstaat(self, nummer: int) -> bool:
        """Whether nothing is missing but that a small number could be lower, which its parts may forbid."""
        return all(max(eis) < 0 for eis in self.eisen(nummer))

    def zonder(self, nummer: int) -> "Bewijs":
        """What is left of it once that number is shown."""
        weg = {n for wereld in self.werelden if nummer in wereld for n in wereld}
        rest = Bewijs(self.puzzel, [wereld for wereld in self.werelden if nummer not in wereld])
        rest.bereik = {n: bereik for n, bereik in self.bereik.items() if n not in weg}
        for wereld in rest.werelden:
            if geraakt := weg & wereld.keys():
                rest._reken_mee(wereld, geraakt)
        return rest

    def klopt(self) -> bool:
        """Whether each world is one, reckoned in whole numbers: known numbers the same, every sum right, nothing too
        low.
        """
        sommen: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for totaal, delen in self.puzzel.sommen:
            for nummer in {totaal, *delen}:
                sommen[nummer].append((totaal, delen))
        return all(
            self._kan(wereld)
            and all(
                wereld.get(totaal, 0) == sum(wereld.get(deel, 0) for deel in delen)
                for nummer in wereld
                for totaal, delen in sommen[nummer]
            )
            for wereld in self.werelden
        )

    def _kan(self, wereld: Verschuiving) -> bool:
        p = self.puzzel
        return not p.bekend & wereld.keys() and all(p.aantal(n) + stap >= p.minst(n) for n, stap in wereld.items())
