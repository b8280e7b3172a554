"""Positions per region: what was had already, and which positions are missing."""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import structlog

from vol_reporting.inname.bericht import Binnengekomen

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Gat:
    """Positions `van` up to and including `tot` of a region that the VOL does not have."""

    regio: str
    van: int
    tot: int


class Posities:
    """How far the VOL has every region, with the gaps below that. Kept in the storage, in the caller's transaction."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self.hoogste: dict[str, int] = dict(con.execute("SELECT regio, positie FROM regiopositie").fetchall())
        self.gaten = {Gat(*rij) for rij in con.execute("SELECT regio, van, tot FROM gat").fetchall()}

    def nieuw(self, berichten: Iterable[Binnengekomen]) -> list[Binnengekomen]:
        """Those not had before, in order of arrival. Missing positions become gaps; late ones fill them."""
        return [bericht for bericht in berichten if self._neem(bericht)]

    def _neem(self, bericht: Binnengekomen) -> bool:
        hoogste = self.hoogste.get(bericht.regio, 0)
        if bericht.positie <= hoogste:
            return self._vul(bericht)
        if bericht.positie > hoogste + 1:
            gat = Gat(bericht.regio, hoogste + 1, bericht.positie - 1)
            log.error("gat", regio=gat.regio, van=gat.van, tot=gat.tot)
            self.gaten.add(gat)
        self.hoogste[bericht.regio] = bericht.positie
        return True

    def _vul(self, bericht: Binnengekomen) -> bool:
        gat = next(
            (g for g in self.gaten if g.regio == bericht.regio and g.van <= bericht.positie <= g.tot),
            None,
        )
        if gat is None:
            return False
        self.gaten.remove(gat)
        resten = (Gat(gat.regio, gat.van, bericht.positie - 1), Gat(gat.regio, bericht.positie + 1, gat.tot))
        self.gaten.update(rest for rest in resten if rest.van <= rest.tot)
        return True

    def bewaar(self) -> None:
        """Write positions and gaps."""
        self._con.execute("DELETE FROM regiopositie")
        self._con.execute("DELETE FROM gat")
        if self.hoogste:
            self._con.executemany("INSERT INTO regiopositie VALUES (?, ?)", list(self.hoogste.items()))
        if self.gaten:
            self._con.executemany("INSERT INTO gat VALUES (?, ?, ?)", [(g.regio, g.van, g.tot) for g in self.gaten])
