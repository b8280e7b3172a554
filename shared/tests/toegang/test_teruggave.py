"""Who is turned away while coming back, and may come in again later, is back without a new start of the process."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nats.aio.client import Client
from structlog.testing import capture_logs

from leerwinkel.dienst.beleid import luister
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.makelaar import maak_broker
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import Netwerk, netwerk
from leerwinkel.testing.voorbeelden import microcontact
from leerwinkel.toegang.vernieuwing import trek_in, vertrouw
from leerwinkel.toegang.voorbereiding import knoopmap

_VAN = "gent"


class Dossier:
    """What is written on it, by who may."""

    def __init__(self, nc: Client) -> None:
        self._log, self._positie = JetStreamLog(nc, naam_van(_VAN)), 0

    async def schrijf(self) -> str:
        """One event more; gives its id."""
        event = microcontact("d1")
        nieuw = NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())
        self._positie = await self._log.append(f"leerwinkel.{_VAN}.*.d1.>", self._positie, [nieuw])
        return event.id


async def _tot(gezegd: list[Any], voorwaarde: Callable[[str], bool], keer: int = 2) -> None:
    """Until so many things that were said are of that kind."""
    async with asyncio.timeout(20):
        while sum(voorwaarde(str(een)) for een in gezegd) < keer:  # noqa: ASYNC110 - of what somebody else logs
            await asyncio.sleep(0.01)


async def _heen_en_terug(net: Netwerk, wie: str, naam: str) -> None:
    """Its keys count no more, until it was turned away twice; then they count again."""
    i = net.instellingen()
    sleutel = knoopmap(i, _VAN).eigen_sleutel(wie)
    assert sleutel is not None
    with capture_logs() as gezegd:
        assert await trek_in(i, _VAN, wie)
        await _tot(gezegd, lambda een: naam in een and "authorization violation" in een.lower())
    assert await vertrouw(i, _VAN, wie, sleutel)


async def _beheer(net: Netwerk) -> Client:
    nc = await verbind(net.ingang(_VAN, "beheer"), "beheer")
    await zorg_voor_regio(nc, _VAN)
    return nc


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Netwerk]:
    with netwerk(tmp_path, [_VAN], gesloten=True) as gemaakt:
        yield gemaakt


async def test_a_policy_goes_on_where_it_was_when_the_key_of_its_service_counts_again(net: Netwerk) -> None:
    beheer, kern = await _beheer(net), await verbind(net.ingang(_VAN, "kern"), "kern")
    dossier, ingang, gehoord = Dossier(kern), net.ingang(_VAN, "trajecten"), asyncio.Queue[str]()
    broker = maak_broker(ingang, "beleid-proef")

    async def hoor(event: AnyGebeurtenis) -> None:
        gehoord.put_nowait(event.id)

    luister(broker, _VAN, "trajecten", hoor, postvak=ingang.postvak)
    await broker.start()
    try:
        async with asyncio.timeout(30):
            eerste = await dossier.schrijf()
            assert await gehoord.get() == eerste
            await _heen_en_terug(net, "trajecten", "beleid-proef")
            tweede = await dossier.schrijf()
            while await gehoord.get() != tweede:
                pass
    finally:
        await broker.stop()
        for nc in (kern, beheer):
            await nc.close()


async def test_a_connection_of_ours_too_also_when_its_key_could_not_be_read_meanwhile(net: Netwerk) -> None:
    ingang = net.ingang(_VAN, "kern")
    beheer, kern = await _beheer(net), await verbind(ingang, "kern-proef")
    dossier = Dossier(kern)
    await dossier.schrijf()
    await _heen_en_terug(net, "kern", "kern-proef")
    async with asyncio.timeout(20):
        await dossier.schrijf()
    await _zonder_leesbare_sleutel(net, ingang)
    async with asyncio.timeout(20):
        await dossier.schrijf()
    for nc in (kern, beheer):
        await nc.close()


async def _zonder_leesbare_sleutel(net: Netwerk, ingang: Ingang) -> None:
    """The node starts again while somebody puts the key in place."""
    assert ingang.zaad is not None
    zaad = ingang.zaad.read_text()
    ingang.zaad.write_text("")
    with capture_logs() as gezegd:
        net.leaves[_VAN].stop()
        net.leaves[_VAN].start()
        await _tot(gezegd, lambda een: "kern-proef" in een and "no key in" in een)
    ingang.zaad.write_text(zaad)
