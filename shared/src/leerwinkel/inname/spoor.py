"""The trace context of what we send ourselves, written where the event has none and may be followed at all."""

from leerwinkel.inname.toelating import MAX_BYTES
from leerwinkel.inname.verpakt import Verpakt
from leerwinkel.runtime.waarneming import traceparent

_ZONDER_SPOOR = "tevredenheid-beantwoord"
"""An answer that cannot be led back to anybody: not by a trace either."""


def met_spoor(verpakt: list[Verpakt]) -> list[Verpakt]:
    """These events, sent from the present span. The same list when not tracing."""
    if traceparent() is None:
        return verpakt
    return [v._replace(ruw=ruw_met_spoor(v.ruw)) for v in verpakt]


def ruw_met_spoor(ruw: bytes) -> bytes:
    """The same for the JSON object of one event: nothing else in its bytes changes."""
    spoor = traceparent()
    if spoor is None or b'"traceparent"' in ruw or _ZONDER_SPOOR.encode() in ruw or not ruw.startswith(b"{"):
        return ruw
    langer = b'{"traceparent":"' + spoor.encode() + b'",' + ruw[1:]
    return langer if len(langer) <= MAX_BYTES else ruw
