"""Where a region's own log begins to be another than the VOL's copy of it."""

from collections.abc import Mapping
from contextlib import aclosing

from nats.aio.client import Client

from leerwinkel.audit import entry, leaf_hash
from leerwinkel.audit.tiles import BadTile
from leerwinkel.eventsourcing import JetStreamLog, Unavailable
from leerwinkel.runtime.stromen import naam_van
from vol_reporting.getuige.houder import VOL, Houder


class Zoektocht:
    """Reads a region's log over its line, beside the tree of the copy."""

    def __init__(self, nc: Client, houders: Mapping[str, Houder]) -> None:
        self._nc, self._houders = nc, houders

    async def zoek(self, regio: str, na: int, tot: int) -> int | None:
        """The first position after `na` up to `tot` where they differ; None where there is none, or nobody answers."""
        if regio == VOL:
            return None
        boom, positie = self._houders[regio].boom, na + 1
        log = JetStreamLog(self._nc, naam_van(regio), api=f"$JS.{regio}.API")
        try:
            async with aclosing(log.salvage(na)) as delen:
                async for deel in delen:
                    for event in deel:
                        if event.position > tot:
                            return None
                        blad = leaf_hash(entry(event.subject, event.payload))
                        if event.position != positie or blad != boom.blad(positie):
                            return positie
                        positie += 1
        except (Unavailable, BadTile):
            return None
        return positie if positie <= tot else None
