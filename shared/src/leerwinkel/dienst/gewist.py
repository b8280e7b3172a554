"""Whether a dossier is of somebody who was erased: nobody reads it any more, except the log itself."""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.exceptions import HTTPException

from leerwinkel.eventsourcing import Log, StoredEvent
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.runtime.taken import in_draad


async def leesbaar(log: Log, kluis: Kluis, regio: str, entiteit: str) -> list[StoredEvent]:
    """All that stands on the log about it. Raises 404 for a dossier of somebody who was erased, and Unavailable."""
    events = await log.read(f"leerwinkel.{regio}.*.{entiteit}.>")
    if await in_draad(_is_gewist, kluis, events):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return events


def _is_gewist(kluis: Kluis, events: Iterable[StoredEvent]) -> bool:
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
