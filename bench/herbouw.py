"""Building the VOL's storage anew from the hub's log, against pulling that log alone."""

import asyncio
import time
from contextlib import aclosing

import nats
from nats.aio.client import Client

from bench.hublog import gevulde_hub
from bench.meting import Meting, Opzet
from leerwinkel.eventsourcing.pull import Pull
from vol_reporting.inname.herbouw import herbouw
from vol_reporting.inname.lezing import ruim_minder_op
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag

_GRENS_S = 30.0


def meet(opzet: Opzet) -> list[Meting]:
    """Seconds for a rebuild of so many events, from the log to the commit."""
    ruim_minder_op()
    return asyncio.run(_meet(opzet, opzet.omvang(1_000_000, 3_000)))


async def _meet(opzet: Opzet, aantal: int) -> list[Meting]:
    async with gevulde_hub(opzet.map / "hub", aantal) as hub:
        opzet.zeg(f"{aantal} gebeurtenissen op het log")
        nc = await nats.connect(hub.knooppunt.url)
        kaal = await _alleen_lezen(nc, aantal)
        con = open_opslag(opzet.map / "herbouw.duckdb")
        begin = time.perf_counter()
        gelezen = await herbouw(nc, Verwerking(con))
        duur = time.perf_counter() - begin
        con.close()
        await nc.close()
    assert gelezen >= aantal
    return [
        Meting(
            naam=f"{aantal} events from the log into a new storage",
            waarde=duur,
            eenheid="s",
            basis=kaal,
            tegenover="only reading the log",
            grens=_GRENS_S,
            hoger_is_beter=False,
        )
    ]


async def _alleen_lezen(nc: Client, aantal: int) -> float:
    begin = time.perf_counter()
    async with aclosing(Pull(nc, "VOL", most=20_000).batches()) as delen:
        async for deel in delen:
            if deel[-1].position >= aantal:
                break
    return time.perf_counter() - begin
