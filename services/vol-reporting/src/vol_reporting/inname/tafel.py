"""The VOL's table beside the log: has it, at a position, the very event that the log has there."""

import hashlib
from collections.abc import Iterator

import duckdb

_DEEL = 10_000
_RIJEN = """
    SELECT positie, digest FROM gebeurtenis WHERE regio = $regio
    UNION ALL SELECT positie, NULL FROM quarantaine WHERE regio = $regio
    ORDER BY positie
"""


class Tafel:
    """The rows of every region in the order of their positions. Ask in that order."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._rijen: dict[str, Iterator[tuple[int, bytes | None]]] = {}
        self._volgende: dict[str, tuple[int, bytes | None] | None] = {}

    def heeft(self, regio: str, positie: int, ruw: bytes) -> bool:
        """Whether the event is a row there, is kept in quarantine, or repeats an event that is a row elsewhere."""
        if regio not in self._rijen:
            self._rijen[regio] = self._lees(regio)
            self._volgende[regio] = next(self._rijen[regio], None)
        while (rij := self._volgende[regio]) is not None and rij[0] < positie:
            self._volgende[regio] = next(self._rijen[regio], None)
        digest = hashlib.sha256(ruw).digest()
        if rij is not None and rij[0] == positie:
            return rij[1] is None or rij[1] == digest
        return bool(self._con.execute("SELECT 1 FROM gebeurtenis WHERE digest = ? LIMIT 1", [digest]).fetchall())

    def _lees(self, regio: str) -> Iterator[tuple[int, bytes | None]]:
        rijen = self._con.cursor().execute(_RIJEN, {"regio": regio})
        while deel := rijen.fetchmany(_DEEL):
            yield from deel
