"""Whether a dossier is of somebody who was erased. Blocking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from leerwinkel.dossier.trap import trap_van
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.leesmodel import Placed
from trajecten.tabellen import GEWIST


@dataclass(frozen=True, slots=True)
class Rest:
    """All that is shown of such a dossier besides the region: since when, the year of its aanmelding, and its trap."""

    sinds: datetime
    jaar: int
    trap: str


def rest(verbinding: Connection, gezegd: Sequence[Placed]) -> Rest | None:
    """What is left of the dossier of which that stands on the log; None while nobody erased its cliënt."""
    events = geldig(placed.event for placed in gezegd)
    aanmelding = next((event for event in events if isinstance(event.data, AanmeldingGeregistreerd)), None)
    if aanmelding is None:
        return None
    client = vars(aanmelding.data)["client"]
    sinds = verbinding.scalar(select(GEWIST.c.sinds).where(GEWIST.c.client == client))
    return Rest(sinds, aanmelding.time.year, trap_van(event.data for event in events)) if sinds else None
