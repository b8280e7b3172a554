"""Whether a dossier is of somebody who was erased: nobody reads it any more, except the log itself."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException

from leerwinkel.eventsourcing import Log, StoredEvent
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, PersoonsgegevensVernietigd
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.runtime.taken import in_draad

_GEWIST: Final = PersoonsgegevensVernietigd.gebeurtenisnaam()


async def leesbaar(log: Log, kluis: Kluis, regio: str, entiteit: str) -> list[StoredEvent]:
    """All that stands on the log about it. Raises 404 for a dossier of somebody who was erased, and Unavailable.

    By the kluis, and by what whichever system said of its own cliënt.
    """
    events = await log.read(f"leerwinkel.{regio}.*.{entiteit}.>")
    clients = {client for event in events if (client := _client(event))}
    op_log = [await log.read(f"leerwinkel.{regio}.*.{client}.{_GEWIST}") for client in sorted(clients)]
    if any(op_log) or await in_draad(_is_gewist, kluis, clients):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return events


def _is_gewist(kluis: Kluis, clients: Iterable[str]) -> bool:
    return bool(kluis.vernietigd(Eigenaar("client", client) for client in clients))


def _client(event: StoredEvent) -> str | None:
    try:
        match lees(event.payload).data:
            case AanmeldingGeregistreerd(client=client):
                return client
            case _:
                return None
    except Onleesbaar:
        return None
