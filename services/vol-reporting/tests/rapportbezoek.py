"""A quarter closed and frozen through the pages, and what came after, for the tests of reports."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from leerwinkel.eventsourcing import StoredEvent
from leerwinkel.gebeurtenissen import lees
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.testing.dienst import formulieren
from vol_reporting.bestand import Bestand
from vol_reporting.dienst import Opslag
from vol_reporting.opslag import voeg_toe
from vol_reporting.rapporten import canoniek
from vol_reporting.rapporten.model import Rapport

from .proefdienst import PROEF, IngenomenLog, Proefdienst, klant_van, meld_aan, platte_tekst
from .rapportwereld import kwartaal, later

PERIODE = "/rapporten/2026-Q3"
VOORSTELLEN = {"grond": "nagekeken-met-regio"}
WIE = {"voorstel": "vol-analist-1", "goedkeuring": "vol-beheerder-1", "bevriezing": "vol-beheerder-1"}
"""Step → who takes it."""


@dataclass
class Rapportbezoek:
    """Somebody at the VOL. `gezien`: what they read on the way."""

    klant: TestClient
    log: IngenomenLog
    opslag: Opslag
    gezien: dict[str, str] = field(default_factory=dict[str, str])

    def pagina(self, pad: str = PERIODE) -> str:
        return platte_tekst(self.klant.get(pad).text)

    def stuur(self, stap: str, wie: Identiteit | None = None, /, **ingevuld: Any) -> Any:
        actie = f"{PERIODE}/{stap}"
        meld_aan(self.klant, wie or PROEF[WIE[stap]])
        velden = formulieren(self.klant.get(PERIODE).text)[actie]
        velden = {naam: waarde for naam, waarde in velden.items() if naam != "grond"}
        return self.klant.post(actie, data=velden | ingevuld, follow_redirects=False)

    def rapport(self, gebied: str) -> Rapport:
        return canoniek.lees(self.bestand(gebied, "json"))

    def bestand(self, gebied: str, vorm: str) -> bytes:
        antwoord = self.klant.get(f"{PERIODE}/{gebied}/bestand/{vorm}")
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.content

    def gezegd(self) -> list[Any]:
        return [lees(e.payload).data for e in asyncio.run(self.gelezen())]

    async def gelezen(self) -> list[StoredEvent]:
        """All that was said of the period."""
        return list(await self.log.read("vol.*.periode-2026-Q3.>"))


@contextmanager
def bezoek(map_: Path) -> Generator[Rapportbezoek]:
    """Over the quarter of `rapportwereld`."""
    opslag = Opslag(Bestand(map_))
    voeg_toe(opslag.cursor(), [o.rij() for o in kwartaal().ontvangsten])
    opslag.cursor().execute("INSERT INTO regiopositie VALUES ('gent', 9), ('limburg', 1), ('vol', 2)")
    log = IngenomenLog(opslag)
    with klant_van(Proefdienst(opslag, eigen_log=log)) as klant:
        yield Rapportbezoek(klant, log, opslag)
    opslag.sluit()


def sluit_af(wie: Rapportbezoek) -> None:
    """Propose, approve and freeze; then more comes in."""
    for stap, ingevuld in (
        ("voorstel", VOORSTELLEN),
        ("goedkeuring", {}),
        ("bevriezing", {}),
    ):
        antwoord = wie.stuur(stap, **ingevuld)
        assert (antwoord.status_code, antwoord.headers.get("location")) == (303, PERIODE), antwoord.text
        wie.gezien[stap] = wie.pagina()
    v = kwartaal()
    al = len(v.ontvangsten)
    later(v)
    voeg_toe(wie.opslag.cursor(), [o.rij() for o in v.ontvangsten[al:]])
    wie.opslag.is_veranderd()
