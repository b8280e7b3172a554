"""Taking over the dossier of another begeleider, before one sees who it is about: an event, with a reason."""

from typing import Final

from leerwinkel.dienst import Wat
from trajecten.domain.traject import BegeleiderWijzigen
from trajecten.handelingen import Handeling, Ingevuld, Omstandigheid
from trajecten.web.formulier import Formulier
from trajecten.web.velden import code


def _overnemen(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    reden = in_.code("reden", "wisselreden")
    in_.klaar()
    return Handeling(BegeleiderWijzigen(naar=bij.wie, reden=reden))


OVERNEMEN: Final = Formulier(
    "overnemen",
    "Dossier overnemen",
    "Neem over",
    _overnemen,
    lambda _: [code("reden", "Reden", "wisselreden")],
    "Vanaf dan is het jouw dossier. De vorige begeleider ziet het niet meer.",
    wat=Wat.OVERNEMEN,
)
