"""The application over a real storage with a few events, for the tests of pages and JSON."""

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from leerwinkel.eventsourcing import Log, MemoryLog, NewEvent, Unavailable
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.testing.aanmelding import VAN_DE_VOL, zonder_aanbieder
from vol_reporting.app import create_app
from vol_reporting.bestand import Bestand
from vol_reporting.collegas import Collegas
from vol_reporting.datakwaliteit.opdracht import Opdracht, beslis
from vol_reporting.dienst import Opslag
from vol_reporting.gastheer import Gastheer
from vol_reporting.inname.navraag import Bewaard
from vol_reporting.opslag import Rij, voeg_toe
from vol_reporting.registratie.besluiten import besluiten
from vol_reporting.signalen.eigenaars import EIGENAARS
from vol_reporting.toegang import Poort, aanmelding_van

from .bouw import Verhaal, lokaal

ONTVANGEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAARNA = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
POSITIES = {"gent": (5, 4, 3), "limburg": (None, 1, 1)}
"""Region → position in its own log, at the hub, taken in."""


AANMELDING = aanmelding_van(bytes(range(32)))
SLEUTEL = "de sleutel van deze machine"
PROEF = {wie.medewerker: wie for wie in proefgebruikers("gent")}
ALLES = VAN_DE_VOL


@dataclass
class Proefdienst:
    opslag: Opslag
    herbouwd: list[Path | None] = field(default_factory=list[Path | None])
    besloten: list[Opdracht] = field(default_factory=list[Opdracht])
    wie: list[str] = field(default_factory=list[str])
    eigen_log: Log | None = None
    quarantaine: dict[str, int] = field(default_factory=dict[str, int])
    berichten: dict[tuple[str, int], Bewaard] = field(default_factory=dict[tuple[str, int], Bewaard])

    def status(self) -> dict[str, Any]:
        lijnen = {regio: POSITIES.get(regio, (0, 0, 0)) for regio in codelijst("regio")}
        return {
            "storing": None,
            "regios": [
                {"regio": regio, "log": log, "hub": hub, "positie": positie, "gaten": 0}
                | {"quarantaine": self.quarantaine.get(regio, 0)}
                | {"laatst_ontvangen": ONTVANGEN if positie else None}
                for regio, (log, hub, positie) in lijnen.items()
            ],
        }

    async def beslis(self, opdracht: Opdracht, medewerker: str) -> bool:
        """As the service does it, on a log of the VOL that takes everything."""
        self.wie.append(medewerker)
        data = beslis(opdracht, besluiten(self.opslag.cursor()), POSITIES.get(opdracht.regio, (0, 0, 0))[2])
        self.besloten.append(opdracht)
        return data is not None

    async def bewaard(self, log: str, positie: int, bij_hub: int) -> Bewaard | None:
        """From what the test gave."""
        return self.berichten.get((log, positie)) if bij_hub else None

    async def herbouw(self, archief: Path | None = None) -> int:
        self.herbouwd.append(archief)
        return 0


class IngenomenLog(MemoryLog):
    """The VOL's own log, of which the storage has everything at once, as after the intake."""

    def __init__(self, opslag: Opslag) -> None:
        super().__init__()
        self.opslag, self.weg = opslag, False

    async def append(self, boundary: str, expected: int, events: Sequence[NewEvent]) -> int:
        if self.weg:
            raise Unavailable
        positie = await super().append(boundary, expected, events)
        con = self.opslag.cursor()
        for nieuw in events:
            event = lees(nieuw.payload)
            voeg_toe(con, [Rij("vol", positie, positie, datetime.now(UTC), nieuw.payload.decode(), event.digest())])
        con.execute("DELETE FROM regiopositie")
        con.execute("INSERT INTO regiopositie VALUES ('vol', ?)", [positie])
        self.opslag.is_veranderd()
        return positie


def verhaal() -> Verhaal:
    """Two aanmeldingen in Gent on both sides of a boundary, one in Limburg and a session after a stand."""
    v = Verhaal()
    vrouw, man = {"profiel": {"geslacht": "v"}}, {"profiel": {"geslacht": "m"}}
    v.aanmelding("d1", lokaal("2016-09-30T23:59:59"), vrouw, ontvangen=ONTVANGEN)
    stand = {"posities": {"gent": 1}, "eigen": 0}
    v.feit("stand-vastgelegd", "s1", DAARNA, stand, regio="vol", systeem="vol-reporting", ontvangen=DAARNA)
    v.aanmelding("d2", lokaal("2016-10-01T00:00:00"), man)
    v.aanmelding("d3", lokaal("2016-10-05T10:00:00"), vrouw, regio="limburg")
    v.sessie("d2", lokaal("2016-10-10T10:00:00"), minuten=75)
    return v


def app_van(dienst: Gastheer, voorbeeld: str | None = None) -> FastAPI:
    """The application, that knows the sessions and the key of these tests."""
    collegas = Collegas(dienst.opslag.bestand.collegas, EIGENAARS)
    return create_app(
        dienst, Poort(AANMELDING, zonder_aanbieder("http://testserver"), SLEUTEL, collegas), voorbeeld=voorbeeld
    )


def klant_van(dienst: Gastheer, wie: Identiteit | None = ALLES, voorbeeld: str | None = None) -> TestClient:
    """Somebody at a browser who is signed in; None: nobody is."""
    klant = TestClient(app_van(dienst, voorbeeld), raise_server_exceptions=False)
    if wie is not None:
        meld_aan(klant, wie)
    return klant


def meld_aan(klant: TestClient, wie: Identiteit) -> None:
    """Somebody else sits down at it."""
    klant.cookies.clear()
    klant.cookies.set(AANMELDING.koekje, AANMELDING.verzegelde(wie), "testserver.local")


@contextmanager
def met_eigen_log(map_: Path, verhaal: Verhaal) -> Generator[tuple[TestClient, IngenomenLog]]:
    """Somebody who visits it after that story, and what the VOL then says itself."""
    opslag = Opslag(Bestand(map_))
    voeg_toe(opslag.cursor(), [o.rij() for o in verhaal.ontvangsten])
    log = IngenomenLog(opslag)
    with klant_van(Proefdienst(opslag, eigen_log=log)) as klant:
        yield klant, log
    opslag.sluit()


@contextmanager
def bezoek() -> Generator[TestClient]:
    """Somebody who visits the application."""
    with TemporaryDirectory() as map_:
        opslag = Opslag(Bestand(Path(map_)))
        voeg_toe(opslag.cursor(), [ontvangst.rij() for ontvangst in verhaal().ontvangsten])
        with klant_van(Proefdienst(opslag), voorbeeld="Dit is een voorbeeld.") as klant:
            yield klant
        opslag.sluit()


def platte_tekst(html: str) -> str:
    """What a reader reads."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
