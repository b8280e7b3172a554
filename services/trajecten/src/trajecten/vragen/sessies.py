"""What the screens ask about sessies: today, the agenda, one appointment. Blocking."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from trajecten.domain.agenda import Boeking
from trajecten.tabellen import DOSSIER, SESSIE
from trajecten.vragen.rijen import Rij, rijen

_d, _s = DOSSIER.c, SESSIE.c


def sessie(verbinding: Connection, welk: str, welke: str) -> Rij | None:
    """A sessie of a dossier."""
    return next(iter(rijen(verbinding, _sessies().where(_s.dossier == welk, _s.sessie == welke))), None)


def gepland(verbinding: Connection, welk: str) -> list[Rij]:
    """The appointments of a dossier of which nobody said yet how they ended."""
    return rijen(verbinding, _sessies().where(_s.dossier == welk, _s.toestand == "gepland").order_by(_s.moment))


def afspraken(verbinding: Connection, van: datetime, tot: datetime, begeleider: str = "") -> list[Rij]:
    """The sessies from `van` up to `tot` that are planned, or came to something, in order; cancelled ones are not."""
    vraag = _sessies().where(_s.moment >= van, _s.moment < tot, _s.toestand != "geannuleerd")
    if begeleider:
        vraag = vraag.where(_s.begeleider == begeleider)
    return rijen(verbinding, vraag.order_by(_s.moment, _s.sessie))


def onafgerond(verbinding: Connection, voor: datetime, begeleider: str, hoogstens: int) -> tuple[list[Rij], int]:
    """Planned sessies of before that moment of which nobody said how they ended, oldest first; and how many."""
    waar = [_s.eigen, _s.toestand == "gepland", _s.moment < voor]
    if begeleider:
        waar.append(_s.begeleider == begeleider)
    totaal = verbinding.scalar(select(func.count()).select_from(SESSIE).where(*waar)) or 0
    return rijen(verbinding, _sessies().where(*waar).order_by(_s.moment).limit(hoogstens)), totaal


def _sessies() -> Select[*tuple[Any, ...]]:
    bij = (_d.client, _d.persoonsgegevens, _d.begeleider.label("van"))
    return select(SESSIE, *bij).select_from(SESSIE.join(DOSSIER, _d.dossier == _s.dossier))


def boekingen(verbinding: Connection, van: datetime, tot: datetime) -> list[Boeking]:
    """The agenda of all begeleiders between two moments: what is still planned."""
    kolommen = select(_s.dossier, _s.sessie, _s.begeleider, _s.moment)
    gepland = kolommen.where(_s.toestand == "gepland", _s.moment >= van, _s.moment < tot, _s.begeleider.is_not(None))
    return [Boeking(**rij) for rij in rijen(verbinding, gepland)]
