"""The read model of partners: what follows from the log, and what the pages ask of it."""

from pathlib import Path

import partners
from leerwinkel.leesmodel import ReadModel, forget_erased
from partners.leesmodel.afleiding import derive
from partners.tabellen import DOSSIER, EIGEN, GEWIST, TABELLEN

__all__ = ["MODEL"]

_MIGRATIES = Path(partners.__file__).parent / "migraties"

MODEL = ReadModel(
    name="partners",
    version=1,
    tables=TABELLEN,
    migrations=_MIGRATIES / "tabellen",
    data=EIGEN,
    data_migrations=_MIGRATIES / "eigen",
    derive=derive,
    forget=forget_erased(DOSSIER, GEWIST),
)
"""Rows per partner, loket, dossier and signaal."""
