"""The VOL over the GOAL example for the browser tests: imported through a door that only keeps what it is given."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from leerwinkel.eventsourcing import Log
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.kwaliteit import (
    DoelstellingVastgelegd,
    VerbeteractieBijgestuurd,
    VerbeteractieGestart,
    ZelfevaluatieVastgelegd,
)
from leerwinkel.gebeurtenissen.vol import StandVastgelegd
from leerwinkel.inname.importeren import importeer
from leerwinkel.testing.invoer import GeheugenDeur, sleutel
from vol_reporting.datakwaliteit.opdracht import Opdracht
from vol_reporting.dienst import Opslag
from vol_reporting.eigenlog import vol_gebeurtenis
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.opslag import Rij, voeg_toe

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


def leg_stand_vast(opslag: Opslag) -> None:
    """How far the VOL has every log, so that a period can be closed."""
    con = opslag.cursor()
    posities = dict(con.execute("SELECT regio, max(positie) FROM main.gebeurtenis GROUP BY regio").fetchall())
    stand = vol_gebeurtenis(StandVastgelegd(posities=posities, eigen=1), "stand-1", TOEN)
    voeg_toe(con, [Rij("vol", 2, 2, TOEN, stand.ruw().decode(), stand.digest())])


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


DUBBEL = Paar.van(Kant("gent", "een"), Kant("limburg", "ander"))


def stel_dubbel_voor() -> Rij:
    """A pair of two regions that waits for a person."""
    data = DUBBEL.voorgesteld(33.0, ["naam", "voornaam", "geboortedatum"])
    voorstel = vol_gebeurtenis(data, DUBBEL.nummer, TOEN)
    return Rij("vol", 900, 900, TOEN, voorstel.ruw().decode(), voorstel.digest())


ACTIE = f"a{'1' * 24}"


def van_de_vol() -> list[Rij]:
    """What the VOL said about the quality of Gent: a target for 2016, an improvement action with a check, a score."""
    doel = DoelstellingVastgelegd(indicator="K02", regio="gent", periode="2016", streefwaarde=90, grens=80)
    plan = VerbeteractieGestart(
        regio="gent", indicatoren=("K02",), caf="5", aanpak="vorming", aanvang=date(2016, 6, 1), einde=date(2016, 10, 1)
    )
    check = VerbeteractieBijgestuurd(bevinding="op-koers", bekeken_op=date(2016, 8, 1))
    score = ZelfevaluatieVastgelegd(regio="gent", jaar=2016, caf="9", score=45, deelscores=(50, 40))
    gezegd = [(doel, "d1"), (plan, ACTIE), (check, ACTIE), (score, "z1")]
    gebeurtenissen = [vol_gebeurtenis(data, entiteit, TOEN) for data, entiteit in gezegd]
    return [Rij("vol", n, n, TOEN, g.ruw().decode(), g.digest()) for n, g in enumerate(gebeurtenissen, 11)]
