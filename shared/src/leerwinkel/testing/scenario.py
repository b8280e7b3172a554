"""The specification of a decider: given what happened, when a command comes, then events, nothing or a refusal."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.testing.voorbeelden import gebeurtenis

C = TypeVar("C")
S = TypeVar("S")

nothing: Final = ()
"""The command is in effect already: no events."""


def refused(code: str) -> Refusal:
    """The domain says no, for that reason."""
    return Refusal(code)


@dataclass(frozen=True)
class Scenario(Generic[C, S]):
    """Scenarios of one decider: `given = Scenario(traject).given`."""

    decider: Decider[C, S]

    def given(self, *events: Gegevens | AnyGebeurtenis) -> "Given[C, S]":
        """What stands on the log of the dossier, in that order; an envelope is made where there is none."""
        whole = [event if not isinstance(event, Gegevens) else gebeurtenis(event, "d1") for event in events]
        return Given(self.decider, whole)

    def repeats(self, story: Iterable[C]) -> None:
        """Hold that each command of a story is refused, or given again gives nothing. Raises AssertionError."""
        state = self.decider.initial
        for command in story:
            try:
                happened = tuple(self.decider.decide(command, state))
            except Refusal:
                continue
            for data in happened:
                state = self.decider.evolve(state, gebeurtenis(data, "d1"))
            assert not tuple(self.decider.decide(command, state))

    def decides(self, facts: Iterable[Gegevens], commands: Iterable[C], codes: Collection[str]) -> None:
        """Hold that after any facts every command has an outcome; a refusal has one of these codes."""
        given = self.given(*facts)
        for command in commands:
            refusal = given.when(command).refusal
            assert refusal is None or refusal.code in codes


@dataclass(frozen=True)
class Given(Generic[C, S]):
    """A dossier with its history."""

    decider: Decider[C, S]
    history: Sequence[AnyGebeurtenis]

    def when(self, command: C) -> "Outcome":
        """Decide on the command."""
        try:
            return Outcome(tuple(self.decider.decide(command, self.decider.fold(self.history))), None)
        except Refusal as refusal:
            return Outcome((), refusal)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the decider made of it."""

    events: tuple[Gegevens, ...]
    refusal: Refusal | None

    def then(self, *expected: Gegevens | Refusal | tuple[()]) -> None:
        """Hold it against the events (whole, in order), `nothing`, or `refused("code")`. Raises AssertionError."""
        happened = [self.refusal.code] if self.refusal else list(self.events)
        wanted = [each.code if isinstance(each, Refusal) else each for each in expected if each != nothing]
        assert expected, "say what should come of it: events, nothing, or refused(code)"
        assert happened == wanted, f"expected {wanted}, but what came of it is {happened}"
