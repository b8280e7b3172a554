"""Deciding: read what happened in a dossier, fold it, decide, append; and again if somebody was first."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Generic, TypeVar

from leerwinkel.eventsourcing.log import Append, Conflict, Log, NewEvent, StoredEvent
from leerwinkel.gebeurtenissen import Gebeurtenis, Gegevens, lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig

C = TypeVar("C")
S = TypeVar("S")
Reader = Callable[[bytes], AnyGebeurtenis]

_AGAIN = 3


class Refusal(Exception):
    """The domain says no. `code` is in kebab case; its Dutch sentence stands in one table, for the screens."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Decider(Generic[C, S]):
    """Pure functions: no clock, no chance, no input or output. What they need arrives in the command.

    `decide` gives what happens, nothing where the command is already in effect, or raises Refusal. `evolve` takes any
    event of the dossier, of any service and also one that breaks the rules, and gives the state after it; corrections
    and retractions it never sees. Only who decides on those reads otherwise: its `reading` leaves the history as it is.
    """

    initial: S
    decide: Callable[[C, S], Sequence[Gegevens]]
    evolve: Callable[[S, AnyGebeurtenis], S]
    reading: Callable[[Iterable[AnyGebeurtenis]], Iterable[AnyGebeurtenis]] = geldig

    def fold(self, events: Iterable[AnyGebeurtenis]) -> S:
        """The state after those events that count, in the order of what happened, not of arrival."""
        return reduce(self.evolve, self.reading(events), self.initial)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Where, when and by whom a command is given: what the envelopes of its events say.

    `command_id` makes it safe to give a command again: its events have the same ids every time.
    `time` is when it happened, `recordedtime` when it was recorded; both with an offset.
    """

    command_id: uuid.UUID
    source: str
    dossier: str
    time: datetime
    recordedtime: datetime
    medewerker: str | None = None
    correlationid: str | None = None
    causationid: str | None = None
    traceparent: str | None = None

    @property
    def boundary(self) -> str:
        """The events of all services about the dossier."""
        return f"leerwinkel.{self.source.split(':')[2]}.*.{self.dossier}.>"

    def id_of(self, number: int) -> str:
        """The id of the command's event with that number, counted from 0."""
        return str(uuid.uuid5(self.command_id, str(number)))

    def event(self, number: int, happened: Gegevens) -> AnyGebeurtenis:
        """The event as it goes on the log, checked as at the door. Raises ValidationError or Onleesbaar: a defect."""
        made = Gebeurtenis[Gegevens](
            specversion="1.0",
            id=self.id_of(number),
            source=self.source,
            type=happened.gebeurtenistype(),
            subject=self.dossier,
            time=self.time,
            recordedtime=self.recordedtime,
            correlationid=self.correlationid,
            causationid=self.causationid,
            medewerker=self.medewerker,
            traceparent=self.traceparent,
            data=happened,
        )
        return lees(made.ruw(), streng=True)


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a command. Who waits until a read model is at `position` sees it there."""

    events: tuple[AnyGebeurtenis, ...]
    position: int


async def execute(
    log: Log, decider: Decider[C, S], command: C, occasion: Occasion, *, only_at: int | None = None, read: Reader = lees
) -> Decided:
    """Decide on what the log says now, and append the events together, durably. No events = no write.

    `only_at`: what the giver of the command saw; Conflict where the last event of the boundary is at another position.
    `read`: for who decides on the same dossier again and again, and remembers its events.
    Raises what `decide` refuses (nothing is written then); Conflict when others were first four times in a row;
    Unavailable (whether it was written is not known: give it again with the same `command_id`); Onleesbaar when
    the dossier has an event that this version cannot read: nothing is decided on half of a dossier.
    """
    for attempt in range(1 + _AGAIN):
        stored = await log.read(occasion.boundary)
        history = [read(event.payload) for event in stored]
        if before := _decided_before(occasion, stored, history):
            return before
        at = stored[-1].position if stored else 0
        if only_at is not None and only_at != at:
            raise Conflict(Append(occasion.boundary, only_at, ()))
        events = tuple(occasion.event(*each) for each in enumerate(decider.decide(command, decider.fold(history))))
        try:
            return Decided(events, await log.append(occasion.boundary, at, [_new(event) for event in events]))
        except Conflict:
            if attempt == _AGAIN:
                raise
    raise AssertionError


def _decided_before(
    occasion: Occasion, stored: Sequence[StoredEvent], history: Sequence[AnyGebeurtenis]
) -> Decided | None:
    """What the command gave when it was given earlier: its events stand together on the log."""
    ids = [(event.source, event.id) for event in history]
    first = (occasion.source, occasion.id_of(0))
    if first not in ids:
        return None
    begin = end = ids.index(first)
    while end < len(ids) and ids[end] == (occasion.source, occasion.id_of(end - begin)):
        end += 1
    return Decided(tuple(history[begin:end]), stored[end - 1].position)


def _new(event: AnyGebeurtenis) -> NewEvent:
    return NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())
