"""The VOL over the GOAL example for the browser tests: imported through a door that only keeps what it is given."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import Checkpoint, Note, Signer, entry, leaf_hash
from leerwinkel.audit.note import Kind
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.eventsourcing import Log
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.kwaliteit import (
    DoelstellingVastgelegd,
    VerbeteractieBijgestuurd,
    VerbeteractieGestart,
    ZelfevaluatieVastgelegd,
)
from leerwinkel.gebeurtenissen.rapporten import PeriodeAfgesloten
from leerwinkel.gebeurtenissen.trajecten import InschrijvingVastgesteld, TrajectGestart
from leerwinkel.gebeurtenissen.vol import BeleidssignaalInBehandeling, BeleidssignaalVastgesteld, StandVastgelegd
from leerwinkel.inname.importeren import importeer
from leerwinkel.testing.invoer import GeheugenDeur, sleutel
from leerwinkel.testing.voorbeelden import gebeurtenis
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.datakwaliteit.opdracht import Opdracht
from vol_reporting.dienst import Opslag
from vol_reporting.eigenlog import vol_gebeurtenis
from vol_reporting.inname.navraag import Bewaard
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.opslag import Rij, voeg_toe

VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"
TOEN, LATER = datetime(2026, 11, 2, 9, 30, tzinfo=UTC), datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EINDE = date(2016, 12, 31)


@dataclass
class Dienst:
    """A service with one region behind, one that cannot be reached and one with a gap."""

    opslag: Opslag
    eigen_log: Log | None = None
    berichten: dict[tuple[str, int], Bewaard] = field(default_factory=dict[tuple[str, int], Bewaard])

    def status(self) -> dict[str, Any]:
        log = {"gent": 120, "limburg": None}
        gewoon = {"hub": 0, "positie": 0, "gaten": 0, "quarantaine": 0, "laatst_ontvangen": TOEN}
        regios = [{"regio": regio, "log": log.get(regio, 0), **gewoon} for regio in codelijst("regio")]
        regios[0] |= {"gaten": 2, "quarantaine": 1}
        return {"storing": "De hub antwoordt niet.", "regios": regios}

    async def beslis(self, opdracht: Opdracht, medewerker: str) -> bool:
        return opdracht.positie is None and bool(medewerker)

    async def bewaard(self, log: str, positie: int, bij_hub: int) -> Bewaard | None:
        return self.berichten.get((log, positie)) if bij_hub else None

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


def sinds_de_afsluiting(rijen: list[Rij]) -> list[Rij]:
    """The last quarter of 2016 is closed at the stand; then an enrolment of West-Vlaanderen is retracted.

    And two signals for policy: one that somebody answers for, one that nobody took yet.
    """
    posities = {rij.regio: rij.positie for rij in rijen}
    af = PeriodeAfgesloten(
        periode="2016-Q4",
        voorgesteld_door="vol-analist-1",
        posities=posities,
        eigen=1,
        stand_van=TOEN,
        goedgekeurd_door="vol-beheerder-1",
    )
    open_, bezig = (
        BeleidssignaalVastgesteld(herkomst="gebundeld", drempelsoort=soort, regios=("limburg",))
        for soort in ("mobiliteit", "kinderopvang")
    )
    behandeling = BeleidssignaalInBehandeling(eigenaar="vol-analist-2", bestuursniveau="vlaams")
    gezegd = [(af, "periode-2016-Q4"), (open_, "signaal1"), (bezig, "signaal2"), (behandeling, "signaal2")]
    eigen = [vol_gebeurtenis(data, entiteit, LATER) for data, entiteit in gezegd]
    eigen.append(vol_gebeurtenis(StandVastgelegd(posities=_met_een_meer(posities), eigen=999), "stand-2", LATER))
    van_vol = [Rij("vol", n, n, LATER, g.ruw().decode(), g.digest()) for n, g in enumerate(eigen, 950)]
    return [*van_vol, _ingetrokken(rijen, "west-vlaanderen", posities)]


def _met_een_meer(posities: dict[str, int]) -> dict[str, int]:
    return posities | {"west-vlaanderen": posities["west-vlaanderen"] + 1}


def _ingetrokken(rijen: list[Rij], regio: str, posities: dict[str, int]) -> Rij:
    """Of the first dossier whose traject started in the quarter, and that enrolled."""
    van = [rij for rij in rijen if rij.regio == regio]
    gelezen = [lees(rij.ruw.encode()) for rij in van]
    kwartaal = {
        g.subject for g in gelezen if isinstance(g.data, TrajectGestart) and date(2016, 10, 1) <= g.time.date() <= EINDE
    }
    doel = next(g for g in gelezen if isinstance(g.data, InschrijvingVastgesteld) and g.subject in kwartaal)
    weg = CORRECTIES["trajecten"][1](doel=Doel(source=doel.source, id=doel.id), reden="invoerfout")
    g = gebeurtenis(weg, doel.subject, source=doel.source, recordedtime=LATER)
    return Rij(regio, posities[regio] + 1, 990, LATER, g.ruw().decode(), g.digest())


def onderteken(getuige: Path, rijen: list[Rij]) -> dict[tuple[str, int], Bewaard]:
    """What a witness would keep of these logs, each signed at its half and at its end; and the messages themselves."""
    medeondertekenaar = Signer(GETUIGE, Ed25519PrivateKey.generate(), Kind.COSIGNATURE)
    Uitgave(getuige / "sleutels").vertrouw(medeondertekenaar.verifier)
    berichten = {(r.regio, r.positie): Bewaard(lees(r.ruw.encode()).onderwerp(), r.ruw.encode()) for r in rijen}
    for log in {rij.regio for rij in rijen}:
        ondertekenaar, uitgave = Signer(herkomst_van(log), Ed25519PrivateKey.generate()), Uitgave(getuige / log)
        uitgave.vertrouw(ondertekenaar.verifier)
        tegels, einde = TileFolder(uitgave.map), max(positie for regio, positie in berichten if regio == log)
        for positie in range(1, einde + 1):
            tegels.append([leaf_hash(entry(*berichten[log, positie]))])
            if positie in (einde // 2, einde):
                tekst = Checkpoint(herkomst_van(log), positie, tegels.flush().root()).format()
                beide = (ondertekenaar.sign(tekst), medeondertekenaar.sign(tekst, int(TOEN.timestamp())))
                uitgave.bewaar(Note(tekst, beide))
    return berichten
