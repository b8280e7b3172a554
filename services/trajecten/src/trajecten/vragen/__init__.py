"""What the screens ask of the read model. Blocking."""

from trajecten.vragen.lijst import (
    LET_OP,
    VOLGORDES,
    Bladzijde,
    LetOp,
    Selectie,
    alle_dossiers,
    andere_dossiers,
    dossier,
    dossiers,
    eerste,
    gezegd,
)
from trajecten.vragen.rijen import Rij
from trajecten.vragen.sessies import afspraken, boekingen, gepland, onafgerond, sessie

__all__ = [
    "LET_OP",
    "VOLGORDES",
    "Bladzijde",
    "LetOp",
    "Rij",
    "Selectie",
    "afspraken",
    "alle_dossiers",
    "andere_dossiers",
    "boekingen",
    "dossier",
    "dossiers",
    "eerste",
    "gepland",
    "gezegd",
    "onafgerond",
    "sessie",
]
