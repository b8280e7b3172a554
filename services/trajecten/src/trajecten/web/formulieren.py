"""All forms of a dossier."""

from typing import Final

from trajecten.web.correctieformulieren import INTREKKEN, VERBETEREN
from trajecten.web.overname import OVERNEMEN
from trajecten.web.sessieformulieren import AFRONDEN, ANNULEREN, GESPREK, NIET_VERSCHENEN, PLANNEN, VERPLAATSEN
from trajecten.web.trajectformulieren import CONTACT, FORMULIEREN

_SESSIES: Final = (PLANNEN, GESPREK, AFRONDEN, VERPLAATSEN, ANNULEREN, NIET_VERSCHENEN)

ALLE: Final = (*_SESSIES, CONTACT, *FORMULIEREN, OVERNEMEN, INTREKKEN, VERBETEREN)
