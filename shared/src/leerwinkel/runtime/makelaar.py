"""FastStream's broker of a node, for a user of it, that comes back by itself."""

from collections.abc import Awaitable, Callable

from faststream.nats import NatsBroker
from faststream.nats.security import NatsNKey

from leerwinkel.runtime.ingang import Ingang
from leerwinkel.runtime.verbinding import zeg_fout


class Volhouder(NatsBroker):
    """One that is turned away tries again, like any other connection of ours.

    FastStream raises what it takes to be final in what nats-py calls with an error, also while it comes back: that ends
    the attempts, and the broker hangs until its process starts anew.
    """

    def _log_connection_broken(
        self, error_cb: Callable[[Exception], Awaitable[None]] | None = None
    ) -> Callable[[Exception], Awaitable[None]]:
        return error_cb or super()._log_connection_broken()


def maak_broker(ingang: Ingang, naam: str) -> NatsBroker:
    """Not started."""
    ingang.opties()  # mends what signs
    zaad = NatsNKey.from_file(ingang.zaad, ssl_context=ingang.vertrouwt()) if ingang.zaad else None
    return Volhouder(
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
