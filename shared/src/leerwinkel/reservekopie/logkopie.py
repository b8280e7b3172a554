"""A log as a file: every event at its position, with its subject and id, a line of JSON each, compressed."""

import base64
import gzip
import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, Final, cast

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.inname.onderzoek import Plaats
from leerwinkel.reservekopie.kopie import KopieOngeldig, Kopieschrijver, Reservekopie

BESTAND: Final = "log.ndjson.gz"
_SNEL: Final = 3


async def schrijf_log(log: JetStreamLog, schrijver: Kopieschrijver) -> int:
    """All that stands on it now; its last position. Raises Gap: a log that misses something is healed first."""
    tot = 0
    with schrijver.bestand(BESTAND) as ruw, gzip.GzipFile("", "wb", _SNEL, ruw, mtime=0) as uit:
        async for deel in log.read_all():
            uit.write(b"".join(_regel(event) for event in deel))
            tot = deel[-1].position
    return tot


def _regel(event: StoredEvent) -> bytes:
    try:
        inhoud: dict[str, Any] = {"tekst": event.payload.decode("utf-8")}
    except UnicodeDecodeError:
        inhoud = {"bytes": base64.b64encode(event.payload).decode()}
    waar = {"positie": event.position, "onderwerp": event.subject, "id": event.id, "op": event.stored_at.isoformat()}
    return json.dumps(waar | inhoud, ensure_ascii=False).encode() + b"\n"


async def lees_log(kopie: Reservekopie) -> AsyncGenerator[Plaats]:
    """The events in the order of their positions. Raises KopieOngeldig where one is missing."""
    tot = 0
    with gzip.open(kopie.pad(BESTAND), "rb") as open_:
        for regel in open_:
            event = _gelezen(json.loads(regel))
            if event.position != tot + 1:
                raise KopieOngeldig(f"{kopie.map} mist positie {tot + 1} van het log. Neem een andere reservekopie.")
            tot = event.position
            yield tot, event.subject, event


def _gelezen(regel: dict[str, Any]) -> StoredEvent:
    inhoud = regel["tekst"].encode() if "tekst" in regel else base64.b64decode(cast("str", regel["bytes"]))
    moment = datetime.fromisoformat(regel["op"]).astimezone(UTC)
    return StoredEvent(regel["positie"], regel["onderwerp"], regel["id"], inhoud, moment)
