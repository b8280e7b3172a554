"""What a damaged log of a region and the hub's copy of it still hold together, position by position."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Self

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.runtime.hubkopie import lees_hubkopie

Plaats = tuple[int, str, StoredEvent]
"""Position and subject in the region's log, and the event."""
Kopie = Callable[[], AsyncGenerator[Plaats]]
"""Reads a copy of a log, from its begin, in the order of positions."""


@dataclass(slots=True)
class Onderzoek:
    """The findings. `einde` is the highest position that was ever seen, here or at the hub.

    `alleen_hier` are positions that the hub lacks; `anders` are events that stand here where the hub has another one,
    by id: they were given a number that was in use. `verloren` are positions that nobody can read any more.
    """

    einde: int
    bij_hub: int = 0
    alleen_hier: dict[int, StoredEvent] = field(default_factory=dict[int, StoredEvent])
    anders: dict[str, StoredEvent] = field(default_factory=dict[str, StoredEvent])
    verloren: list[int] = field(default_factory=list[int])

    async def tel(self, kopie: "_Lezer", hier: "_Lezer") -> None:
        """Go through both, up to the end."""
        while kopie.plaats or hier.plaats:
            positie = min(lezer.plaats[0] for lezer in (kopie, hier) if lezer.plaats)
            self.verloren += range(kopie.na_beide(hier) + 1, positie)
            bij_hub, in_regio = await kopie.neem(positie), await hier.neem(positie)
            self.bij_hub += bij_hub is not None
            if in_regio is not None and bij_hub is None:
                self.alleen_hier[positie] = in_regio[2]
            elif in_regio is not None and bij_hub is not None and not _zelfde(bij_hub, in_regio):
                self.anders[in_regio[2].id] = in_regio[2]
        laatste = kopie.na_beide(hier)
        self.einde = max(self.einde, laatste)
        self.verloren += range(laatste + 1, self.einde + 1)


class _Lezer:
    """Reads one of the two in the order of positions; what comes again is passed over."""

    def __init__(self, plaatsen: AsyncGenerator[Plaats]) -> None:
        self._plaatsen = plaatsen
        self.plaats: Plaats | None = None
        self.na = 0

    async def begin(self) -> Self:
        self.plaats = await anext(self._plaatsen, None)
        return self

    def na_beide(self, ander: "_Lezer") -> int:
        """The position that both have passed."""
        return max(self.na, ander.na)

    async def neem(self, positie: int) -> Plaats | None:
        """What stands at that position, if this one has it; then go on to the next."""
        plaats = self.plaats
        if plaats is None or plaats[0] != positie:
            return None
        self.na = positie
        while self.plaats and self.plaats[0] <= positie:
            self.plaats = await anext(self._plaatsen, None)
        return plaats


def _zelfde(een: Plaats, ander: Plaats) -> bool:
    return (een[1], een[2].id, een[2].payload) == (ander[1], ander[2].id, ander[2].payload)


async def van_hub(hub: Client, regio: str) -> AsyncGenerator[Plaats]:
    """The hub's copy of a region's log; nothing where the hub has no log."""
    async for deel in lees_hubkopie(hub):
        for van, event in deel:
            if van.regio == regio:
                yield van.positie, van.onderwerp, event


async def eerst(een: Kopie, dan: Kopie) -> AsyncGenerator[Plaats]:
    """Both copies as one: of a position that both have what the first has."""
    async with aclosing(een()) as ene, aclosing(dan()) as andere:
        voor, na = await anext(ene, None), await anext(andere, None)
        while voor or na:
            if voor is not None and (na is None or voor[0] <= na[0]):
                yield voor
                if na is not None and na[0] == voor[0]:
                    na = await anext(andere, None)
                voor = await anext(ene, None)
            elif na is not None:
                yield na
                na = await anext(andere, None)


async def van_regio(log: JetStreamLog | None) -> AsyncGenerator[Plaats]:
    """What the region can still read itself; nothing where it has no log."""
    async for deel in log.salvage() if log else _leeg():
        for event in deel:
            yield event.position, event.subject, event


async def onderzoek(kopie: Kopie, log: JetStreamLog | None, geweest: int) -> Onderzoek:
    """Compare the two; `geweest` is a position that is known to have been given; `log` is None where it is not there.

    Raises Unavailable.
    """
    einde = max(geweest, await log.last() if log else 0)
    gevonden = Onderzoek(einde)
    hier = await _Lezer(van_regio(log)).begin()
    await gevonden.tel(await _Lezer(kopie()).begin(), hier)
    if gevonden.anders:
        async for _, _, event in kopie():
            gevonden.anders.pop(event.id, None)
    return gevonden


async def _leeg() -> AsyncGenerator[list[StoredEvent]]:
    return
    yield
