"""Puts the SQL of registration and figures together: one WITH that holds only the relations a text needs.

A relation is a file of this folder, or a constant of the language. What a text reads follows from the names after
FROM and JOIN. The same text runs on materialised tables (now) and on the events of a past stand.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources
from types import MappingProxyType

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van

NOOIT_TABEL = frozenset({"geldig"})
"""Relations as large as the events themselves: always computed where they are read."""

GEHEUGEN = "nu"
"""The database in memory that holds the tables."""

_NAAM = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_]+)\b(?!\s*\.)")
_OPMERKING = re.compile(r"--.*$", re.MULTILINE)
_GEGROEPEERD = ("laaggeschoold_blauwdruk", "scholing_arbeidsmarkt")
_NIET_BEWAARD = NOOIT_TABEL | frozenset(
    ("bekend", "profiel", "periode", "gebied", "splitsing", "codegroep", "nis_fusie", "dossiersoort")
)


@cache
def relaties() -> dict[str, str]:
    """Name → SELECT of every registration relation, in alphabetical order."""
    map_ = resources.files("vol_reporting") / "registratie"
    bestanden = sorted((b for b in map_.iterdir() if b.name.endswith(".sql")), key=lambda b: b.name)
    return {b.name.removesuffix(".sql"): zonder_opmerkingen(b.read_text("utf-8")) for b in bestanden}


@cache
def constanten() -> dict[str, str]:
    """Name → SELECT of what the language fixes: groups of codes, merged municipalities, kinds of a dossier's facts."""
    soorten = [(s.service, s.naam) for dienst in DIENSTEN[:2] for s in soorten_van(dienst) if s.entiteit == "dossier"]
    soorten = [paar for paar in soorten if not paar[1].startswith("gebeurtenis-")]
    return {
        "codegroep": f"SELECT {', '.join(f'{_groepen(lijst)} AS {lijst}' for lijst in _GEGROEPEERD)}",
        "nis_fusie": waarden(_fusies(), ("oud", "nieuw")),
        "dossiersoort": waarden(soorten, ("service", "soort")),
    }


def _groepen(lijst: str) -> str:
    """Code → group of a list as a map: to join with a relation of them cost most of the planning of `dossier`."""
    paren = (f"{aanhaling(c.code)}: {aanhaling(c.groep or c.code)}" for c in codelijst(lijst).values())
    return f"MAP {{{', '.join(paren)}}}"


def _fusies() -> list[tuple[str, str]]:
    bestand = resources.files("leerwinkel.gebeurtenissen") / "codelijsten" / "nis_fusies.csv"
    fusie = {rij["oud"]: rij["nieuw"] for rij in csv.DictReader(bestand.read_text("utf-8").splitlines())}
    return [(oud, _huidig(nieuw, fusie)) for oud, nieuw in fusie.items()]


def _huidig(code: str, fusie: Mapping[str, str]) -> str:
    for _ in fusie:
        code = fusie.get(code, code)
    return code


def waarden(rijen: Iterable[tuple[str, ...]], kolommen: tuple[str, ...]) -> str:
    """A relation of text values as SELECT; without rows an empty relation."""
    tekst = ", ".join("(" + ", ".join(aanhaling(w) for w in rij) + ")" for rij in rijen)
    leeg = "(" + ", ".join("NULL::VARCHAR" for _ in kolommen) + ")"
    filter_ = "" if tekst else " WHERE false"
    return f"SELECT * FROM (VALUES {tekst or leeg}) AS w ({', '.join(kolommen)}){filter_}"  # noqa: S608 - quoted


def aanhaling(tekst: str) -> str:
    """The text as an SQL literal."""
    return "'" + tekst.replace("'", "''") + "'"


def zonder_opmerkingen(tekst: str) -> str:
    """The SQL without comments, so that words in them are not read as relations."""
    return _OPMERKING.sub("", tekst).strip()


def met(tekst: str, aanbod: Mapping[str, str], uit_tabel: Mapping[str, str] = MappingProxyType({})) -> str:
    """The query `tekst` under one WITH that defines every relation it reads, and those that they read.

    `aanbod` gives relations by name and goes before `uit_tabel`, which reads tables, and that before the files.
    """
    nodig = _nodig(tekst, {**uit_tabel, **aanbod})
    delen = [f"{naam} AS {_soort(naam, uit_tabel.keys() - aanbod.keys())} ({sql})" for naam, sql in nodig]
    return f"WITH {', '.join(delen)} SELECT * FROM ({tekst})" if delen else tekst  # noqa: S608 - files and literals


def gelezen(tekst: str, aanbod: Mapping[str, str]) -> str:
    """A text together with the SQL of all that it reads."""
    return " ".join((tekst, *(sql for _, sql in _nodig(tekst, aanbod))))


def _soort(naam: str, uit_tabel: AbstractSet[str]) -> str:
    return "NOT MATERIALIZED" if naam in _NIET_BEWAARD or naam in uit_tabel else "MATERIALIZED"


def uit_tabellen(namen: Iterable[str]) -> dict[str, str]:
    """Those relations, read from their tables."""
    return {naam: f"SELECT * FROM {tabel(naam)}" for naam in namen}  # noqa: S608 - our own names


def tabel(naam: str) -> str:
    """Where the table of a relation is: in memory, because it can always be made again from the events."""
    return f"{GEHEUGEN}.main.{naam}"


@cache
def van_correcties() -> frozenset[str]:
    """The relations that have rows of no entity but those with corrections or retractions."""
    return (
        frozenset(naam for naam, sql in relaties().items() if {"bekend", "herroepen"} & set(namen(sql))) - NOOIT_TABEL
    )


def _nodig(tekst: str, aanbod: Mapping[str, str]) -> list[tuple[str, str]]:
    bekend = {**relaties(), **constanten(), **aanbod}
    volgorde: dict[str, str] = {}

    def bezoek(sql: str) -> None:
        for naam in namen(sql):
            if naam in bekend and naam not in volgorde:
                bezoek(bekend[naam])
                volgorde[naam] = bekend[naam]

    bezoek(tekst)
    return list(volgorde.items())


def namen(sql: str) -> Iterator[str]:
    """What a text reads: the names after FROM and JOIN."""
    return (m.group(1) for m in _NAAM.finditer(sql))


@cache
def bouwvolgorde(*, met_geldig: bool = False) -> tuple[str, ...]:
    """The registration relations that become tables, each after those that it reads."""
    alles = "".join(f" FROM {naam}" for naam in relaties())
    zonder = frozenset[str]() if met_geldig else NOOIT_TABEL
    return tuple(naam for naam, _ in _nodig(alles, {}) if naam in relaties() and naam not in zonder)
