"""A region that behaves and then does not, as messages of the hub; and decisions of the VOL on it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import duckdb

from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.testing.voorbeelden import sessie
from vol_reporting.cijfers import Vraag, bereken, stand_op, ververs
from vol_reporting.datakwaliteit.zekering import oordelen
from vol_reporting.eigenlog import vol_gebeurtenis
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import EIGEN, open_opslag

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAG = timedelta(days=1)


@dataclass
class Hub:
    """The hub's streams, and a VOL that takes them in."""

    con: duckdb.DuckDBPyConnection = field(default_factory=lambda: open_opslag(None))
    regionaal: list[Binnengekomen] = field(default_factory=list[Binnengekomen])
    eigen: list[Binnengekomen] = field(default_factory=list[Binnengekomen])
    nu: datetime = BEGIN

    def stuurt(self, aantal: int, regio: str = "gent", systeem: str = "test") -> None:
        """The region sends so many sessions of an hour."""
        bron = f"urn:leerwinkel:{regio}:{systeem}"
        self.stuurt_ruw([sessie("d1", source=bron).ruw() for _ in range(aantal)], regio)

    def stuurt_ruw(self, ruw: Sequence[bytes], regio: str = "gent") -> None:
        """The same of events as they stand there."""
        na, op_log = len(self.regionaal), sum(b.regio == regio for b in self.regionaal)
        nieuw = [Binnengekomen(regio, op_log + n, na + n, self.nu, stuk) for n, stuk in enumerate(ruw, start=1)]
        self.regionaal += nieuw
        Verwerking(self.con).verwerk("VOL", nieuw)

    def zegt(self, data: VolGegevens) -> datetime:
        """The VOL writes on its own log; gives the moment."""
        self.nu += timedelta(minutes=1)
        ruw = vol_gebeurtenis(data, "proef", self.nu).ruw()
        bericht = Binnengekomen(EIGEN, len(self.eigen) + 1, len(self.eigen) + 1, self.nu, ruw)
        self.eigen.append(bericht)
        Verwerking(self.con).verwerk("VOL_EIGEN", [bericht])
        return self.nu

    def gewone_weken(self) -> None:
        """Five weeks of two sessions a day."""
        nieuw = [
            Binnengekomen("gent", n + 1, len(self.regionaal) + n + 1, self.nu + DAG * (n // 2), sessie("d1").ruw())
            for n in range(35 * 2)
        ]
        self.regionaal += nieuw
        self.nu += 35 * DAG
        Verwerking(self.con).verwerk("VOL", nieuw)

    def opnieuw(self) -> "Hub":
        """Another VOL that takes the same streams in from the start."""
        ander = Hub(regionaal=self.regionaal, eigen=self.eigen, nu=self.nu)
        Verwerking(ander.con).verwerk("VOL", self.regionaal)
        if self.eigen:
            Verwerking(ander.con).verwerk("VOL_EIGEN", self.eigen)
        return ander

    def sessies(self, regio: str = "gent", toen: datetime | None = None, *, vers: bool = True) -> int:
        """How many sessions count, as known then or now."""
        if vers:
            ververs(self.con)
        stand = None if toen is None else stand_op(self.con, toen)
        [cijfer] = bereken(self.con, Vraag(codes=["D05"], regio=regio, stand=stand))
        return int(cijfer.noemer or 0)

    def aangehouden(self) -> dict[str, tuple[int, str]]:
        """What the rule would hold apart now."""
        return {regio: (oordeel.vanaf, oordeel.reden) for regio, oordeel in oordelen(self.con).items()}


def zonder_inhoud(regio: str = "gent") -> bytes:
    """An event that this code cannot read."""
    return json.dumps(json.loads(sessie("d1", source=f"urn:leerwinkel:{regio}:test").ruw()) | {"data": {}}).encode()
