"""Linked tables as a reader sees them: numbers, the sums that hold among them, and what is known of those not shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

KLEIN = range(1, 4)
"""Counts that are never shown, nor left to be computed."""


class Plaats(NamedTuple):
    """Which number: so many of `grootheid` in a region and a period, of one group or (without dimension) of all."""

    periode: str
    regio: str
    grootheid: str
    dimensie: str = ""
    waarde: str = ""


class Som(NamedTuple):
    """`totaal` is the sum of `delen`, of none 0."""

    totaal: Plaats
    delen: tuple[Plaats, ...]


class SomKloptNiet(ValueError):
    """Numbers that should add up do not: then nothing that rests on it is proven, and nothing may be published."""


@dataclass(frozen=True, slots=True)
class Laag:
    """The numbers of one publication at its stand: those in its tables (`getoond`, hidden or not) and those that
    follow from them. `verborgen` is a part of `getoond`.
    """

    getallen: Mapping[Plaats, int]
    sommen: tuple[Som, ...]
    getoond: frozenset[Plaats]
    verborgen: frozenset[Plaats] = frozenset()

    @property
    def perioden(self) -> frozenset[str]:
        """Of which periods it has numbers, in a table or not."""
        return frozenset(plaats.periode for plaats in self.getallen)

    def controleer(self) -> None:
        """Raises SomKloptNiet."""
        for totaal, delen in self.sommen:
            if self.getallen[totaal] != sum(self.getallen[deel] for deel in delen):
                raise SomKloptNiet(f"{totaal} is niet de som van haar delen")


class Getal(NamedTuple):
    """A number of the reader's puzzle. The same place with the same count in two publications is one number: that
    nothing was revised is what a reader supposes, and it is true. Revised, they are two.
    """

    plaats: Plaats
    aantal: int


@dataclass(slots=True)
class Puzzel:
    """Everything published so far and about to be, as one system of equations over whole numbers.

    Of a number that is not known a reader knows `minst`: a hidden one is at least 1, since zeroes are shown; what is in
    no table at least 0. `vrij` are the numbers of the new publication that may still be shown or hidden.
    """

    getallen: list[Getal] = field(default_factory=list[Getal])
    sommen: list[tuple[int, tuple[int, ...]]] = field(default_factory=list[tuple[int, tuple[int, ...]]])
    bekend: set[int] = field(default_factory=set[int])
    verborgen: set[int] = field(default_factory=set[int])
    vrij: set[int] = field(default_factory=set[int])
    _nummers: dict[Getal, int] = field(default_factory=dict[Getal, int])

    def nummer(self, laag: Laag, plaats: Plaats) -> int:
        """The number of the puzzle that stands there."""
        return self._nummers[Getal(plaats, laag.getallen[plaats])]

    def aantal(self, nummer: int) -> int:
        """What it really is."""
        return self.getallen[nummer].aantal

    def minst(self, nummer: int) -> int:
        """What a reader knows of it at least where it is not shown."""
        return int(nummer in self.verborgen or nummer in self.vrij)

    def is_klein(self, nummer: int) -> bool:
        """Whether it may never be shown or computed, in a table or not."""
        return self.aantal(nummer) in KLEIN

    def te_beschermen(self) -> Iterator[int]:
        """Every number that a reader should not find: the hidden ones, and what is small without being in a table."""
        for nummer in range(len(self.getallen)):
            if nummer in self.verborgen or (self.is_klein(nummer) and nummer not in self.bekend):
                yield nummer

    def na_te_rekenen(self) -> set[int]:
        """What is known, and what follows from it one sum after the other."""
        gevonden, sommen = set(self.bekend), [{totaal, *delen} for totaal, delen in self.sommen]
        while erbij := {n for som in sommen if len(onbekend := som - gevonden) == 1 for n in onbekend}:
            gevonden |= erbij
            sommen = [som for som in sommen if not som <= gevonden]
        return gevonden

    def verberg(self, nummer: int) -> None:
        """Show it no longer."""
        self.vrij.discard(nummer)
        self.verborgen.add(nummer)

    def toon(self, *nummers: int) -> None:
        """Show them, those that were hidden so far too."""
        self.verborgen.difference_update(nummers)
        self.vrij.difference_update(nummers)
        self.bekend.update(nummers)

    def toon_niet(self, nummer: int) -> None:
        """Hide it again."""
        self.bekend.discard(nummer)
        self.verborgen.add(nummer)

    def neem_op(self, laag: Laag) -> None:
        """Number what is in the layer, and take over its sums."""
        for plaats, aantal in laag.getallen.items():
            getal = Getal(plaats, aantal)
            if getal not in self._nummers:
                self._nummers[getal] = len(self.getallen)
                self.getallen.append(getal)
        for totaal, delen in laag.sommen:
            som = self.nummer(laag, totaal), tuple(self.nummer(laag, deel) for deel in delen)
            self.sommen.append(som)


def puzzel(nieuw: Laag, eerder: Iterable[Laag]) -> Puzzel:
    """What a reader of the earlier publications has, with the new one: its small numbers hidden, the others free.

    What was hidden before and is still that number stays hidden; what was shown is known. Earlier publications that
    have no period in common with it, nor through others, can tell nothing of it and are left out. Raises SomKloptNiet.
    """
    geheel = Puzzel()
    lagen = _verwant(nieuw, eerder)
    for laag in (*lagen, nieuw):
        laag.controleer()
        geheel.neem_op(laag)
    for laag in lagen:
        geheel.verborgen |= {geheel.nummer(laag, plaats) for plaats in laag.verborgen}
        geheel.bekend |= {geheel.nummer(laag, plaats) for plaats in laag.getoond - laag.verborgen}
    getoond = {geheel.nummer(nieuw, plaats) for plaats in nieuw.getoond}
    geheel.bekend |= {nummer for nummer in getoond if geheel.aantal(nummer) == 0}
    geheel.verborgen |= {nummer for nummer in getoond if geheel.is_klein(nummer)}
    geheel.vrij = getoond - geheel.bekend - geheel.verborgen
    return geheel


def _verwant(nieuw: Laag, eerder: Iterable[Laag]) -> list[Laag]:
    perioden, lagen = set(nieuw.perioden), list(eerder)
    while samen := set().union(*(laag.perioden for laag in lagen if laag.perioden & perioden)) - perioden:
        perioden |= samen
    return [laag for laag in lagen if laag.perioden & perioden]
