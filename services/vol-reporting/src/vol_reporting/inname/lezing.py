"""Reading what came in: each message becomes a row, or is rejected with the reason. Needs no storage."""

import gc
import hashlib
from collections.abc import Sequence
from typing import NamedTuple, cast

from leerwinkel.gebeurtenissen import Hoofding, Onleesbaar, lees
from leerwinkel.gebeurtenissen.correctie import CORRECTIES, GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import passende_soorten
from leerwinkel.gebeurtenissen.upcasters import STAPPEN, volgende
from leerwinkel.runtime.waarneming import fase
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.opslag import Rij


class Goed(NamedTuple):
    """An event that can be kept. `sleutel` is its source and id."""

    regio: str
    positie: int
    sleutel: tuple[str, str]
    rij: Rij


class Afgekeurd(NamedTuple):
    """What cannot be a row, and why (Dutch)."""

    regio: str
    positie: int
    bericht: Binnengekomen
    reden: str
    hoofding: Hoofding | None


Gelezen = Goed | Afgekeurd

_CORRECTIES = frozenset(correctie for correctie, _ in CORRECTIES.values())
_VERNIEUWD = frozenset(map(volgende, STAPPEN))


def ruim_minder_op() -> None:
    """For a process that takes in much. What is read has no cycles; looking for them cost a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def lees_alle(berichten: Sequence[Binnengekomen]) -> list[Gelezen]:
    """Each message read, in the same order."""
    with fase("lezen", aantal=len(berichten)):
        return [_lees(bericht) for bericht in berichten]


def keur_af(bericht: Binnengekomen, reden: str, hoofding: Hoofding | None) -> Afgekeurd:
    """The message with the reason why it is no row."""
    return Afgekeurd(bericht.regio, bericht.positie, bericht, reden, hoofding)


def _lees(bericht: Binnengekomen) -> Gelezen:
    try:
        gebeurtenis = lees(bericht.ruw)
    except Onleesbaar as onleesbaar:
        return keur_af(bericht, onleesbaar.reden, onleesbaar.hoofding)
    regio = gebeurtenis.regio
    if regio != bericht.regio:
        return keur_af(bericht, f"source: staat op het log van {bericht.regio}, maar is van {regio}", gebeurtenis)
    return Goed(regio, bericht.positie, (gebeurtenis.source, gebeurtenis.id), _rij(bericht, gebeurtenis))


def _rij(bericht: Binnengekomen, gebeurtenis: AnyGebeurtenis) -> Rij:
    data = gebeurtenis.data
    oud = gebeurtenis.type in _VERNIEUWD and gebeurtenis.type.encode() not in bericht.ruw
    return Rij(
        bericht.regio,
        bericht.positie,
        bericht.gebrond,
        bericht.ontvangen,
        (gebeurtenis.ruw() if oud else bericht.ruw).decode(),
        hashlib.sha256(bericht.ruw).digest(),
        passende_soorten(cast("GebeurtenisGecorrigeerd", data)) if type(data) in _CORRECTIES else None,
    )
