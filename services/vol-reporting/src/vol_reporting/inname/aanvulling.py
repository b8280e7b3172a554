"""Filling gaps: positions that the hub passed over are fetched from the region's own log, and kept at the hub.

Whatever the cause was, and without trusting the hub's source. A position that the region cannot give stays a gap.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import nats.errors
import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import StoredEvent, Unavailable
from leerwinkel.eventsourcing.direct import COPY_ID, COPY_OF, page
from leerwinkel.runtime.stromen import Herkomst, naam_van
from leerwinkel.runtime.taken import samen
from leerwinkel.runtime.waarneming import tel
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.posities import Gat
from vol_reporting.inname.verwerking import Verwerking

log = structlog.get_logger()

AFWACHTEN_S = 3.0
"""So long a gap may still be closed by whoever made it."""
DUWEN = 2
"""After so many nudges in vain a source is given up for what it does not bring."""
_RONDE_S = 1.0
_DEEL = 200
_ANTWOORD_S = 5.0
_PAUZE_S, _LANGSTE_PAUZE_S = 5.0, 600.0
_AL_DAAR = 10071
"""The server's refusal of a second message under the same subject."""


@dataclass(slots=True)
class _Poging:
    """When a gap is to be asked for again, and how long the pause after that is if it stays."""

    weer_op: float
    pauze: float = _PAUZE_S


class Aanvulling:
    """Watches the gaps of every region and fills them. `schrijft` is held by who writes to the storage.

    A second VOL that does the same is harmless: each position has a subject of its own, which takes one message.
    """

    def __init__(
        self,
        nc: Client,
        bewaking: Bewaking,
        verwerking: Verwerking,
        schrijft: asyncio.Lock,
        *,
        afwachten_s: float = AFWACHTEN_S,
    ) -> None:
        self._nc, self._bewaking, self._verwerking, self._schrijft = nc, bewaking, verwerking, schrijft
        self._afwachten_s = afwachten_s
        self._pogingen: dict[str, dict[int, _Poging]] = {}
        """By region and by where the gap begins: that at the end of a log that goes on, ends elsewhere each time."""

    async def houd_vol(self) -> None:
        """Fill, of every region on its own, until cancelled."""
        await samen(*map(self._houd_vol, self._bewaking.lijnen))

    async def _houd_vol(self, regio: str) -> None:
        while True:
            try:
                await self.vul_aan(regio)
            except Unavailable as weg:
                log.warning("aanvullen_mislukt", regio=regio, reden=str(weg))
            await asyncio.sleep(_RONDE_S)

    async def vul_aan(self, regio: str) -> None:
        """Fill what is to be filled now. Raises Unavailable."""
        gaten = await self._gaten(regio)
        nu = time.monotonic()
        self._pogingen[regio] = {
            gat.van: self._pogingen.get(regio, {}).get(gat.van) or _Poging(nu + self._afwachten_s) for gat in gaten
        }
        for gat in gaten:
            if nu >= (poging := self._pogingen[regio][gat.van]).weer_op:
                await self._vul(gat, poging)

    async def _gaten(self, regio: str) -> list[Gat]:
        """What the VOL misses and the region can be asked for: not while its own log is shorter than it was."""
        async with self._schrijft:
            posities = self._verwerking.posities
            gaten = sorted((gat for gat in posities.gaten if gat.regio == regio), key=lambda gat: gat.van)
            tot = posities.hoogste.get(regio, 0)
        lijn = self._bewaking.lijnen[regio]
        if lijn.log is None or lijn.log < lijn.hub:
            return []
        einde = lijn.log if lijn.geduwd >= DUWEN else lijn.voorbij
        if einde > (tot := max(tot, lijn.hub)):
            gaten.append(Gat(regio, tot + 1, einde))
        return gaten

    async def _vul(self, gat: Gat, poging: _Poging) -> None:
        plaats = {"regio": gat.regio, "van": gat.van, "tot": gat.tot}
        poging.weer_op, poging.pauze = time.monotonic() + poging.pauze, min(2 * poging.pauze, _LANGSTE_PAUZE_S)
        log.error("gat", **plaats)
        gegeven = 0
        async for deel in self._vraag(gat):
            gelegd = await asyncio.gather(*(self._leg(gat.regio, event) for event in deel))
            tel("hub", [(gat.regio, "aangevuld")] * sum(gelegd))
            gegeven += len(deel)
        if gegeven:
            log.warning("gat_aangevuld", **plaats, aantal=gegeven)
        if (rest := gat.tot - gat.van + 1 - gegeven) > 0:
            log.error("gat_blijft", **plaats, aantal=rest)

    async def _vraag(self, gat: Gat) -> AsyncIterator[list[StoredEvent]]:
        """What the region's own log can give of those positions; what it cannot read is passed over."""
        onderwerp, van = f"$JS.{gat.regio}.API.DIRECT.GET.{naam_van(gat.regio)}", gat.van
        while van <= gat.tot:
            vraag = {"batch": min(_DEEL, gat.tot - van + 1), "seq": van, "next_by_subj": ">"}
            try:
                events, _ = await page(self._nc, onderwerp, vraag, _ANTWOORD_S)
            except (nats.errors.Error, TimeoutError, OSError) as stil:
                raise Unavailable(f"{gat.regio} antwoordt niet") from stil
            deel = [event for event in events if event.position <= gat.tot]
            if not deel:
                return
            yield deel
            van = deel[-1].position + 1

    async def _leg(self, regio: str, event: StoredEvent) -> bool:
        """Keep an event at the hub; gives whether it was not there yet. Raises Unavailable."""
        herkomst = Herkomst(regio, event.position, event.subject)
        koppen = {"Nats-Expected-Last-Subject-Sequence": "0", COPY_OF: herkomst.bron(), COPY_ID: event.id}
        try:
            antwoord = await self._nc.request(
                f"aanvulling.{regio}.{event.position}", event.payload, timeout=_ANTWOORD_S, headers=koppen
            )
        except (nats.errors.Error, TimeoutError, OSError) as stil:
            raise Unavailable("de hub antwoordt niet") from stil
        fout = json.loads(antwoord.data).get("error")
        if fout and fout.get("err_code") != _AL_DAAR:
            raise Unavailable(str(fout.get("description")))
        return not fout
