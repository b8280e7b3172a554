"""What the screens ask about dossiers. Blocking."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select

from leerwinkel.gebeurtenissen import lees
from leerwinkel.leesmodel import Placed
from leerwinkel.leesmodel.tables import LOG_EVENT, LOG_UNREADABLE
from trajecten.tabellen import DOSSIER, TABELLEN
from trajecten.vragen.rijen import Rij, rijen

STIL: Final = timedelta(days=14)
"""After so long without contact somebody is called (design: screens)."""
_HOOGSTENS: Final = 50

_d = DOSSIER.c
_BEZIG: Final = ("gedispatcht", "lopend", "heropend")
_OPEN = _d.toestand.in_(("aangemeld", *_BEZIG))  # by name: then a database looks at those alone


class LetOp(NamedTuple):
    """What a dossier may need: how that is called, why it matters, and which dossiers, given the moment now."""

    naam: str
    uitleg: str
    welke: Callable[[datetime], ColumnElement[bool]]


def _te_beslissen(_nu: datetime) -> ColumnElement[bool]:
    return and_(_d.toestand == "aangemeld", _d.besluit.is_(None))


def _zonder_gesprek(_nu: datetime) -> ColumnElement[bool]:
    return and_(_d.toestand == "gedispatcht", not_(_d.gesproken), _d.gepland.is_(None))


def _stil(nu: datetime) -> ColumnElement[bool]:
    return and_(_d.toestand.in_(_BEZIG), _d.contact < nu - STIL, or_(_d.gepland.is_(None), _d.gepland < nu))


def _niet_ingeschreven(_nu: datetime) -> ColumnElement[bool]:
    return and_(_OPEN, _d.keuze.is_not(None), not_(_d.ingeschreven))


def _zonder_toestemming(_nu: datetime) -> ColumnElement[bool]:
    return and_(_OPEN, _d.gesproken, not_(_d.toestemming))


LET_OP: Final[dict[str, LetOp]] = {
    "dispatching": LetOp("Nog te beslissen", "Deze aanmeldingen wachten op dispatching.", _te_beslissen),
    "gesprek": LetOp("Eerste gesprek te plannen", "Beslist tot een gesprek, maar zonder afspraak.", _zonder_gesprek),
    "stil": LetOp("14 dagen zonder contact", "Een kort bericht houdt de cliënt aan boord.", _stil),
    "keuze": LetOp("Keuze zonder inschrijving", "De inschrijving is nog niet bekend.", _niet_ingeschreven),
    "toestemming": LetOp(
        "Toestemming ontbreekt", "Er was een gesprek. Vraag of begeleiding en registratie mogen.", _zonder_toestemming
    ),
}
"""Only of dossiers that our services work on: what another system keeps is followed up there."""


def eerste(verbinding: Connection, let_op: str, begeleider: str, nu: datetime, hoogstens: int) -> tuple[list[Rij], int]:
    """The dossiers that need that (of a begeleider) and wait longest, and how many there are."""
    waar = [_d.eigen, LET_OP[let_op].welke(nu), *([van(begeleider)] if begeleider else [])]
    totaal = verbinding.scalar(select(func.count()).select_from(DOSSIER).where(*waar)) or 0
    lang = select(DOSSIER).where(*waar).order_by(_d.laatste, _d.dossier).limit(hoogstens)
    return rijen(verbinding, lang), totaal


def van(begeleider: str) -> ColumnElement[bool]:
    """Those of that begeleider, and those of ours that have none yet."""
    return or_(_d.begeleider == begeleider, and_(_d.begeleider.is_(None), _d.eigen))


def dossier(verbinding: Connection, welk: str) -> Rij | None:
    """The row of a dossier; None where nothing of it counts."""
    return next(iter(rijen(verbinding, select(DOSSIER).where(_d.dossier == welk))), None)


def andere_dossiers(verbinding: Connection, rij: Rij) -> list[Rij]:
    """The other dossiers of the same cliënt, the latest first."""
    if rij["client"] is None:
        return []
    zelfde = select(DOSSIER).where(_d.client == rij["client"], _d.dossier != rij["dossier"])
    return rijen(verbinding, zelfde.order_by(_d.laatste.desc()).limit(_HOOGSTENS))


def gezegd(verbinding: Connection, welk: str) -> tuple[list[Placed], int]:
    """All that stands on the log about it, in its order, and how many of it cannot be read."""
    events, stuk = (TABELLEN.tables[naam].c for naam in (LOG_EVENT, LOG_UNREADABLE))
    ruw = verbinding.execute(select(events.position, events.raw).where(events.entity == welk).order_by(events.position))
    geplaatst = [Placed(positie, lees(bytes_)) for positie, bytes_ in ruw]
    onleesbaar = verbinding.scalar(select(func.count()).where(stuk.entity == welk))
    return [each for each in geplaatst if each.event.data.entiteit == "dossier"], onleesbaar or 0
