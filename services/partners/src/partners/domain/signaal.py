"""A signaal: what policy should hear of, and what became of it (blueprint 5.1)."""

from dataclasses import dataclass
from typing import Final

from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import SignaalGemeld, SignaalOpgevolgd


@dataclass(frozen=True, slots=True)
class SignaalMelden:
    """Somebody saw something; `signaal` says it in codes, and encrypted in words."""

    signaal: SignaalGemeld


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaalOpvolgen:
    """Somebody did something with it; may happen several times."""

    door: str
    gevolg: str


SignaalOpdracht = SignaalMelden | SignaalOpvolgen


@dataclass(frozen=True, slots=True)
class Onbekend:
    """Nobody reported it, as far as is known."""

    laatste: SignaalOpgevolgd | None = None


@dataclass(frozen=True, slots=True)
class Gemeld:
    """It waits."""

    signaal: SignaalGemeld


@dataclass(frozen=True, slots=True)
class Opgevolgd:
    """Somebody did something with it; the last counts."""

    signaal: SignaalGemeld
    laatste: SignaalOpgevolgd


Signaal = Onbekend | Gemeld | Opgevolgd


def decide(command: SignaalOpdracht, signaal: Signaal) -> list[Gegevens]:
    """A signaal is reported once; what somebody does with it can be followed by something else."""
    match command, signaal:
        case SignaalMelden(gemeld), Onbekend():
            return [gemeld]
        case SignaalMelden(gemeld), Gemeld() | Opgevolgd():
            if gemeld != signaal.signaal:
                raise Refusal("signaal-bestaat-al")
            return []
        case SignaalOpvolgen(), Onbekend():
            raise Refusal("signaal-onbekend")
        case SignaalOpvolgen(door=door, gevolg=gevolg), Gemeld():
            return [SignaalOpgevolgd(door=door, gevolg=gevolg)]
        case SignaalOpvolgen(door=door, gevolg=gevolg), Opgevolgd():
            opgevolgd = SignaalOpgevolgd(door=door, gevolg=gevolg)
            return [] if opgevolgd == signaal.laatste else [opgevolgd]


def evolve(signaal: Signaal, event: AnyGebeurtenis) -> Signaal:
    """Total: a follow-up that is told before the report itself is kept for when that comes."""
    match event.data, signaal:
        case SignaalGemeld() as gemeld, Onbekend(None) | Gemeld():
            return Gemeld(gemeld)
        case SignaalGemeld() as gemeld, Onbekend(SignaalOpgevolgd() as laatste) | Opgevolgd(laatste=laatste):
            return Opgevolgd(gemeld, laatste)
        case SignaalOpgevolgd() as laatste, Onbekend():
            return Onbekend(laatste)
        case SignaalOpgevolgd() as laatste, Gemeld() | Opgevolgd():
            return Opgevolgd(signaal.signaal, laatste)
        case _:
            return signaal


SIGNAAL: Final[Decider[SignaalOpdracht, Signaal]] = Decider(Onbekend(), decide, evolve)
"""Over the events of one signaal."""
