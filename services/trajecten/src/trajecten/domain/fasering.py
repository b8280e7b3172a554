"""Which sessie fits where: the phases of the begeleiding (blueprint 3.3) and the one begeleider (3.1)."""

from datetime import datetime

from leerwinkel.eventsourcing.decider import Refusal
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden, SessieGepland
from trajecten.domain.dossier import Feiten


def getoetst(sessie: SessieGepland | SessieGehouden, moment: datetime, feiten: Feiten) -> None:
    """Refuses a sessie that cannot be at that moment, or not with that begeleider.

    The begeleider of the intake stays until follow-up, also on the telephone: to the cliënt another contact person is
    a referral, and a referral feels like a rejection. Nazorg comes after follow-up, so anybody may give it; a short
    call by a colleague is a microcontact.
    """
    if any(periode.omvat_binnenin(moment) for periode in feiten.gesloten):
        raise Refusal("dossier-afgesloten")
    _in_fase(sessie.soort, moment, feiten)
    if sessie.soort != "nazorg" and feiten.begeleider_op(moment) not in (None, sessie.begeleider):
        raise Refusal("andere-begeleider")


def _in_fase(soort: str, moment: datetime, feiten: Feiten) -> None:
    """Intake and informatiebemiddeling fit in every phase."""
    match soort:
        case "begeleiding" if not any(periode.omvat(moment) for periode in feiten.trajecten):
            raise Refusal("traject-ontbreekt")
        case "opvolging" if feiten.keuze_sinds is None or moment < feiten.keuze_sinds:
            raise Refusal("keuze-ontbreekt")
        case "opvolging" if feiten.opvolging_tot is not None and feiten.opvolging_tot < moment:
            raise Refusal("opvolging-voorbij")
        case "nazorg" if not (feiten.ingeschreven or _heropend_op(moment, feiten)):
            raise Refusal("nazorg-te-vroeg")
        case _:
            return


def _heropend_op(moment: datetime, feiten: Feiten) -> bool:
    return any(periode.tot is not None and periode.tot <= moment for periode in feiten.gesloten)
