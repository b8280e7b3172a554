"""The page of one pair that may be one person: its evidence, and what the next judgement would change, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import dimensienaam, met_hoofdletter, regionaam, waardenaam
from vol_reporting.koppeling.dubbels import (
    PROFIEL,
    Clientbeeld,
    Dubbelkaart,
    lees_client,
    lees_dubbels,
    zelfde_profiel,
)
from vol_reporting.koppeling.gevolg import Gevolg, Regel, gevolg_van
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.web.dubbelbord import Dubbelregel, label, regel_van

_VAST: Final = 6
"""So many fields of the profile say something of a person that does not change, or seldom."""


@dataclass(frozen=True, slots=True)
class Profielregel:
    """A field of both. `uitkomst`: gelijk, anders or onbekend; `blijvend`: it does not change with the years."""

    naam: str
    een: str
    ander: str
    uitkomst: str
    blijvend: bool


@dataclass(frozen=True, slots=True)
class Dossierregel:
    """A dossier, with where its events are; without address where somebody is erased."""

    adres: str | None
    aangemeld: date | None
    trap: str


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """B02 of an area and a period, as it is and as it would be."""

    waar: str
    periode: str
    nu: str
    straks: str
    verschil: str


@dataclass(frozen=True, slots=True)
class Dubbelblad:
    """`stap`: the judgement of which `gevolg` is the effect. `namen` and `dossiers` are of the two, in their order."""

    kaart: Dubbelkaart
    regel: Dubbelregel
    namen: tuple[str, str]
    kenmerken: Sequence[str]
    profiel: Sequence[Profielregel]
    dossiers: tuple[Sequence[Dossierregel], Sequence[Dossierregel]]
    evenveel: Sequence[tuple[str, str]]
    gewist: bool
    stap: str
    gevolg: Gevolg
    cijfers: Sequence[Cijferregel]
    aanmeldingen: str


def maak_blad(con: duckdb.DuckDBPyConnection, nummer: str) -> Dubbelblad | None:
    """One pair; None where there is none. `con` is on a fresh registration."""
    kaarten = lees_dubbels(con)
    if (kaart := kaarten.get(nummer)) is None:
        return None
    een, ander = (lees_client(con, kant) for kant in (kaart.paar.een, kaart.paar.ander))
    gevolg = gevolg_nu(con, kaarten, kaart)
    return Dubbelblad(
        kaart,
        regel_van(kaart),
        _namen(kaart.paar),
        [label("dubbelkenmerk", code) for code in kaart.overeenkomst],
        _profielregels(een, ander),
        (_dossiers(een), _dossiers(ander)),
        _evenveel(con, een, ander),
        een.gewist or ander.gewist,
        stap_van(kaart),
        gevolg,
        [_cijferregel(regel) for regel in _getoond(gevolg, kaart.paar)],
        _aanmeldingen(gevolg),
    )


def stap_van(kaart: Dubbelkaart) -> str:
    """The judgement whose effect is asked: to link what waits, to undo what is judged."""
    return "zelfde-persoon" if kaart.stand == "open" else "teruggedraaid"


def gevolg_nu(con: duckdb.DuckDBPyConnection, kaarten: Mapping[str, Dubbelkaart], kaart: Dubbelkaart) -> Gevolg:
    """The effect of that next judgement."""
    return gevolg_van(con, kaart.paar, stap_van(kaart), kaarten)


def _namen(paar: Paar) -> tuple[str, str]:
    een, ander = regionaam(paar.een.regio), regionaam(paar.ander.regio)
    return (een, ander) if een != ander else (f"{een} (1)", f"{ander} (2)")


def _profielregels(een: Clientbeeld, ander: Clientbeeld) -> list[Profielregel]:
    if een.gewist or ander.gewist:
        return []
    regels: list[Profielregel] = []
    for n, veld in enumerate(PROFIEL):
        links, rechts = een.profiel.get(veld), ander.profiel.get(veld)
        uitkomst = "onbekend" if links is None or rechts is None else "gelijk" if links == rechts else "anders"
        naam = met_hoofdletter(dimensienaam(veld))
        regels.append(Profielregel(naam, _waarde(veld, links), _waarde(veld, rechts), uitkomst, n < _VAST))
    return regels


def _waarde(veld: str, waarde: str | None) -> str:
    return "onbekend" if waarde is None else waardenaam(veld, waarde)


def _dossiers(beeld: Clientbeeld) -> list[Dossierregel]:
    return [
        Dossierregel(
            None if d.gewist else f"/records/{beeld.kant.regio}/{d.nummer}",
            None if d.gewist else d.aangemeld,
            waardenaam("trap", d.trap) if d.trap else "Nog geen trap",
        )
        for d in beeld.dossiers
    ]


def _evenveel(con: duckdb.DuckDBPyConnection, een: Clientbeeld, ander: Clientbeeld) -> list[tuple[str, str]]:
    """Of each region how many have the birth year and sex of the client of the other one."""
    geteld = (
        (elders.kant.regio, zelfde_profiel(con, beeld, elders.kant.regio))
        for beeld, elders in ((een, ander), (ander, een))
    )
    return [(regionaam(regio), getal(aantal)) for regio, aantal in geteld if aantal is not None]


def _getoond(gevolg: Gevolg, paar: Paar) -> list[Regel]:
    """Of the regions only those of the pair, and where something would change; what changes comes first."""
    gebieden = (VLAANDEREN, paar.een.regio, paar.ander.regio)
    regels = [r for r in gevolg.regels if r.code == "B02" and (r.verschil or r.regio in gebieden)]
    return sorted(regels, key=lambda r: (not r.verschil, r.periode != "alles", r.periode, r.regio != VLAANDEREN))


def _cijferregel(regel: Regel) -> Cijferregel:
    periode = "alles samen" if regel.periode == "alles" else regel.periode
    verschil = "geen" if not regel.verschil else f"{regel.verschil:+d}".replace("-", "\N{MINUS SIGN}")
    return Cijferregel(regionaam(regel.regio), periode, getal(regel.nu), getal(regel.straks), verschil)


def _aanmeldingen(gevolg: Gevolg) -> str:
    """B01 of Flanders, now and then: counted too, so that the page need not promise it."""
    [regel] = [r for r in gevolg.regels if (r.code, r.regio, r.periode) == ("B01", VLAANDEREN, "alles")]
    return f"{getal(regel.nu)} nu, {getal(regel.straks)} straks"


def kantnaam(kant: Kant) -> str:
    """A client as a page may call them: where, and the first letters of a random code."""
    return f"{regionaam(kant.regio)} {kant.client[:8]}"
