"""A hub whose log is filled by sourcing, for measuring what reads it."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncGenerator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import nats
from nats.aio.client import Client

from bench.dossiers import Gemaakt, gebeurtenissen
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.knooppunten import HUB, Knooppunt, Server
from leerwinkel.runtime.stromen import aanvulling, eigen, hub, regionaal_log
from leerwinkel.testing.netwerk import vrije_poorten

_DEEL = 1000


class _Vuller(Knooppunt):
    """The same node while it is filled: not every event is waited for until it is on the disk."""

    def configuratie(self) -> str:
        return super().configuratie().replace("sync_interval: always", 'sync_interval: "1m"')


@contextlib.asynccontextmanager
async def gevulde_hub(map_: Path, aantal: int) -> AsyncGenerator[Server]:
    """A running hub that has so many events of eight regions; their logs are on the same node here."""
    poort, leaf_poort = vrije_poorten(2)
    await _vul(_Vuller(HUB, poort, leaf_poort, map_), aantal)
    server = Server(Knooppunt(HUB, poort, leaf_poort, map_))
    server.start()
    try:
        yield server
    finally:
        server.stop()


async def _vul(knooppunt: Knooppunt, aantal: int) -> None:
    server = Server(knooppunt)
    server.start()
    try:
        nc = await nats.connect(knooppunt.url)
        for stroom in (*map(regionaal_log, codelijst("regio")), _hub(), aanvulling(), eigen()):
            await ensure_stream(nc, stroom)
        reeks = gebeurtenissen(aantal)
        while deel := list(islice(reeks, _DEEL)):
            await _schrijf(nc, deel)
        while await JetStreamLog(nc, "VOL").last() < aantal:  # noqa: ASYNC110 - the server does not say when
            await asyncio.sleep(0.1)
        await nc.close()
    finally:
        server.stop()


def _hub() -> dict[str, Any]:
    """As the hub's stream is set, but from logs that are near."""
    config = hub(list(codelijst("regio")))
    bronnen = [{naam: bron[naam] for naam in ("name", "subject_transforms")} for bron in config["sources"]]
    return config | {"sources": bronnen}


async def _schrijf(nc: Client, deel: Sequence[Gemaakt]) -> None:
    per_regio: dict[str, list[Gemaakt]] = {}
    for gemaakt in deel:
        per_regio.setdefault(gemaakt.regio, []).append(gemaakt)
    await asyncio.gather(*(schrijf_batch(nc, van_regio) for van_regio in per_regio.values()))


async def schrijf_batch(nc: Client, deel: Sequence[Gemaakt]) -> None:
    """Append these to the log of their region, in one atomic batch."""
    batch = uuid.uuid4().hex
    for nummer, g in enumerate(deel, start=1):
        kop = {"Nats-Msg-Id": f"{g.bron}:{g.id}", "Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(nummer)}
        if nummer == len(deel):
            kop["Nats-Batch-Commit"] = "1"
        if nummer in (1, len(deel)):
            antwoord = await nc.request(g.onderwerp, g.ruw, headers=kop, timeout=10)
            assert b'"error"' not in antwoord.data, antwoord.data
        else:
            await nc.publish(g.onderwerp, g.ruw, headers=kop)
