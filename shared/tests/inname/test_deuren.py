"""The process of all doors: what is wrong in one region does not close the door of another, and passes."""

import asyncio
import contextlib
from pathlib import Path

import nats

from leerwinkel.eventsourcing.streams import ensure_stream, update_stream
from leerwinkel.inname.app import bedien
from leerwinkel.inname.publiceren import Publicist, Regel
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import deur, log_in_opbouw, regionaal_log
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.voorbeelden import microcontact


async def _publiceer(url: str, regio: str) -> str:
    nc = await nats.connect(url)
    try:
        await ensure_stream(nc, deur(regio))
        async with Publicist(nc, regio) as publicist:
            gebeurtenis = microcontact("d1", source=f"urn:leerwinkel:{regio}:proef")
            return str((await publicist.publiceer(Regel(1, gebeurtenis.ruw(), regio, "proef")))["uitkomst"])
    finally:
        await nc.close()


async def test_a_region_whose_log_is_being_healed_opens_later_and_the_others_at_once(tmp_path: Path) -> None:
    with netwerk(tmp_path / "nats", ["gent", "limburg"]) as net:
        gent = await nats.connect(net.url("gent"))
        await ensure_stream(gent, log_in_opbouw("gent"))
        deuren = asyncio.create_task(bedien(Instellingen(data=tmp_path, nats=net.urls()), ["gent", "limburg"]))
        assert await _publiceer(net.url("limburg"), "limburg") == "aanvaard"
        assert not deuren.done()
        await update_stream(gent, regionaal_log("gent"))
        assert await _publiceer(net.url("gent"), "gent") == "aanvaard"
        deuren.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await deuren
        await gent.close()
