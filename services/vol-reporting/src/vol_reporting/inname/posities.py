"""Positions per region: what was had already, and which positions are missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import duckdb


class Geplaatst(Protocol):
    """What stands at a position of a region's log."""

    @property
    def regio(self) -> str:
        """The region."""
        ...

    @property
    def positie(self) -> int:
        """The position in its log."""
        ...


G = TypeVar("G", bound=Geplaatst)


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

    def nieuw(self, berichten: Iterable[G]) -> list[G]:
        """Those not had before, in order of arrival. Missing positions become gaps; late ones fill them."""
        return [bericht for bericht in berichten if self._neem(bericht)]

    def _neem(self, bericht: Geplaatst) -> bool:
        hoogste = self.hoogste.get(bericht.regio, 0)
        if bericht.positie <= hoogste:
            return self._vul(bericht)
        if bericht.positie > hoogste + 1:
            self.gaten.add(Gat(bericht.regio, hoogste + 1, bericht.positie - 1))
        self.hoogste[bericht.regio] = bericht.positie
        return True

    def _vul(self, bericht: Geplaatst) -> bool:
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

    def heel(self) -> dict[str, int]:
        """Up to which position the VOL has everything of every region: what comes below it can no longer change."""
        eerste = {gat.regio: gat.van for gat in sorted(self.gaten, key=lambda gat: -gat.van)}
        return {regio: min(tot, eerste.get(regio, tot + 1) - 1) for regio, tot in list(self.hoogste.items())}

    def bewaar(self) -> None:
        """Write positions and gaps, each in one statement: `executemany` costs as many as there are rows."""
        gaten = [(gat.regio, gat.van, gat.tot) for gat in self.gaten]
        self._schrijf("regiopositie", [*self.hoogste.items()])
        self._schrijf("gat", gaten)

    def _schrijf(self, tabel: str, rijen: Sequence[tuple[object, ...]]) -> None:
        self._con.execute(f"DELETE FROM {tabel}")  # noqa: S608 - our own names
        if rijen:
            kolommen = [list(kolom) for kolom in zip(*rijen, strict=True)]
            waarden = ", ".join("unnest(?)" for _ in kolommen)
            self._con.execute(f"INSERT INTO {tabel} SELECT {waarden}", kolommen)
