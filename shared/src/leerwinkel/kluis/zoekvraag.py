"""What somebody at the front desk types to find a cliënt, and how well an answer fits it."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from stdnum.be import nn

from leerwinkel.kluis.merken import Merken
from leerwinkel.kluis.naamvormen import PREFIXEN, Soort, vormen_van_vraag, woorden
from leerwinkel.kluis.persoonsgegevens import rijksregisternummer

_DAG = re.compile(r"\b(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMMER = re.compile(r"\b\d{2}[. ]?\d{2}[. ]?\d{2}[- .]?\d{3}[ .]?\d{2}\b")
_WOORDEN = 6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Treffer:
    """A client who may be meant. `wat` says what fits: `naam`, `geboortedatum`, `rijksregisternummer`, or about so."""

    client: str
    punten: float
    wat: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spoor:
    """What it is worth when a mark is found. Of the marks of one part of the question only the best one counts."""

    deel: str
    wat: str
    punten: float


@dataclass(frozen=True, slots=True, repr=False)
class Zoekvraag:
    """Whom somebody looks for. The words of the name come in any order; the last may be a beginning."""

    naam: str = ""
    geboortedatum: date | None = None
    rijksregisternummer: str | None = None

    def sporen(self, merken: Merken) -> Iterator[tuple[int, Spoor]]:
        """The marks to look for, under one master key."""
        for woord in dict.fromkeys(woorden(self.naam)[:_WOORDEN]):
            yield from _van_woord(woord, merken)
        if self.geboortedatum:
            yield from _van_dag(self.geboortedatum, merken)
        if self.rijksregisternummer:
            nummer = nn.compact(self.rijksregisternummer)
            yield merken.rijksregisternummer(nummer), Spoor("rijksregisternummer", "rijksregisternummer", 4.0)


def lees_vraag(getypt: str) -> Zoekvraag:
    """One line from a search box: a national number and a day are taken out of it, what is left is a name."""
    rest, nummer = _neem(getypt, _NUMMER, lambda m: rijksregisternummer(m[0]))
    rest, dag = _neem(rest, _ISO, lambda m: date(int(m[1]), int(m[2]), int(m[3])))
    if dag is None:
        rest, dag = _neem(rest, _DAG, lambda m: date(int(m[3]), int(m[2]), int(m[1])))
    return Zoekvraag(rest, dag, nummer)


def _neem(tekst: str, vorm: re.Pattern[str], lees: Callable[[re.Match[str]], T]) -> tuple[str, T | None]:
    gevonden = vorm.search(tekst)
    with suppress(ValueError):
        if gevonden:
            waarde = lees(gevonden)
            return f"{tekst[: gevonden.start()]} {tekst[gevonden.end() :]}", waarde
    return tekst, None


def _van_woord(woord: str, merken: Merken) -> Iterator[tuple[int, Spoor]]:
    begin = 0.6 if len(woord) in PREFIXEN else 0.4
    waard = {Soort.GELIJK: 1.0, Soort.TIKFOUT: 0.75, Soort.KLANK: 0.5, Soort.BEGIN: begin}
    for vorm in vormen_van_vraag(woord):
        wat = "naam" if vorm.soort in {Soort.GELIJK, Soort.BEGIN} else "naam-ongeveer"
        yield merken.naam(vorm), Spoor(f"naam {woord}", wat, waard[vorm.soort])


def _van_dag(dag: date, merken: Merken) -> Iterator[tuple[int, Spoor]]:
    yield merken.geboortedatum(dag), Spoor("geboortedatum", "geboortedatum", 1.5)
    with suppress(ValueError):
        yield merken.geboortedatum(dag.replace(day=dag.month, month=dag.day)), _OMGEKEERD


_OMGEKEERD = Spoor("geboortedatum", "geboortedatum-ongeveer", 0.75)


def weging(sporen: Iterable[Spoor]) -> tuple[float, frozenset[str]]:
    """What the marks of one client are worth together, and what they say fits."""
    per_deel: dict[str, Spoor] = {}
    for spoor in sorted(sporen, key=lambda s: s.punten):
        per_deel[spoor.deel] = spoor
    return sum(s.punten for s in per_deel.values()), frozenset(s.wat for s in per_deel.values())
