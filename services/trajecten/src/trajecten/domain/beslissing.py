"""All commands about a dossier, and its one decider; the table stands in parts in the modules that it names."""

from collections.abc import Sequence

from leerwinkel.eventsourcing.decider import Decider
from leerwinkel.gebeurtenissen.basis import Gegevens
from trajecten.domain import keuze, sessies, traject, uitkomst
from trajecten.domain.dossier import Dossier, Feiten, Onbekend
from trajecten.domain.keuze import KeuzeAanpassen, KeuzeCommand, KeuzeRegistreren
from trajecten.domain.sessies import (
    NietVerschenenRegistreren,
    SessieAnnuleren,
    SessieCommand,
    SessiePlannen,
    SessieRegistreren,
    SessieVerplaatsen,
)
from trajecten.domain.traject import (
    BegeleiderWijzigen,
    DrempelVaststellen,
    MicrocontactRegistreren,
    TrajectCommand,
    TrajectStarten,
)
from trajecten.domain.uitkomst import (
    BevragingVersturen,
    GetuigschriftVaststellen,
    InschrijvingVaststellen,
    OpleidingStopzetten,
    UitkomstCommand,
)
from trajecten.domain.verloop import evolve

Command = TrajectCommand | SessieCommand | KeuzeCommand | UitkomstCommand


def decide(command: Command, dossier: Dossier) -> Sequence[Gegevens]:
    """What happens; nothing where it is in effect already. Raises Refusal, with a code of `weigeringen`."""
    match command:
        case TrajectStarten() | BegeleiderWijzigen() | MicrocontactRegistreren() | DrempelVaststellen():
            return traject.decide(command, dossier)
        case SessiePlannen() | SessieVerplaatsen() | SessieAnnuleren():
            return sessies.decide(command, dossier)
        case NietVerschenenRegistreren() | SessieRegistreren():
            return sessies.decide(command, dossier)
        case KeuzeRegistreren() | KeuzeAanpassen():
            return keuze.decide(command, dossier)
        case InschrijvingVaststellen() | OpleidingStopzetten() | GetuigschriftVaststellen() | BevragingVersturen():
            return uitkomst.decide(command, dossier)


DOSSIER: Decider[Command, Dossier] = Decider(Onbekend(Feiten()), decide, evolve)
