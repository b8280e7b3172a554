"""The VOL's intake: from the hub's log to rows that are committed, against pulling and validating alone."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

import duckdb
import nats
from nats.aio.client import Client

from bench.hublog import gevulde_hub
from bench.meting import Meting, Opzet
from leerwinkel.eventsourcing.pull import Pull
from leerwinkel.gebeurtenissen import lees
from vol_reporting.inname.lezing import ruim_minder_op
from vol_reporting.inname.lus import neem_in_tot
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag

_KEREN = 3
_GRENS, _GRENS_VERHOUDING = 40_000, 0.5


def meet(opzet: Opzet) -> list[Meting]:
    """Events a second into DuckDB with their positions, by turns with a loop that only pulls and validates."""
    ruim_minder_op()
    return asyncio.run(_meet(opzet, opzet.omvang(300_000, 3_000)))


async def _meet(opzet: Opzet, aantal: int) -> list[Meting]:
    async with gevulde_hub(opzet.map / "hub", aantal) as hub:
        opzet.zeg(f"{aantal} gebeurtenissen op het log")
        nc = await nats.connect(hub.knooppunt.url)
        paren = [await _paar(nc, opzet.map / f"{keer}.duckdb", aantal) for keer in range(_KEREN)]
        await nc.close()
    return [
        Meting(
            naam="log → validated → DuckDB",
            waarde=max(waarde for waarde, _ in paren),
            eenheid="events/s",
            basis=max(basis for _, basis in paren),
            tegenover="only reading the log and validating",
            verhouding=statistics.median(waarde / basis for waarde, basis in paren),
            grens=_GRENS,
            grens_verhouding=_GRENS_VERHOUDING,
        )
    ]


async def _paar(nc: Client, bestand: Path, aantal: int) -> tuple[float, float]:
    """Up to the last commit: what DuckDB does when a file is closed, a service does not wait for."""
    con = open_opslag(bestand)
    waarde = await _snelheid(lambda: _in_duckdb(nc, con, aantal), aantal)
    con.close()
    return waarde, await _snelheid(lambda: _alleen_keuren(nc, aantal), aantal)


async def _snelheid(werk: Callable[[], Awaitable[None]], aantal: int) -> float:
    begin = time.perf_counter()
    await werk()
    return aantal / (time.perf_counter() - begin)


async def _in_duckdb(nc: Client, con: duckdb.DuckDBPyConnection, aantal: int) -> None:
    gelezen = [deel async for deel in neem_in_tot(nc, "VOL", aantal, Verwerking(con))]
    assert sum(gelezen) == aantal


async def _alleen_keuren(nc: Client, aantal: int) -> None:
    async for _ in _gekeurd(nc, aantal):
        pass


async def _gekeurd(nc: Client, aantal: int) -> AsyncIterator[None]:
    async with aclosing(Pull(nc, "VOL", most=20_000).batches()) as delen:
        async for deel in delen:
            for bericht in deel:
                lees(bericht.message.payload)
            yield
            if deel[-1].position >= aantal:
                return
