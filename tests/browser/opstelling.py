"""The VOL over the GOAL example for the browser tests: imported through a door that only keeps what it is given."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leerwinkel.eventsourcing import Log
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.inname.importeren import importeer
from leerwinkel.testing.invoer import GeheugenDeur, sleutel
from vol_reporting.datakwaliteit.opdracht import Opdracht
from vol_reporting.dienst import Opslag
from vol_reporting.opslag import Rij

VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"
TOEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@dataclass
class Dienst:
    """A service with one region behind, one that cannot be reached and one with a gap."""

    opslag: Opslag
    eigen_log: Log | None = None

    def status(self) -> dict[str, Any]:
        log = {"gent": 120, "limburg": None}
        gewoon = {"hub": 0, "positie": 0, "gaten": 0, "quarantaine": 0, "laatst_ontvangen": TOEN}
        regios = [{"regio": regio, "log": log.get(regio, 0), **gewoon} for regio in codelijst("regio")]
        regios[0] |= {"gaten": 2, "quarantaine": 1}
        return {"storing": "De hub antwoordt niet.", "regios": regios}

    async def beslis(self, opdracht: Opdracht) -> bool:
        return opdracht.positie is None

    async def herbouw(self, archief: Path | None = None) -> int:
        return 0 if archief is None else 1


def laat_wachten(opslag: Opslag) -> None:
    """Something that waits for a decision: a stream held apart from beyond its end, and an event in quarantine."""
    con = opslag.cursor()
    con.execute("INSERT INTO besluit VALUES (1, 'stroom-aangehouden', 'brussel', 1000000, false)")
    con.execute(
        "INSERT INTO quarantaine (regio, positie, ontvangen, reden) VALUES ('west-vlaanderen', 7, ?, 'geen JSON')",
        [TOEN],
    )


def goal(map_: Path) -> list[Rij]:
    """The example as the VOL has it after an import through doors in memory."""
    deuren = {regio: GeheugenDeur() for regio in codelijst("regio")}
    fouten = map_ / "fouten.csv"
    asyncio.run(importeer(VOORBEELD, deuren.__getitem__, sleutel, foutenbestand=fouten, nu=TOEN))
    return [
        Rij(regio, positie, positie, TOEN, gebeurtenis.ruw().decode(), gebeurtenis.digest())
        for regio, deur in deuren.items()
        for positie, gebeurtenis in enumerate(deur.log.values(), 1)
    ]
