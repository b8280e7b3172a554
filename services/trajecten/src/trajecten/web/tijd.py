"""Days and hours as people say them here, and the moments that they mean."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_BRUSSEL: Final = ZoneInfo("Europe/Brussels")
_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def moment_op(dag: date, uur: time) -> datetime:
    """That hour of that day; of an hour that comes twice the first. Raises ValueError for one that does not exist."""
    moment = datetime.combine(dag, uur, _BRUSSEL)
    vast = datetime.fromisoformat(moment.isoformat())  # a fixed offset: the log keeps no zone
    if vast.astimezone(_BRUSSEL).time() != uur:
        raise ValueError(f"{uur} does not exist on {dag}")
    return vast


def dag_van(moment: datetime) -> date:
    """The day of a moment."""
    return moment.astimezone(_BRUSSEL).date()


def uur(moment: datetime) -> str:
    """`09:05`."""
    return f"{moment.astimezone(_BRUSSEL):%H:%M}"


def begin(dag: date) -> datetime:
    """When that day begins."""
    return moment_op(dag, time())


def maandag(dag: date) -> date:
    """The first day of its week."""
    return dag - timedelta(days=dag.weekday())


def weekdag(dag: date) -> str:
    """`maandag`."""
    return _DAGEN[dag.weekday()]
