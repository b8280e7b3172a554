"""The read model of trajecten: what follows from the log, for the screens."""

from pathlib import Path

import trajecten
from leerwinkel.leesmodel import ReadModel, forget_erased
from trajecten.leesmodel.afleiding import derive, stand
from trajecten.tabellen import DOSSIER, EIGEN, GEWIST, TABELLEN

__all__ = ["MODEL", "stand"]

_MIGRATIES = Path(trajecten.__file__).parent / "migraties"

MODEL = ReadModel(
    name="trajecten",
    version=1,
    tables=TABELLEN,
    migrations=_MIGRATIES / "tabellen",
    data=EIGEN,
    data_migrations=_MIGRATIES / "eigen",
    derive=derive,
    forget=forget_erased(DOSSIER, GEWIST),
)
"""Rows per dossier, partner and loket."""
