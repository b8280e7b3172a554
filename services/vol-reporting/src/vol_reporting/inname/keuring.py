"""Inspecting the logs without reading them: what the server says of them, and whether they are still those we read.

It finds a log that lost its begin or its end, misses positions, or was replaced. A changed byte is found by who reads
the event, and by `vol vergelijk`.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import duckdb
import nats.errors
from nats.aio.client import Client

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.eventsourcing.streams import stream_info
from leerwinkel.runtime.stromen import AANVULLING, naam_van
from leerwinkel.runtime.taken import in_draad
from vol_reporting.anker import Anker, los
from vol_reporting.inname.bewaking import Lijn

_VAST_S = 10.0
_GATEN = "SELECT regio, van, tot FROM gat ORDER BY ALL"
_ANKER = """
    SELECT regio, positie, vol_positie, digest FROM gebeurtenis WHERE regio <> 'vol' AND vol_positie > 0
    ORDER BY vol_positie DESC LIMIT 1
"""
_HERSTEL_HUB = "Herstel met `vol herstel`."
_VAN_VOL = {
    AANVULLING: ("Het log met aanvullingen van de hub", _HERSTEL_HUB),
    "VOL_EIGEN": ("Het eigen log van de VOL", "Zet een reservekopie terug."),
}


class Keuring:
    """Inspects the hub's log and those of the regions. `cursor` gives a connection to the VOL's storage."""

    def __init__(self, nc: Client, cursor: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._nc, self._cursor = nc, cursor
        self._gelezen, self._sinds = 0, time.monotonic()

    async def keur(self, lijnen: dict[str, Lijn]) -> list[str]:
        """What is wrong (Dutch). What cannot be reached now is not judged."""
        delen = await asyncio.gather(
            self._hub(),
            *map(self._bij_vol, _VAN_VOL),
            self._gaten(),
            *(self._regio(lijn) for lijn in lijnen.values()),
        )
        return [zin for deel in delen for zin in deel]

    async def _hub(self) -> list[str]:
        gelezen = await self._tot("VOL")
        try:
            log = await stream_info(self._nc, "VOL")
            if log is None:
                return [f"De hub heeft geen log meer. {_HERSTEL_HUB}"]
            zin = schade("Het log van de hub", log, gelezen) or await self._anker() or self._loopt(log, gelezen)
        except (Unavailable, nats.errors.Error, TimeoutError, OSError):
            return []
        return [f"{zin} {_HERSTEL_HUB}"] if zin else []

    async def _bij_vol(self, stroom: str) -> list[str]:
        naam, raad = _VAN_VOL[stroom]
        try:
            log = await stream_info(self._nc, stroom)
        except Unavailable:
            return []
        zin = schade(naam, log, await self._tot(stroom))
        return [f"{zin} {raad}"] if zin else []

    async def _regio(self, lijn: Lijn) -> list[str]:
        if lijn.log is None:
            return []
        try:
            log = await stream_info(self._nc, naam_van(lijn.regio), api=f"$JS.{lijn.regio}.API")
        except Unavailable:
            return []
        zin = schade(f"Het log van {lijn.regio}", log, lijn.hub)
        return [f"{zin} Herstel met `leerwinkel herstel --regio {lijn.regio}`."] if zin else []

    async def _gaten(self) -> list[str]:
        return [
            f"De VOL mist van {regio} de posities {van}–{tot}. Ze vraagt ze aan de regio; "
            "blijft dit, kijk dan met `vol vergelijk`."
            for regio, van, tot in await self._rijen(_GATEN)
        ]

    async def _tot(self, stroom: str) -> int:
        [[tot]] = await self._rijen("SELECT max(positie) FROM stroompositie WHERE stroom = ?", stroom)
        return int(tot or 0)

    async def _rijen(self, vraag: str, *waarden: str) -> list[Any]:
        """What the storage answers. Also waited for by who is cancelled: it cannot be closed while somebody reads."""
        return await in_draad(lambda: self._cursor().execute(vraag, waarden).fetchall())

    async def _anker(self) -> str | None:
        """Whether the last event that the VOL took in still stands where it stood."""
        rijen = await self._rijen(_ANKER)
        return await los(self._nc, Anker(*rijen[0])) if rijen else None

    def _loopt(self, log: dict[str, Any], gelezen: int) -> str | None:
        """Whether reading goes on where there is more to read."""
        laatste = log["state"]["last_seq"]
        if gelezen != self._gelezen or gelezen >= laatste:
            self._gelezen, self._sinds = gelezen, time.monotonic()
        if time.monotonic() - self._sinds < _VAST_S:
            return None
        return f"De VOL komt niet voorbij positie {gelezen} van de hub, die tot {laatste} gaat."


def schade(naam: str, log: dict[str, Any] | None, gezien: int) -> str | None:
    """What is wrong with a log by what the server says of it, given a position that was seen in it before (Dutch)."""
    eerste, laatste, aantal = (log["state"][veld] if log else 0 for veld in ("first_seq", "last_seq", "messages"))
    if laatste < gezien:
        return f"{naam} is zijn einde kwijt: het gaat tot {laatste} en ging tot {gezien}."
    if eerste > 1:
        return f"{naam} is zijn begin kwijt: het begint bij {eerste}."
    if aantal != laatste:
        return f"{naam} mist {laatste - aantal} posities."
    return None
