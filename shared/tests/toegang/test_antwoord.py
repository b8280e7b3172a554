"""A question names the subject of its answer, and the server writes it there: that must not become a way into a log."""

import asyncio
import contextlib

import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, NewEvent, StoredEvent, Unavailable
from leerwinkel.eventsourcing.direct import page
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.postloket import open_loket
from leerwinkel.runtime.stromen import naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import Netwerk

LOG, EIGEN = "leerwinkel.gent.intake.d.a", "vol.intern.d.a"


async def _stromen(net: Netwerk) -> None:
    for regio in net.leaves:
        nc = await verbind(net.ingang(regio, "beheer"), "beheer")
        await zorg_voor_regio(nc, regio)
        await nc.close()
    nc = await verbind(net.ingang(HUB, "beheer"), "beheer")
    await zorg_voor_hub(nc, list(net.leaves))
    await nc.close()


@pytest.mark.parametrize(
    ("knoop", "wie", "vraag", "antwoord"),
    [
        ("gent", "publiceer", "inname.gent.x", LOG),
        ("gent", "bron-registratie-x", "inname.gent.registratie-x", LOG),
        ("gent", "overzicht", f"$JS.API.STREAM.INFO.{naam_van('gent')}", LOG),
        (HUB, "auditor", "$JS.API.STREAM.INFO.VOL", EIGEN),
        (HUB, "auditor", f"$JS.gent.API.STREAM.INFO.{naam_van('gent')}", EIGEN),
        (HUB, "overzicht", "$JS.API.STREAM.INFO.VOL", "aanvulling.gent.1"),
    ],
)
async def test_who_must_not_write_has_no_answer_written_either(
    net: Netwerk, knoop: str, wie: str, vraag: str, antwoord: str
) -> None:
    await _stromen(net)
    nc = await verbind(net.ingang(knoop, wie), wie)
    beheer = await verbind(net.ingang(knoop, "beheer"), "beheer")
    stroom = JetStreamLog(beheer, {LOG: naam_van("gent"), EIGEN: "VOL_EIGEN"}.get(antwoord, "VOL_AANVULLING"))
    eerst = await stroom.last()
    await nc.publish(vraag, b"", reply=antwoord)
    assert (await nc.request(vraag, b"", timeout=5)).data  # the next question is answered, so that one was too
    assert await stroom.last() == eerst
    await nc.close()
    await beheer.close()


async def _tot_er_iets_is(nc: Client) -> tuple[list[StoredEvent], bool]:
    """A line learns a moment later that somebody listens."""
    while True:
        await nc.publish("volpost.gent.regio", b'{"seq": 1}', reply="vol.intern.d.a")
        with contextlib.suppress(TimeoutError, Unavailable):
            return await page(nc, "volpost.gent.regio", {"seq": 1}, 0.2)


async def test_a_region_gets_of_the_vol_what_is_for_it_and_at_no_subject_of_a_stream(net: Netwerk) -> None:
    await _stromen(net)
    vol = await verbind(net.ingang(HUB, "vol"), "vol")
    eigen = JetStreamLog(vol, "VOL_EIGEN")
    for bereik in ("intern", "alle", "regio.gent", "regio.limburg"):
        await eigen.append(f"vol.{bereik}.e.>", 0, [NewEvent(f"vol.{bereik}.e.a", bereik, b"{}")])
    loket = asyncio.create_task(open_loket(vol))
    gent = await verbind(net.ingang("gent", "intake"), "intake")
    gekregen, meer = await _tot_er_iets_is(gent)
    assert ([event.subject for event in gekregen], meer) == (["vol.regio.gent.e.a"], False)
    assert await eigen.last() == 4
    await beeindig(loket)
    await gent.close()
    await vol.close()


async def test_an_auditor_reads_all_of_it_over_the_line_too(net: Netwerk) -> None:
    await _stromen(net)
    kern, auditor = await verbind(net.ingang("gent", "kern"), "kern"), await verbind(net.ingang(HUB, "auditor"), "a")
    log = JetStreamLog(kern, naam_van("gent"))
    for nr in range(30):
        nieuw = [NewEvent(f"leerwinkel.gent.partners.e{nr}.{naam}", f"e{nr}{naam}", b"{}" * 2000) for naam in "abc"]
        await log.append(f"leerwinkel.gent.*.e{nr}.>", 0, nieuw)
    verwacht = [event.payload async for deel in log.read_all() for event in deel]
    for lezer in (JetStreamLog(auditor, naam_van("gent"), api="$JS.gent.API"), JetStreamLog(auditor, "VOL")):
        gelezen: list[bytes] = []
        async with asyncio.timeout(30):
            while len(gelezen) < len(verwacht):
                gelezen = [event.payload async for deel in lezer.salvage() for event in deel]
        assert gelezen == verwacht
    await kern.close()
    await auditor.close()
