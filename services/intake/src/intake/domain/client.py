"""One person behind several client ids, and what remains when the person wants to be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import DossiersGekoppeld, DossiersOntkoppeld, PersoonsgegevensVernietigd


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersKoppelen:
    """Two client ids are one person. Give it on the entity of `hoofdclient`, so that a pair has one history."""

    koppeling: DossiersGekoppeld
    tijdstip: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersOntkoppelen:
    """They are not, after all."""

    ontkoppeling: DossiersOntkoppeld
    tijdstip: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersoonsgegevensVernietigen:
    """The key is destroyed. The keys of linked clients are a command of their own, each on its own entity."""

    vernietiging: PersoonsgegevensVernietigd


Command = DossiersKoppelen | DossiersOntkoppelen | PersoonsgegevensVernietigen


@dataclass(frozen=True, slots=True)
class Gekoppeld:
    """With that other client."""

    sinds: datetime


@dataclass(frozen=True, slots=True)
class Ontkoppeld:
    """From that other client."""

    sinds: datetime


@dataclass(frozen=True, slots=True)
class Leesbaar:
    """The persoonsgegevens, if any, can be read."""

    paren: Mapping[str, Gekoppeld | Ontkoppeld] = field(default_factory=dict[str, Gekoppeld | Ontkoppeld])


@dataclass(frozen=True, slots=True)
class Vernietigd:
    """Nobody can read the persoonsgegevens any more."""

    paren: Mapping[str, Gekoppeld | Ontkoppeld]


Client = Leesbaar | Vernietigd


def hoofdclient(een: str, ander: str) -> tuple[str, str]:
    """The pair in the order (client, met_client) under which it is linked, whoever comes first."""
    return (een, ander) if een <= ander else (ander, een)


def decide(command: Command, state: Client) -> list[Gegevens]:
    """Who cannot be read any more cannot be recognised either; but a mistake can always be undone."""
    match command, state:
        case DossiersKoppelen() as koppelen, Leesbaar():
            return _koppelen(koppelen, state.paren.get(koppelen.koppeling.met_client))
        case DossiersKoppelen() as koppelen, Vernietigd():
            if isinstance(state.paren.get(koppelen.koppeling.met_client), Gekoppeld):
                return []
            raise Refusal("persoonsgegevens-vernietigd")
        case DossiersOntkoppelen() as ontkoppelen, Leesbaar() | Vernietigd():
            return _ontkoppelen(ontkoppelen, state.paren.get(ontkoppelen.ontkoppeling.met_client))
        case PersoonsgegevensVernietigen() as vernietigen, Leesbaar():
            return [vernietigen.vernietiging]
        case PersoonsgegevensVernietigen(), Vernietigd():
            return []


def _koppelen(command: DossiersKoppelen, paar: Gekoppeld | Ontkoppeld | None) -> list[Gegevens]:
    if command.koppeling.client == command.koppeling.met_client:
        raise Refusal("zelfde-client")
    match paar:
        case None:
            return [command.koppeling]
        case Gekoppeld():
            return []
        case Ontkoppeld(sinds=sinds) if command.tijdstip < sinds:
            raise Refusal("al-later-beslist")
        case Ontkoppeld():
            return [command.koppeling]


def _ontkoppelen(command: DossiersOntkoppelen, paar: Gekoppeld | Ontkoppeld | None) -> list[Gegevens]:
    match paar:
        case None:
            raise Refusal("niet-gekoppeld")
        case Gekoppeld(sinds=sinds) if command.tijdstip < sinds:
            raise Refusal("al-later-beslist")
        case Gekoppeld():
            return [command.ontkoppeling]
        case Ontkoppeld():
            return []


def evolve(state: Client, event: AnyGebeurtenis) -> Client:
    """The latest of a pair counts; what is destroyed stays destroyed."""
    match event.data:
        case DossiersOntkoppeld(met_client=ander):
            return replace(state, paren={**state.paren, ander: Ontkoppeld(event.time)})
        case DossiersGekoppeld(met_client=ander):
            return replace(state, paren={**state.paren, ander: Gekoppeld(event.time)})
        case PersoonsgegevensVernietigd():
            return Vernietigd(state.paren)
        case _:
            return state


CLIENT: Decider[Command, Client] = Decider(Leesbaar(), decide, evolve)
