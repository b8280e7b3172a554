"""FastStream's broker of a node, for a user of it, that comes back by itself."""

from faststream.nats import NatsBroker
from faststream.nats.security import NatsNKey

from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.verbinding import zeg_fout


def maak_broker(ingang: Ingang, naam: str) -> NatsBroker:
    """Not started."""
    ingang.opties()  # mends what signs
    zaad = NatsNKey.from_file(ingang.zaad, ssl_context=ingang.vertrouwt()) if ingang.zaad else None
    return NatsBroker(
        ingang.url,
        name=naam,
        security=zaad,
        inbox_prefix=ingang.postvak,
        error_cb=zeg_fout(naam, ingang.wie),
        max_reconnect_attempts=-1,
        reconnect_time_wait=1,
        ping_interval=5,
        apply_types=True,
        logger=None,
    )
