"""Watching the lines: how far each region's own log is, how far the hub has it, and a nudge for a source that stalls.

The lag that the server reports is not trusted: a source can stall while it reports none.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any

import nats.errors
import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Unavailable
from leerwinkel.eventsourcing.streams import ensure_consumer
from leerwinkel.runtime.stromen import HUB_CONSUMER, hub, hub_consumer, naam_van

log = structlog.get_logger()

STIL_S = 15.0
"""A source that should move and does not for this long is stalled; a hub that takes in much at once needs some time."""


@dataclass(slots=True)
class Lijn:
    """One region's line. `log` is None while the region cannot be reached."""

    regio: str
    log: int | None = None
    hub: int = 0
    sinds: float = 0.0
    geduwd: int = 0
    bevestigd: int = 0
    """Up to where the region was told that the hub has it, as far as this was asked: while nothing moves."""
    voorbij: int = 0
    """The same, said twice while the hub had less and got nothing: it passed over what is in between."""

    @property
    def achterstand(self) -> int | None:
        """Events that the region has and the hub does not; None while that cannot be known."""
        return None if self.log is None else max(0, self.log - self.hub)


class Bewaking:
    """Measures all lines and nudges stalled sources."""

    def __init__(self, nc: Client, regios: list[str], *, stil_s: float = STIL_S) -> None:
        self._nc, self._regios, self._stil_s = nc, regios, stil_s
        self.lijnen = {regio: Lijn(regio, sinds=time.monotonic()) for regio in regios}

    async def meet(self) -> None:
        """Measure every line once, and nudge what stands still though it should move."""
        await asyncio.gather(*(self._meet(lijn) for lijn in self.lijnen.values()))
        for lijn in self.lijnen.values():
            if lijn.achterstand and time.monotonic() - lijn.sinds > self._geduld(lijn):
                await self._duw(lijn)

    def _geduld(self, lijn: Lijn) -> float:
        """Every nudge starts the source anew, so each next one waits longer: it must get the time to start."""
        return self._stil_s * 2.0 ** min(lijn.geduwd, 4)

    async def _meet(self, lijn: Lijn) -> None:
        bij_hub = await self._bij_hub(lijn.regio)
        lijn.log = await self._in_regio(lijn.regio)
        if bij_hub != lijn.hub or not lijn.achterstand:
            lijn.sinds, lijn.geduwd, lijn.bevestigd, lijn.voorbij = time.monotonic(), 0, 0, 0
        else:
            gezegd = await self._bevestigd(lijn.regio)
            lijn.voorbij, lijn.bevestigd = min(lijn.bevestigd, gezegd), gezegd
        lijn.hub = bij_hub

    async def _in_regio(self, regio: str) -> int | None:
        """The last position of the region's own log; None where it does not answer."""
        gezegd = await self._vraag_regio(regio, f"STREAM.INFO.{naam_van(regio)}")
        return int(gezegd["state"]["last_seq"]) if "state" in gezegd else None

    async def _vraag_regio(self, regio: str, wat: str) -> dict[str, Any]:
        """What JetStream of the region says; nothing where it does not answer.

        Asked with an inbox of its own each time: a line that lost one subscription, and lives on, takes the next.
        """
        try:
            antwoord = await self._nc.request(f"$JS.{regio}.API.{wat}", timeout=1, old_style=True)
        except (nats.errors.Error, TimeoutError, OSError):
            return {}
        return json.loads(antwoord.data)

    async def _bij_hub(self, regio: str) -> int:
        """The region's position of the last of its events that the hub stored."""
        vraag = json.dumps({"last_by_subj": f"leerwinkel.{regio}.>"}).encode()
        try:
            antwoord = await self._nc.request("$JS.API.DIRECT.GET.VOL", vraag, timeout=1)
        except (nats.errors.Error, TimeoutError, OSError):
            return self.lijnen[regio].hub
        herkomst = (antwoord.headers or {}).get("Nats-Stream-Source")
        return int(herkomst.split(" ")[1]) if herkomst else 0

    async def _bevestigd(self, regio: str) -> int:
        """The region's position up to which the hub's source said that it has everything."""
        gezegd = await self._vraag_regio(regio, f"CONSUMER.INFO.{naam_van(regio)}.{HUB_CONSUMER}")
        return int(gezegd["ack_floor"]["stream_seq"]) if "ack_floor" in gezegd else 0

    async def _duw(self, lijn: Lijn) -> None:
        """Take the source out of the hub's stream and put it back: the server then starts it anew where it was."""
        log.warning("bron_staat_stil", regio=lijn.regio, log=lijn.log, hub=lijn.hub)
        lijn.sinds = time.monotonic()
        lijn.geduwd += 1
        try:
            api = f"$JS.{lijn.regio}.API"
            await ensure_consumer(self._nc, naam_van(lijn.regio), hub_consumer(lijn.regio), api=api)
            await self._stel_bij(hub([regio for regio in self._regios if regio != lijn.regio]))
            await self._stel_bij(hub(self._regios))
        except Unavailable as weg:
            log.warning("duwen_mislukt", regio=lijn.regio, reden=str(weg))

    async def _stel_bij(self, config: dict[str, Any]) -> None:
        try:
            antwoord = await self._nc.request("$JS.API.STREAM.UPDATE.VOL", json.dumps(config).encode(), timeout=5)
        except (nats.errors.Error, TimeoutError, OSError) as stil:
            raise Unavailable("de hub antwoordt niet") from stil
        fout = json.loads(antwoord.data).get("error")
        if fout:
            raise Unavailable(str(fout.get("description")))
