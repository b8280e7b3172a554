"""The list of pairs that may be one person: what waits for a judgement, and what was judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import met_hoofdletter, regionaam
from vol_reporting.koppeling.dubbels import (
    Dubbelkaart,
    gewiste_clienten,
    herkomst_per_regio,
    lees_dubbels,
    open_dubbels,
)

PAD: Final = "/datakwaliteit/dubbels"
PER_BLADZIJDE: Final = 25


@dataclass(frozen=True, slots=True)
class Dubbelregel:
    """A pair in a list. `moment`: since when it waits, or when it was judged."""

    nummer: str
    wie: str
    wat: str
    sterkte: str
    stand: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Dubbelbord:
    """`nummer` of `bladzijden`; `herkomst`: region, clients, of whom all was imported."""

    open: Sequence[Dubbelregel]
    wachtend: int
    nummer: int
    bladzijden: int
    beoordeeld: Sequence[Dubbelregel]
    herkomst: Sequence[tuple[str, int, int]]


def maak_bord(con: duckdb.DuckDBPyConnection, nummer: int) -> Dubbelbord:
    """What waits, some at a time, and the last that were judged."""
    kaarten = lees_dubbels(con)
    wachtend = open_dubbels(kaarten.values(), gewiste_clienten(con))
    bladzijden = max(1, -(-len(wachtend) // PER_BLADZIJDE))
    nummer = min(max(1, nummer), bladzijden)
    deel = wachtend[(nummer - 1) * PER_BLADZIJDE : nummer * PER_BLADZIJDE]
    klaar = sorted((k for k in kaarten.values() if k.beoordeeld), key=_beoordeeld_op, reverse=True)
    return Dubbelbord(
        [regel_van(k) for k in deel],
        len(wachtend),
        nummer,
        bladzijden,
        [regel_van(k) for k in klaar[:PER_BLADZIJDE]],
        [(regionaam(regio), clienten, import_) for regio, clienten, import_ in herkomst_per_regio(con)],
    )


def aantal_open(con: duckdb.DuckDBPyConnection) -> int:
    """How many pairs wait for a judgement."""
    return len(open_dubbels(lees_dubbels(con).values(), gewiste_clienten(con)))


def _beoordeeld_op(kaart: Dubbelkaart) -> tuple[datetime, str]:
    assert kaart.beoordeeld is not None
    return kaart.beoordeeld, kaart.paar.nummer


def regel_van(kaart: Dubbelkaart) -> Dubbelregel:
    """A pair in words."""
    wat = ", ".join(label("dubbelkenmerk", code).lower() for code in kaart.overeenkomst)
    moment = kaart.beoordeeld or kaart.voorgesteld
    wie = " en ".join(regionaam(kant.regio) for kant in (kaart.paar.een, kaart.paar.ander))
    return Dubbelregel(kaart.paar.nummer, wie, met_hoofdletter(wat), keer(kaart.gewicht), kaart.stand, moment)


def keer(gewicht: float | None) -> str:
    """What a weight in bits means: so many times more likely for one person than for two."""
    if gewicht is None:
        return "niet gewogen"
    verhouding = 2.0**gewicht
    for grens, woord in ((1e12, "biljoen"), (1e9, "miljard"), (1e6, "miljoen"), (1e3, "duizend")):
        if verhouding >= grens:
            return f"{_rond(verhouding / grens)} {woord} keer"
    return f"{_rond(verhouding)} keer"


def _rond(waarde: float) -> str:
    return getal(round(waarde, 1) if waarde < 10 else round(waarde))  # noqa: PLR2004 - one decimal for small ones


def label(lijst: str, code: str) -> str:
    """How a code is called; the code itself where it is in no list."""
    gevonden = codelijst(lijst).get(code)
    return gevonden.label_nl if gevonden else code
