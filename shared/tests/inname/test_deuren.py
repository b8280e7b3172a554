"""The process of all doors: what is wrong in one region does not close the door of another, and passes."""

import asyncio
import contextlib
from pathlib import Path

import nats
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.eventsourcing.streams import ensure_stream, update_stream
from leerwinkel.inname.app import bedien
from leerwinkel.inname.publiceren import Publicist, Regel
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import DEUR_CONSUMER, deur, inname_van, log_in_opbouw, naam_van, regionaal_log
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.voorbeelden import microcontact
from leerwinkel.waarmerk.merkteken import Merkteken, haal_merk_weg
from leerwinkel.waarmerk.uitgave import Uitgave


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


async def _kwam_opnieuw(nc: Client) -> bool:
    """Whether a message was refused by the gateway, to come again, and came again."""
    try:
        return bool((await nc.jetstream().consumer_info(inname_van("gent"), DEUR_CONSUMER)).num_redelivered)
    except NotFoundError:
        return False


async def test_what_comes_to_the_door_of_a_log_that_is_broken_waits_until_it_is_healed(tmp_path: Path) -> None:
    uitgave = Uitgave(tmp_path / "gent/waarmerk")
    Merkteken("Positie 3 is niet meer wat ondertekend werd.", 3).zet(uitgave)
    with netwerk(tmp_path / "nats", ["gent"]) as net:
        deuren = asyncio.create_task(bedien(Instellingen(data=tmp_path, nats=net.urls()), ["gent"]))
        gent = await nats.connect(net.url("gent"))
        await ensure_stream(gent, deur("gent"))
        antwoord = asyncio.create_task(_publiceer(net.url("gent"), "gent"))
        while not await _kwam_opnieuw(gent):  # noqa: ASYNC110 - the server knows
            await asyncio.sleep(0.05)
        assert not antwoord.done()
        assert await JetStreamLog(gent, naam_van("gent")).last() == 0
        haal_merk_weg(uitgave)
        assert await antwoord == "aanvaard"
        await gent.close()
        deuren.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await deuren
