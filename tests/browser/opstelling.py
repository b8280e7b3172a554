"""The VOL over the GOAL example for the browser tests: imported through a door that only keeps what it is given."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.importeren import importeer
from vol_reporting.cijfers import Cijfer, Vraag, bereken
from vol_reporting.opslag import Rij

VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"
TOEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@dataclass
class Antwoord:
    uitkomst: str = "aanvaard"
    reden: str | None = None


@dataclass
class Deur:
    """A door that keeps what it is given."""

    gebeurtenissen: list[AnyGebeurtenis] = field(default_factory=list[AnyGebeurtenis])

    async def neem_in(self, gebeurtenissen: Sequence[AnyGebeurtenis], /) -> Sequence[Antwoord]:
        self.gebeurtenissen += gebeurtenissen
        return [Antwoord() for _ in gebeurtenissen]

    async def geschiedenis(self, dossier: str, /) -> Sequence[AnyGebeurtenis]:
        return [g for g in self.gebeurtenissen if g.subject == dossier]

    async def bekende_ids(self, source: str, soort: str, /) -> Collection[str]:
        del source, soort
        return ()


@dataclass
class Opslag:
    con: duckdb.DuckDBPyConnection

    def lezer(self) -> duckdb.DuckDBPyConnection:
        return self.con.cursor()

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        return bereken(self.lezer(), vraag)


@dataclass
class Dienst:
    """A service with one region behind, one that cannot be reached and one with a gap."""

    opslag: Opslag

    def status(self) -> dict[str, Any]:
        log = {"gent": 120, "limburg": None}
        gewoon = {"hub": 0, "positie": 0, "gaten": 0, "quarantaine": 0, "laatst_ontvangen": TOEN}
        regios = [{"regio": regio, "log": log.get(regio, 0), **gewoon} for regio in codelijst("regio")]
        regios[0]["gaten"] = 2
        return {"storing": "De hub antwoordt niet.", "regios": regios}

    async def herbouw(self) -> int:
        return 0


def goal(map_: Path) -> list[Rij]:
    deuren = {regio: Deur() for regio in codelijst("regio")}
    fouten = map_ / "fouten.csv"
    asyncio.run(importeer(VOORBEELD, deuren.__getitem__, _sleutel, foutenbestand=fouten, nu=TOEN))
    return [
        Rij(regio, positie, positie, TOEN, gebeurtenis.ruw().decode(), gebeurtenis.digest())
        for regio, deur in deuren.items()
        for positie, gebeurtenis in enumerate(deur.gebeurtenissen, 1)
    ]


def _sleutel(regio: str) -> bytes:
    return regio.encode().ljust(32)
