"""The link with which a cliënt answers how it was: a random number, sealed, that leads back to nobody.

Kept is only of which dossiers one was given, so that each gets one; which one it was is nowhere.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from leerwinkel.dienst import Kader
from leerwinkel.identiteit.zegel import NietVerzegeld
from trajecten.tabellen import BEVRAGINGSLINK

_DOEL: Final = "bevraging"
_DUUR: Final = timedelta(days=90)
_NUMMER: Final = 16


@dataclass(frozen=True, slots=True)
class Uitnodiging:
    """What the link says: under which number the answer goes, and of which step it is."""

    bevraging: uuid.UUID
    trap: str


def is_gegeven(kader: Kader, dossier: str) -> bool:
    """Whether a link was given for that dossier already. Blocking."""
    deze = select(BEVRAGINGSLINK.c.dossier).where(BEVRAGINGSLINK.c.dossier == dossier)
    with kader.leesmodel.store.place.data().connect() as verbinding:
        return verbinding.execute(deze).first() is not None


def geef(kader: Kader, dossier: str, trap: str) -> str | None:
    """The address to answer at, once per dossier: None where it was given before. Blocking."""
    try:
        with kader.leesmodel.store.place.data().begin() as verbinding:
            verbinding.execute(insert(BEVRAGINGSLINK).values(dossier=dossier))
    except IntegrityError:
        return None
    zegel = kader.aanmelding.zegelring.verzegel(
        _DOEL, uuid.uuid4().bytes + trap.encode(), datetime.now(UTC).date() + _DUUR
    )
    return f"{kader.buren['trajecten']}/bevraging/{zegel}"


def lees(kader: Kader, zegel: str) -> Uitnodiging | None:
    """What the link says; None where it is not one of ours, or too old."""
    try:
        inhoud = kader.aanmelding.zegelring.ontzegel(_DOEL, zegel, datetime.now(UTC).date())
    except NietVerzegeld:
        return None
    return Uitnodiging(uuid.UUID(bytes=inhoud[:_NUMMER]), inhoud[_NUMMER:].decode())
