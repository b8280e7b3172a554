"""Which step of the stepped service a dossier reached (blueprint 3.2), by what happened in it."""

from collections.abc import Iterable

from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.intake import InformatieVerstrekt
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden, TrajectGestart

_ORDE = (
    (TrajectGestart, "begeleidingstraject"),
    (SessieGehouden, "informatiebemiddeling"),
    (InformatieVerstrekt, "informatieverstrekking"),
)


def trap_van(gezegd: Iterable[Gegevens]) -> str:
    """The highest one; `onbekend` where nothing was given."""
    soorten = {type(data) for data in gezegd}
    return next((trap for soort, trap in _ORDE if soort in soorten), "onbekend")
