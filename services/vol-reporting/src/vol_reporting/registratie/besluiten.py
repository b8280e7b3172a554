"""What the VOL decided on what it received: streams held apart, and events released from quarantine.

Both are events of its own log, so they count in a stand by their position there. What is held apart is received and
kept at its position, and counts for nothing until somebody releases it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb

from leerwinkel.gebeurtenissen.vol import QuarantaineVrijgegeven, StroomAangehouden, StroomVrijgegeven
from vol_reporting.besluit import Besluit

AANGEHOUDEN, VRIJGEGEVEN = StroomAangehouden.gebeurtenisnaam(), StroomVrijgegeven.gebeurtenisnaam()
UIT_QUARANTAINE = QuarantaineVrijgegeven.gebeurtenisnaam()


@dataclass(frozen=True, slots=True)
class Besluiten:
    """`vanaf`: region → the first position that is held apart. `nog_niet`: (region, position) released only later.

    `beoordeeld`: region → the last position that somebody judged at a release.
    """

    vanaf: Mapping[str, int] = field(default_factory=dict[str, int])
    nog_niet: frozenset[tuple[str, int]] = frozenset()
    beoordeeld: Mapping[str, int] = field(default_factory=dict[str, int])

    def telt(self) -> str:
        """The SQL condition that an event counts; empty where everything does."""
        delen = [f"NOT (regio = '{regio}' AND positie >= {positie})" for regio, positie in sorted(self.vanaf.items())]
        return " AND ".join([*delen, *([f"NOT ({self.wacht()})"] if self.nog_niet else [])])

    def wacht(self) -> str:
        """The SQL condition that an event was still in quarantine."""
        paren = sorted(self.nog_niet)
        return " OR ".join(f"(regio = '{regio}' AND positie = {positie})" for regio, positie in paren) or "false"


def besluiten(con: duckdb.DuckDBPyConnection, eigen: int | None = None) -> Besluiten:
    """What is decided up to that position of the VOL's own log; None: up to now."""
    rijen = con.execute(
        "SELECT eigen, soort, regio, positie, blijft_aangehouden FROM main.besluit ORDER BY eigen"
    ).fetchall()
    return vouw((Besluit(*rij) for rij in rijen), eigen)


def vouw(genomen: Iterable[Besluit], eigen: int | None = None) -> Besluiten:
    """The same of decisions in the order of the log."""
    vanaf: dict[str, int] = {}
    beoordeeld: dict[str, int] = {}
    vrij: dict[tuple[str, int], bool] = {}
    for besluit in genomen:
        toen = eigen is None or besluit.eigen <= eigen
        if besluit.soort == UIT_QUARANTAINE:
            vrij[besluit.regio, besluit.positie] = vrij.get((besluit.regio, besluit.positie), False) or toen
        elif toen and besluit.soort == AANGEHOUDEN:
            vanaf[besluit.regio] = min(besluit.positie, vanaf.get(besluit.regio, besluit.positie))
        elif toen and besluit.soort == VRIJGEGEVEN:
            _geef_vrij(vanaf, besluit)
            beoordeeld[besluit.regio] = max(besluit.positie, beoordeeld.get(besluit.regio, 0))
    return Besluiten(vanaf, frozenset(waar for waar, toen in vrij.items() if not toen), beoordeeld)


def _geef_vrij(vanaf: dict[str, int], besluit: Besluit) -> None:
    """A release of a stream that is not held changes nothing."""
    begin = vanaf.pop(besluit.regio, None)
    if begin is not None and besluit.blijft_aangehouden:
        vanaf[besluit.regio] = max(begin, besluit.positie + 1)
