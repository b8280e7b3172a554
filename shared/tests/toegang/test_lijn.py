"""What goes over the line of a region when the other end is not to be trusted: it has a user who may do anything."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager

import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import Netwerk
from leerwinkel.testing.voorbeelden import microcontact

from .klop import BOEF, VREEMD

ALLES = [
    "leerwinkel.{}.intake.d.a", "inname.{}.x", "antwoord.{}.x", "opbouw.{}.intake.d.a", "vol.regio.{}.d.a",
    "getuige.{}", "koppeling.{}", "volpost.{}.alle", "aanvulling.{}.1", "src.{}.deliver", "_INBOX.{}.kern.x",
    "$JS.{}.API.STREAM.INFO.X", "$JS.FC.LEERWINKEL_{}.vol.x",
]  # fmt: skip
VAN_GEEN_REGIO = [
    "vol.intern.d.a", "vol.alle.d.a", "_INBOX.vol.vol.x", "_INBOX.x", "$JSC.R.x", "_R_.x",
    "$JS.vol.API.STREAM.INFO.VOL", "$JS.API.STREAM.INFO.VOL", "$JS.ACK.x", "$SYS.REQ.SERVER.PING", "hallo",
]  # fmt: skip


def _van(regio: str, *onderwerpen: str) -> set[str]:
    return {each.format(regio) for each in onderwerpen}


PROEVEN = [*_van("gent", *ALLES), *_van(VREEMD, *ALLES), *VAN_GEEN_REGIO]
VOOR_DE_HUB = ("getuige.{}", "koppeling.{}", "volpost.{}.alle", "src.{}.deliver")
ANTWOORD_AAN_DE_HUB = {"_INBOX.vol.vol.x", "$JSC.R.x", "_R_.x"}


class Luisteraar:
    """Hears all that comes to a node."""

    def __init__(self, nc: Client) -> None:
        self.nc, self.gehoord, self._einde = nc, set[str](), asyncio.Event()

    async def hoor(self, bericht: Msg) -> None:
        self.gehoord.add(bericht.subject)
        if bericht.data == b"einde":
            self._einde.set()

    def begin_opnieuw(self) -> None:
        self.gehoord.clear()
        self._einde.clear()

    async def tot_het_einde(self) -> set[str]:
        async with asyncio.timeout(20):
            await self._einde.wait()
        return self.gehoord


@asynccontextmanager
async def boef(net: Netwerk, knoop: str) -> AsyncGenerator[Luisteraar]:
    nc = await verbind(net.ingang(knoop, BOEF), BOEF)
    luisteraar = Luisteraar(nc)
    await nc.subscribe(">", cb=luisteraar.hoor)
    await nc.flush()
    try:
        yield luisteraar
    finally:
        await nc.close()


async def _stuur(van: Luisteraar, onderwerpen: Collection[str], einde: str) -> None:
    """And last what comes through, again and again until it does: a line learns who listens a moment later."""
    for onderwerp in onderwerpen:
        await van.nc.publish(onderwerp, b"x")
    await van.nc.publish(einde, b"einde")
    await van.nc.flush()


async def _komt_aan(net: Netwerk, van: str, naar: str, einde: str) -> set[str]:
    async with boef(net, van) as zender, boef(net, naar) as ontvanger:
        wacht = asyncio.create_task(ontvanger.tot_het_einde())
        while not wacht.done():
            await _stuur(zender, PROEVEN, einde)
            await asyncio.wait([wacht], timeout=0.05)
        ontvanger.begin_opnieuw()
        await _stuur(zender, PROEVEN, einde)
        return {each for each in await ontvanger.tot_het_einde() if each in PROEVEN}


async def test_a_region_reaches_the_hub_with_its_questions_and_answers_only(net: Netwerk) -> None:
    mag = _van(VREEMD, *VOOR_DE_HUB) | ANTWOORD_AAN_DE_HUB
    assert await _komt_aan(net, VREEMD, HUB, f"getuige.{VREEMD}") == mag


async def test_a_region_does_not_reach_another_region(net: Netwerk) -> None:
    async with boef(net, "gent") as gent, boef(net, HUB) as hub:
        assert await _komt_aan(net, VREEMD, HUB, f"getuige.{VREEMD}")
        wacht = asyncio.create_task(gent.tot_het_einde())
        while not wacht.done():
            await _stuur(hub, [], "vol.regio.gent.einde")
            await asyncio.wait([wacht], timeout=0.05)
        assert await wacht & {*PROEVEN} == set()


async def test_a_region_hears_of_the_hub_what_is_for_it_only(net: Netwerk) -> None:
    mag = {"vol.alle.d.a"} | _van(VREEMD, "vol.regio.{}.d.a", "_INBOX.{}.kern.x")
    assert await _komt_aan(net, HUB, VREEMD, f"vol.regio.{VREEMD}.einde") == mag


async def test_a_hub_that_is_not_to_be_trusted_brings_nothing_in_that_a_region_keeps_out(net: Netwerk) -> None:
    mag = {"vol.alle.d.a"} | _van("gent", "vol.regio.{}.d.a", "_INBOX.{}.kern.x")
    assert await _komt_aan(net, HUB, "gent", "vol.regio.gent.einde") == mag


async def test_a_hub_that_is_not_to_be_trusted_can_read_a_log_and_do_nothing_else_to_it(net: Netwerk) -> None:
    log, deur = naam_van("gent"), "INNAME_GENT"
    vragen = [
        *(f"STREAM.{wat}.{stroom}" for wat in ("DELETE", "PURGE", "UPDATE", "SNAPSHOT") for stroom in (log, deur)),
        *(f"STREAM.{wat}.NIEUW" for wat in ("CREATE", "RESTORE")), f"STREAM.MSG.GET.{log}", f"STREAM.MSG.DELETE.{log}",
        f"STREAM.INFO.{deur}", f"DIRECT.GET.{deur}", f"CONSUMER.CREATE.{deur}", f"CONSUMER.CREATE.{deur}.x",
        f"CONSUMER.MSG.NEXT.{deur}.gateway", f"CONSUMER.DELETE.{deur}.gateway", f"CONSUMER.INFO.{deur}.gateway",
        f"CONSUMER.DURABLE.CREATE.{log}.x", "STREAM.LIST", "STREAM.NAMES",
        *(f"CONSUMER.{wat}.{log}.beleid-{dienst}" for wat in ("INFO", "CREATE", "DELETE", "RESET", "MSG.NEXT")
          for dienst in ("intake", "trajecten", "partners")), f"CONSUMER.CREATE.{log}.beleid-intake.leerwinkel.gent.>",
    ]  # fmt: skip
    beheer = await verbind(net.ingang("gent", "beheer"), "beheer")
    await zorg_voor_regio(beheer, "gent")
    async with boef(net, HUB) as hub:
        for nr, vraag in enumerate(vragen):
            await hub.nc.publish(f"$JS.gent.API.{vraag}", b"", reply=f"_INBOX.vol.{BOEF}.{nr}")
        # what the node works on beside each other has had its time
        antwoorden = [await hub.nc.request(f"$JS.gent.API.STREAM.INFO.{log}", timeout=5) for _ in range(3)]
        beantwoord = [vraag for nr, vraag in enumerate(vragen) if f"_INBOX.vol.{BOEF}.{nr}" in hub.gehoord]
    await zorg_voor_regio(beheer, "gent")
    await beheer.close()
    assert all(b"LEERWINKEL_GENT" in antwoord.data for antwoord in antwoorden)
    assert beantwoord == []


async def test_what_a_hub_that_is_not_to_be_trusted_can_have_written_nobody_takes_for_an_event(net: Netwerk) -> None:
    """A question names the subject of its answer: what is left over of decision 29 is no event."""
    beheer, kern = [await verbind(net.ingang("gent", wie), wie) for wie in ("beheer", "kern")]
    await zorg_voor_regio(beheer, "gent")
    naam, echt = naam_van("gent"), microcontact("d1")
    log = JetStreamLog(kern, naam)
    eerst = await log.append("leerwinkel.gent.*.d1.>", 0, [NewEvent(echt.onderwerp(), echt.bericht_id(), echt.ruw())])
    api = "$JS.gent.API"
    async with boef(net, HUB) as hub:
        for onderwerp in (echt.onderwerp(), "leerwinkel.gent.intake.d2.aanmelding-geregistreerd"):
            await hub.nc.publish(f"{api}.STREAM.INFO.{naam}", b"", reply=onderwerp)
            await hub.nc.publish(f"{api}.DIRECT.GET.{naam}", b'{"seq": %d}' % eerst, reply=onderwerp)
            await hub.nc.publish(f"{api}.DIRECT.GET.{naam}", b'{"seq": 1, "batch": 9}', reply=onderwerp)
        for _ in range(3):
            await hub.nc.request(f"{api}.STREAM.INFO.{naam}", timeout=5)
    erbij = [event async for deel in log.salvage(after=eerst) for event in deel]
    for event in erbij:
        with pytest.raises(Onleesbaar):
            lees(event.payload)
    await beheer.close()
    await kern.close()
