"""How names are compared: without case, accents, spaces and particles; by sound; with one typing error; as they begin.

What this makes is kept as marks: a change asks for a new master key (`vernieuw`), which makes all marks anew.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_TUSSEN = (
    *("vanden", "vander", "vande", "vanhet", "van", "von", "den", "der", "des", "de", "ten", "ter", "te", "het"),
    *("le", "la", "les", "du", "di", "da", "del", "el", "al", "ben", "bin"),
)
TUSSENVOEGSELS = frozenset([*_TUSSEN, "d", "l", "t", "s", "n", "o", "op", "in"])
_AANEEN = sorted(_TUSSEN, key=len, reverse=True)
_REST = 3
_TIKBAAR = 4
PREFIXEN = (3, 4, 5, 6, 8)
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_KLANKEN = [
    (re.compile(patroon), klank)
    for patroon, klank in (
        (r"sch", "s"), (r"sj|sh|ch|gh", "g"), (r"ph", "f"), (r"th|dt", "t"), (r"ck|cq|qu?|c(?![eiy])", "k"),
        (r"c", "s"), (r"x", "ks"), (r"v", "f"), (r"z", "s"), (r"d$", "t"),
        (r"(?<=.)[aeiouyhjw]+", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip


class Soort(StrEnum):
    """What a form says of a name. The values are part of every mark."""

    GELIJK = "w"
    TIKFOUT = "d"
    KLANK = "f"
    BEGIN = "p"


class Vorm(NamedTuple):
    """One form of a name, of which a mark is made."""

    soort: Soort
    waarde: str


def woorden(naam: str) -> list[str]:
    """The words of a name in their plain form; without particles, unless there is nothing else."""
    alle = _alle_woorden(naam)
    return [woord for woord in alle if woord not in TUSSENVOEGSELS] or alle


def _alle_woorden(naam: str) -> list[str]:
    ontbonden = unicodedata.normalize("NFKD", naam.translate(_LETTERS).casefold().translate(_LETTERS))
    return re.findall(r"[^\W_]+", "".join(c for c in ontbonden if not unicodedata.combining(c)))


def kern(woord: str) -> str:
    """`vandenbroeck` is `broeck`: a particle may be written as part of the word."""
    for tussen in _AANEEN:
        if woord.startswith(tussen) and len(woord) - len(tussen) >= _REST:
            return woord[len(tussen) :]
    return woord


def klank(woord: str) -> str:
    """The consonants as they sound in Flanders, behind the first letter: `Mohamed` and `Muhammad` are one."""
    for patroon, gehoord in _KLANKEN:
        woord = patroon.sub(gehoord, woord)
    return woord


def _met_tikfout(woord: str) -> set[str]:
    """The word itself and without any one letter: two words that share one of these are one typing error apart."""
    if len(woord) < _TIKBAAR:
        return {woord}
    return {woord} | {woord[:i] + woord[i + 1 :] for i in range(len(woord))}


def vormen(woord: str) -> Iterator[Vorm]:
    """The forms by which a whole word is found."""
    yield Vorm(Soort.GELIJK, woord)
    yield from (Vorm(Soort.TIKFOUT, zonder) for zonder in _met_tikfout(woord))
    if len(gehoord := klank(woord)) > 1:
        yield Vorm(Soort.KLANK, gehoord)


def vormen_van_naam(naam: str) -> set[Vorm]:
    """All forms under which a name is kept: of its words, and of the name written as one word."""
    delen = woorden(naam)
    heel = {"".join(_alle_woorden(naam)), *(kern(deel) for deel in delen)} - {""}
    begin = {deel[:n] for deel in heel | set(delen) for n in PREFIXEN if len(deel) >= n}
    return {vorm for deel in heel for vorm in vormen(deel)} | {Vorm(Soort.BEGIN, deel) for deel in begin}


def vormen_van_vraag(woord: str) -> set[Vorm]:
    """The forms under which a word that somebody types is looked for; it may be only the beginning of a name."""
    passend = [n for n in PREFIXEN if n <= len(woord)]
    begin = {Vorm(Soort.BEGIN, woord[: passend[-1]])} if passend else set[Vorm]()
    return {vorm for deel in {woord, kern(woord)} for vorm in vormen(deel)} | begin
