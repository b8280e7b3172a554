"""Storages of the VOL that are filled with made-up dossiers, without a log that they come from."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import duckdb

from bench.dossiers import gebeurtenissen
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking

_DEEL = 20_000
_ONTVANGEN = datetime(2026, 1, 1, tzinfo=UTC)


def vul(con: duckdb.DuckDBPyConnection, aantal: int, *, zonder: str = "") -> None:
    """Take in so many events, except those of one region."""
    verwerking, reeks = Verwerking(con), _berichten(aantal, zonder)
    while deel := list(islice(reeks, _DEEL)):
        verwerking.verwerk("VOL", deel)


def _berichten(aantal: int, zonder: str) -> Iterator[Binnengekomen]:
    posities = Counter[str]()
    for nummer, g in enumerate(gebeurtenissen(aantal), start=1):
        posities[g.regio] += 1
        if g.regio != zonder:
            yield Binnengekomen(g.regio, posities[g.regio], nummer, _ONTVANGEN, g.ruw)
