"""Whether a dossier is of somebody who was erased: nobody reads it any more, except the log itself."""

from collections.abc import Iterable

from leerwinkel.eventsourcing import StoredEvent
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar


def is_gewist(kluis: Kluis, events: Iterable[StoredEvent]) -> bool:
    """By all that stands on the log of the dossier. Blocking."""
    return bool(kluis.vernietigd({Eigenaar("client", client) for event in events if (client := _client(event))}))


def _client(event: StoredEvent) -> str | None:
    try:
        match lees(event.payload).data:
            case AanmeldingGeregistreerd(client=client):
                return client
            case _:
                return None
    except Onleesbaar:
        return None
