"""Laying every region's log beside the hub's copy, event by event, and the VOL's table beside that.

One pass over the hub, one over each region, in constant memory but for what the hub had to fetch. Also for logs that
are damaged: the server passes over what it cannot read, the positions tell.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from enum import StrEnum

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent, Unavailable
from leerwinkel.runtime.hubkopie import Kopie, lees_hubkopie
from leerwinkel.runtime.stromen import herkomst, naam_van
from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.inname.tafel import Tafel


class Soort(StrEnum):
    """How two copies differ."""

    WEG = "is nu niet te bereiken; er is niets vergeleken"
    ONTBREEKT_IN_REGIO = "is op het log van de regio niet te lezen"
    ONTBREEKT_BIJ_HUB = "ontbreekt bij de hub"
    DUBBEL_BIJ_HUB = "staat meer dan eens bij de hub"
    ANDERS = "is bij de hub een andere gebeurtenis dan in de regio"
    NIET_IN_TABEL = "staat bij de hub, maar niet of anders in de tabel van de VOL"


@dataclass(slots=True)
class Bevinding:
    """One region: how many positions are the same everywhere, and per kind of difference the first position."""

    regio: str
    gelijk: int = 0
    eerste: dict[Soort, int] = field(default_factory=dict[Soort, int])

    def meld(self, soort: Soort, positie: int) -> None:
        """A difference; only the first of its kind is kept."""
        self.eerste.setdefault(soort, positie)

    def zinnen(self) -> list[str]:
        """The differences in the order of their positions (Dutch)."""
        return [
            f"{self.regio}: het log {soort}" if soort is Soort.WEG else f"{self.regio}: positie {positie} {soort}"
            for soort, positie in sorted(self.eerste.items(), key=lambda paar: paar[1])
        ]


class RegioKapot(Zegbaar):
    """The regions do not have all that the hub still has: making the hub anew would lose it."""

    def __init__(self, bevindingen: Sequence[Bevinding]) -> None:
        zinnen = "; ".join(zin for bevinding in bevindingen for zin in bevinding.zinnen())
        super().__init__(
            f"De hub wordt uit de logs van de regio's gevuld, en die zijn niet heel: {zinnen}. Er is niets gewijzigd. "
            "Herstel eerst de regio met `leerwinkel herstel`, of aanvaard het verlies met --verlies-aanvaard."
        )


class _Regiolog:
    """A region's log, read along with the hub's copy. `na` is the position up to which it was compared."""

    def __init__(self, bevinding: Bevinding, delen: AsyncIterator[list[StoredEvent]], einde: int) -> None:
        self.bevinding, self._delen, self.einde = bevinding, delen, einde
        self.na = 0
        self._klaar: list[StoredEvent] = []

    async def _kijk(self) -> StoredEvent | None:
        """The next event that can be read, without taking it."""
        while not self._klaar:
            deel = await anext(self._delen, None)
            if deel is None:
                return None
            self._klaar = deel[::-1]
        return self._klaar[-1]

    async def naast(self, positie: int, kopie: StoredEvent) -> bool:
        """Compare with what the hub has at that position; gives whether it is the same."""
        if positie <= self.na:
            self.bevinding.meld(Soort.DUBBEL_BIJ_HUB, positie)
            return False
        await self.tot(positie - 1)
        self.na = positie
        origineel = await self._kijk()
        if origineel is None or origineel.position != positie:
            self.bevinding.meld(Soort.ONTBREEKT_IN_REGIO, positie)
            return False
        self._klaar.pop()
        if not is_kopie(kopie, origineel):
            self.bevinding.meld(Soort.ANDERS, positie)
            return False
        self.bevinding.gelijk += 1
        return True

    async def tot(self, positie: int) -> None:
        """Positions up to this one that the hub does not have; the region ought to."""
        if positie <= self.na:
            return
        self.bevinding.meld(Soort.ONTBREEKT_BIJ_HUB, self.na + 1)
        while self.na < positie:
            event = await self._kijk()
            self.na += 1
            if event is None or event.position != self.na:
                self.bevinding.meld(Soort.ONTBREEKT_IN_REGIO, self.na)
                self.na = positie if event is None else min(positie, event.position - 1)
            else:
                self._klaar.pop()


def is_kopie(kopie: StoredEvent, origineel: StoredEvent) -> bool:
    """Whether the hub's event is that of the region: content, identity and subject."""
    zelfde = (kopie.payload, kopie.id) == (origineel.payload, origineel.id)
    return zelfde and herkomst(kopie.origin).onderwerp == origineel.subject


async def vergelijk(nc: Client, regios: Sequence[str], tafel: Tafel | None = None) -> list[Bevinding]:
    """Compare the logs of these regions with the hub's copy, and that with the VOL's table if one is given.

    What the regions append meanwhile is no difference. Raises Unavailable while the hub is away.
    """
    async with AsyncExitStack() as stapel:
        logs = {regio: await _open(nc, regio, stapel) for regio in regios}
        async for deel in await stapel.enter_async_context(aclosing(lees_hubkopie(nc))):
            await _naast_elkaar(deel, logs, tafel)
        for log in logs.values():
            await log.tot(log.einde)
        return [log.bevinding for log in logs.values()]


async def _open(nc: Client, regio: str, stapel: AsyncExitStack) -> _Regiolog:
    bevinding = Bevinding(regio)
    log = JetStreamLog(nc, naam_van(regio), api=f"$JS.{regio}.API")
    try:
        einde = await log.last()
    except Unavailable:
        bevinding.meld(Soort.WEG, 0)
        return _Regiolog(bevinding, _niets(), 0)
    # its end is looked up again at the first read, which is after that of the hub: the region is never behind
    return _Regiolog(bevinding, await stapel.enter_async_context(aclosing(log.salvage())), einde)


async def _niets() -> AsyncIterator[list[StoredEvent]]:
    return
    yield


async def _naast_elkaar(deel: list[Kopie], logs: dict[str, _Regiolog], tafel: Tafel | None) -> None:
    for van, kopie in deel:
        log = logs.get(van.regio)
        if log is None or Soort.WEG in log.bevinding.eerste:
            continue
        if await log.naast(van.positie, kopie) and tafel and not tafel.heeft(van.regio, van.positie, kopie.payload):
            log.bevinding.meld(Soort.NIET_IN_TABEL, van.positie)
