"""The zitdagen that were held at loketten that are open. Blocking."""

from datetime import datetime

from sqlalchemy import Connection, select

from trajecten.tabellen import LOKET, ZITDAG
from trajecten.vragen.rijen import Rij, rijen

_z = ZITDAG.c


def gehouden(verbinding: Connection, van: datetime, tot: datetime) -> list[Rij]:
    """Those from `van` up to `tot`, in order."""
    open_ = select(_z.loket, _z.moment, _z.duur_minuten).join(LOKET, LOKET.c.loket == _z.loket).where(LOKET.c.open)
    return rijen(verbinding, open_.where(_z.moment >= van, _z.moment < tot).order_by(_z.moment, _z.loket))
