"""What the screens ask of the read model. Blocking."""

from trajecten.vragen.lijst import (
    LET_OP,
    LetOp,
    andere_dossiers,
    dossier,
    eerste,
    gezegd,
    van,
)
from trajecten.vragen.rijen import Rij
from trajecten.vragen.sessies import afspraken, boekingen, gepland, onafgerond, sessie

__all__ = [
    "LET_OP",
    "LetOp",
    "Rij",
    "afspraken",
    "andere_dossiers",
    "boekingen",
    "dossier",
    "eerste",
    "gepland",
    "gezegd",
    "onafgerond",
    "sessie",
    "van",
]
