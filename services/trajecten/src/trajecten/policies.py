"""What trajecten does by itself when a service of its own region decided something. Pure; a redelivery is harmless.

A refusal of such a command is an outcome: the rule held, there is nothing to try again.
"""

import uuid
from dataclasses import dataclass

from leerwinkel.eventsourcing.decider import Occasion
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import Afspraak, DispatchingBeslist, DossierAfgesloten
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.gebeurtenissen.trajecten import SessieGepland
from trajecten.domain.sessies import SessiePlannen
from trajecten.domain.uitkomst import BevragingVersturen


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A command, and the occasion on which it is given."""

    command: SessiePlannen | BevragingVersturen
    occasion: Occasion


def opdrachten(event: AnyGebeurtenis, regio: str) -> list[Opdracht]:
    """What follows from an event; nothing from one of an import, another system or another region.

    Dispatching to informatiebemiddeling prepares the first talk, where an appointment with a begeleider was made (else
    it remains to be planned). A closed dossier asks how it was, where the cliënt consented.
    """
    if event.regio != regio or event.systeem not in DIENSTEN:
        return []
    match event.data:
        case DispatchingBeslist(besluit="informatiebemiddeling", afspraak=Afspraak() as afspraak):
            return _eerste_gesprek(event, afspraak)
        case DossierAfgesloten(reden=reden) if reden != "overleden":
            return [Opdracht(BevragingVersturen(), _gelegenheid(event))]
        case _:
            return []


def _eerste_gesprek(event: AnyGebeurtenis, afspraak: Afspraak) -> list[Opdracht]:
    """It starts from an intake (blueprint 3.3) and is face to face (3.2 c), until somebody moves it."""
    if afspraak.begeleider is None:
        return []
    gelegenheid = _gelegenheid(event)
    plan = SessieGepland(
        sessie=str(uuid.uuid5(gelegenheid.command_id, "sessie")),
        soort="intake",
        moment=afspraak.moment,
        loket=afspraak.loket,
        begeleider=afspraak.begeleider,
        vorm="fysiek",
    )
    return [Opdracht(SessiePlannen(plan=plan, nu=event.recordedtime), gelegenheid)]


def _gelegenheid(event: AnyGebeurtenis) -> Occasion:
    """As soon as the event was known, and the same each time that it is delivered."""
    moment = max(event.time, event.recordedtime)
    return Occasion(
        command_id=uuid.uuid5(uuid.NAMESPACE_URL, f"{event.source}:{event.id}"),
        source=f"urn:leerwinkel:{event.regio}:trajecten",
        dossier=event.subject,
        time=moment,
        recordedtime=moment,
        correlationid=event.correlationid or event.id,
        causationid=event.id,
    )
