"""Inspecting the logs without reading them: what the server says of them, and whether they are still those we read.

It finds a log that lost its begin or its end, misses positions, or was replaced. A changed byte is found by who reads
the event, and by `vol vergelijk`.
"""

import asyncio
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import duckdb
import nats.errors
from nats.aio.client import Client

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.eventsourcing.streams import stream_info
from leerwinkel.runtime.stromen import herkomst, naam_van
from vol_reporting.inname.bewaking import Lijn

_VAST_S = 10.0
_GATEN = "SELECT regio, van, tot FROM gat ORDER BY ALL"
_ANKER = """
    SELECT vol_positie, regio, positie, digest FROM gebeurtenis WHERE regio <> 'vol' ORDER BY vol_positie DESC LIMIT 1
"""
_HERSTEL_HUB = "Herstel met `vol herstel`."


class Keuring:
    """Inspects the hub's log and those of the regions. `cursor` gives a connection to the VOL's storage."""

    def __init__(self, nc: Client, cursor: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._nc, self._cursor = nc, cursor
        self._gelezen, self._sinds = 0, time.monotonic()

    async def keur(self, lijnen: dict[str, Lijn]) -> list[str]:
        """What is wrong (Dutch). What cannot be reached now is not judged."""
        delen = await asyncio.gather(
            self._hub(), self._eigen(), asyncio.to_thread(self._gaten), *(self._regio(lijn) for lijn in lijnen.values())
        )
        return [zin for deel in delen for zin in deel]

    async def _hub(self) -> list[str]:
        gelezen = await asyncio.to_thread(self._tot, "VOL")
        try:
            log = await stream_info(self._nc, "VOL")
            if log is None:
                return [f"De hub heeft geen log meer. {_HERSTEL_HUB}"]
            zin = schade("Het log van de hub", log, gelezen) or await self._anker() or self._loopt(log, gelezen)
        except (Unavailable, nats.errors.Error, TimeoutError, OSError):
            return []
        return [f"{zin} {_HERSTEL_HUB}"] if zin else []

    async def _eigen(self) -> list[str]:
        try:
            log = await stream_info(self._nc, "VOL_EIGEN")
        except Unavailable:
            return []
        zin = schade("Het eigen log van de VOL", log, await asyncio.to_thread(self._tot, "VOL_EIGEN"))
        return [f"{zin} Zet een reservekopie terug."] if zin else []

    async def _regio(self, lijn: Lijn) -> list[str]:
        if lijn.log is None:
            return []
        try:
            log = await stream_info(self._nc, naam_van(lijn.regio), api=f"$JS.{lijn.regio}.API")
        except Unavailable:
            return []
        zin = schade(f"Het log van {lijn.regio}", log, lijn.hub)
        return [f"{zin} Herstel met `leerwinkel herstel --regio {lijn.regio}`."] if zin else []

    def _gaten(self) -> list[str]:
        gaten = self._cursor().execute(_GATEN).fetchall()
        return [
            f"De VOL mist van {regio} de posities {van}–{tot}. Kijk met `vol vergelijk` waar ze nog staan."
            for regio, van, tot in gaten
        ]

    def _tot(self, stroom: str) -> int:
        vraag = "SELECT max(positie) FROM stroompositie WHERE stroom = ?"
        return int(self._cursor().execute(vraag, [stroom]).fetchall()[0][0] or 0)

    async def _anker(self) -> str | None:
        """Whether the last event that the VOL took in still stands where it stood."""
        rijen = await asyncio.to_thread(lambda: self._cursor().execute(_ANKER).fetchall())
        for vol_positie, regio, positie, digest in rijen:
            antwoord = await self._nc.request("$JS.API.DIRECT.GET.VOL", b'{"seq": %d}' % vol_positie, timeout=1)
            koppen = antwoord.headers or {}
            if koppen.get("Status") == "404":
                return f"Positie {vol_positie} van de hub is niet meer te lezen."
            van = herkomst(koppen["Nats-Stream-Source"])
            if (van.regio, van.positie, sha256(antwoord.data).digest()) != (regio, positie, bytes(digest)):
                return f"Positie {vol_positie} van de hub is niet meer wat de VOL daar las."
        return None

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
