"""The gateway of a region: what other systems publish to `inname.<regio>.<systeem>` is judged, taken in and answered.

A FastStream subscriber. A message is acknowledged after its answer is out; a crash before that only repeats answers.
"""

import asyncio
import json
import re
from datetime import UTC, datetime
from typing import Any

import structlog
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker
from nats.aio.msg import Msg
from nats.js.api import ConsumerConfig
from sqlalchemy.exc import DBAPIError

from leerwinkel.eventsourcing import Gap, Unavailable
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.fouten import zichtbaar
from leerwinkel.inname.poort import Antwoord, Poort, Uitkomst
from leerwinkel.inname.quarantaine import Geweigerde, Quarantaine
from leerwinkel.inname.toelating import MAX_BYTES, Geweigerd, laat_toe
from leerwinkel.runtime.stromen import DEUR_CONSUMER, inname_van
from leerwinkel.runtime.waarneming import fase, span, tel
from leerwinkel.transport.batch import IN_BATCHES, Batch, ruw
from leerwinkel.transport.fetch import mend_fetch
from leerwinkel.transport.messages import mend_messages
from leerwinkel.waarmerk.keuring import LogGebroken

log = structlog.get_logger()

_SYSTEEM = re.compile(r"[a-z0-9-]{1,48}")
ONBEKEND = "_onbekend"
"""Where the answer goes when the subject names no system; no system can be called so."""
_GEEN_SYSTEEM = "Het onderwerp noemt geen systeem (kleine letters, cijfers en streepjes). Publiceer op "
ACK_WAIT_S = 5
"""What was fetched by a gateway that died comes again after this."""


def luister(broker: NatsBroker, regio: str, poort: Poort, quarantaine: Quarantaine, *, postvak: str = "_INBOX") -> None:
    """Let the broker take in what comes to the door of that region; it hears it under `postvak`."""
    mend_fetch()
    mend_messages()

    @broker.subscriber(
        f"inname.{regio}.>",
        stream=JStream(inname_van(regio), declare=False),
        durable=DEUR_CONSUMER,
        config=ConsumerConfig(ack_wait=ACK_WAIT_S, max_deliver=-1),
        pull_sub=IN_BATCHES,
        ack_policy=AckPolicy.MANUAL,
        no_reply=True,
        inbox_prefix=f"{postvak}.".encode(),
        decoder=ruw,
        title=f"inname.{regio}",
    )
    async def neem_in(_body: list[bytes], bericht: Batch) -> None:  # pyright: ignore[reportUnusedFunction]
        await Gateway(broker, regio, poort, quarantaine).behandel(bericht.raw_message)


class Gateway:
    """Judges and answers messages of one region's door."""

    def __init__(self, broker: NatsBroker, regio: str, poort: Poort, quarantaine: Quarantaine) -> None:
        self._broker, self._regio, self._poort, self._quarantaine = broker, regio, poort, quarantaine

    async def behandel(self, berichten: list[Msg]) -> None:
        """Take in, answer and acknowledge. When the log is away the messages are left to come again."""
        van = (bericht.data for bericht in berichten)
        with span("deur.inname", rol="ontvangt", van=van, regio=self._regio, aantal=len(berichten)):
            await self._behandel(berichten)

    async def _behandel(self, berichten: list[Msg]) -> None:
        nu = datetime.now(UTC)
        with fase("oordelen", regio=self._regio):
            oordelen = [self._oordeel(bericht, nu) for bericht in berichten]
        toegelaten = [o for o in oordelen if not isinstance(o, Geweigerde)]
        try:
            await asyncio.to_thread(self._quarantaine.bewaar, [o for o in oordelen if isinstance(o, Geweigerde)], nu=nu)
            antwoorden = iter(await self._poort.neem_in(toegelaten))
        except (Gap, LogGebroken) as gat:
            log.critical("log_beschadigd", regio=self._regio, reden=str(gat), aantal=len(berichten))
            await asyncio.gather(*(bericht.nak(delay=1) for bericht in berichten))
            return
        except (Unavailable, DBAPIError) as weg:
            reden = str(getattr(weg, "orig", weg))  # never the statement: it holds what was sent
            log.warning("log_weg", regio=self._regio, reden=reden, aantal=len(berichten))
            await asyncio.gather(*(bericht.nak(delay=1) for bericht in berichten))
            return
        for bericht, oordeel in zip(berichten, oordelen, strict=True):
            antwoord = _weigering(oordeel) if isinstance(oordeel, Geweigerde) else next(antwoorden)
            await self._antwoord(bericht, antwoord)
        await asyncio.gather(*(bericht.ack() for bericht in berichten))
        tel("deur", ((self._regio, Uitkomst.GEWEIGERD.value) for o in oordelen if isinstance(o, Geweigerde)))

    def _oordeel(self, bericht: Msg, nu: datetime) -> AnyGebeurtenis | Geweigerde:
        systeem = _systeem(bericht)
        if systeem == ONBEKEND:
            return Geweigerde(systeem, nu, f"{_GEEN_SYSTEEM}inname.{self._regio}.<systeem>.", bericht.data)
        try:
            return laat_toe(bericht.data, regio=self._regio, systeem=systeem, nu=nu)
        except Geweigerd as geweigerd:
            return Geweigerde(systeem, nu, geweigerd.reden, bericht.data)

    async def _antwoord(self, bericht: Msg, antwoord: Antwoord) -> None:
        inname = bericht.metadata.sequence.stream
        inhoud = als_json(antwoord) | {"inname": inname}
        systeem = _systeem(bericht)
        await self._broker.publish(json.dumps(inhoud).encode(), f"antwoord.{self._regio}.{systeem}")
        if antwoord.uitkomst in (Uitkomst.CONFLICT, Uitkomst.GEWEIGERD):
            velden = {"systeem": systeem, "uitkomst": antwoord.uitkomst.value, "inname": inname}
            log.info("inname_geweigerd", regio=self._regio, **velden)


def als_json(antwoord: Antwoord) -> dict[str, Any]:
    """The answer as other systems read it: source, id, uitkomst, and reden and positie where there are any."""
    velden = {
        "source": antwoord.source,
        "id": antwoord.id,
        "uitkomst": antwoord.uitkomst.value,
        "reden": antwoord.reden,
        "positie": antwoord.positie,
    }
    return {naam: waarde for naam, waarde in velden.items() if waarde is not None}


def _systeem(bericht: Msg) -> str:
    """The system whose door it came to: `inname.<regio>.<systeem>`. A subject of any other form names none."""
    systeem = bericht.subject.split(".", 2)[2]
    return systeem if _SYSTEEM.fullmatch(systeem) else ONBEKEND


def _weigering(geweigerd: Geweigerde) -> Antwoord:
    """The refusal, with as much of the sender's identification as could be read."""
    gelezen = _los_gelezen(geweigerd.ruw)
    bron, id_ = (zichtbaar(str(gelezen.get(veld, "")), 200) for veld in ("source", "id"))
    return Antwoord(bron, id_, Uitkomst.GEWEIGERD, geweigerd.reden)


def _los_gelezen(ruw: bytes) -> dict[str, Any]:
    if len(ruw) > MAX_BYTES:
        return {}
    try:
        gelezen = json.loads(ruw)
    except (ValueError, RecursionError):
        return {}
    return gelezen if isinstance(gelezen, dict) else {}
