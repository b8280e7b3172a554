"""Policies: what a service does by itself after an event of the region's own services. Each event may come again."""

from collections.abc import Awaitable, Callable

import structlog
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker
from nats.aio.msg import Msg
from nats.js.api import ConsumerConfig

from leerwinkel.eventsourcing import Conflict, Refusal, Unavailable
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.stromen import beleid_consumer, naam_van
from leerwinkel.transport.batch import IN_BATCHES, Batch, ruw
from leerwinkel.transport.fetch import mend_fetch
from leerwinkel.transport.messages import mend_messages

log = structlog.get_logger()

Reageer = Callable[[AnyGebeurtenis], Awaitable[None]]
"""Does what follows from an event, if anything. Given again it does nothing more. May raise what `execute` raises."""

_ACK_WAIT_S = 10
_LATER_S = 1.0


def luister(broker: NatsBroker, regio: str, service: str, reageer: Reageer, *, postvak: str = "_INBOX") -> None:
    """Let the service react, through this broker, to what stands on the region's log: all of it, once at least.

    `postvak`: where it may hear what it fetches.
    """
    mend_fetch()
    mend_messages()

    @broker.subscriber(
        f"leerwinkel.{regio}.>",
        stream=JStream(naam_van(regio), declare=False),
        durable=beleid_consumer(service),
        config=ConsumerConfig(ack_wait=_ACK_WAIT_S, max_deliver=-1),
        pull_sub=IN_BATCHES,
        ack_policy=AckPolicy.MANUAL,
        no_reply=True,
        inbox_prefix=f"{postvak}.".encode(),
        decoder=ruw,
        title=f"beleid.{service}.{regio}",
    )
    async def reageer_op(_body: list[bytes], batch: Batch) -> None:  # pyright: ignore[reportUnusedFunction]
        for bericht in batch.raw_message:
            await _behandel(bericht, service, reageer)


async def _behandel(bericht: Msg, service: str, reageer: Reageer) -> None:
    try:
        await reageer(lees(bericht.data))
    except Onleesbaar:
        log.warning("beleid_onleesbaar", service=service, positie=bericht.metadata.sequence.stream)
    except Refusal as nee:  # an outcome, like any other: somebody was first, or it is not allowed
        log.info("beleid_geweigerd", service=service, reden=nee.code)
    except (Conflict, Unavailable) as weg:
        log.warning("beleid_later", service=service, reden=type(weg).__name__)
        await bericht.nak(delay=_LATER_S)
        return
    await bericht.ack()
