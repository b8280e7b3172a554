"""Admission: whether a message may enter a region's log. The contract only; rules of the blueprint bind commands."""

from datetime import UTC, datetime, timedelta

from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import DIENSTEN, passende_soorten

MAX_BYTES = 64 * 1024
TE_GROOT = f"Het bericht is te groot: een gebeurtenis is hoogstens 64 KiB ({MAX_BYTES} bytes)."
VROEGST = datetime(1990, 1, 1, tzinfo=UTC)
SPELING = timedelta(days=1)
"""How far a producer's clock may be ahead."""


class Geweigerd(Exception):
    """The message may not enter; `reden` says why, in Dutch, with what to do where that helps."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


def laat_toe(ruw: bytes, *, regio: str, systeem: str, nu: datetime) -> AnyGebeurtenis:
    """The event in those bytes, if it may enter at the door of that region and system. Raises Geweigerd."""
    if len(ruw) > MAX_BYTES:
        raise Geweigerd(TE_GROOT)
    try:
        gebeurtenis = lees(ruw, streng=True)
    except Onleesbaar as onleesbaar:
        raise Geweigerd(onleesbaar.reden) from None
    toets(gebeurtenis, regio=regio, systeem=systeem, nu=nu)
    return gebeurtenis


def toets(gebeurtenis: AnyGebeurtenis, *, regio: str, systeem: str, nu: datetime) -> None:
    """What the contract asks beyond the shape of one event. Raises Geweigerd."""
    if gebeurtenis.regio != regio:
        raise Geweigerd(f"source: deze deur is van {regio}, de gebeurtenis is van {gebeurtenis.regio}.")
    if gebeurtenis.systeem != systeem:
        raise Geweigerd(f"source: deze deur is van systeem {systeem}, de gebeurtenis is van {gebeurtenis.systeem}.")
    if gebeurtenis.service not in DIENSTEN:
        raise Geweigerd("type: gebeurtenissen van de VOL komen niet langs de deur van een regio.")
    for veld, moment in (("time", gebeurtenis.time), ("recordedtime", gebeurtenis.recordedtime)):
        if moment > nu + SPELING:
            raise Geweigerd(f"{veld}: {moment.isoformat()} ligt in de toekomst.")
        if moment < VROEGST:
            raise Geweigerd(f"{veld}: {moment.isoformat()} ligt te ver in het verleden (vroegst {VROEGST.year}).")
    if isinstance(gebeurtenis.data, GebeurtenisGecorrigeerd) and not passende_soorten(gebeurtenis.data):
        raise Geweigerd("data.gegevens: passen bij geen enkele gebeurtenis van deze dienst.")
