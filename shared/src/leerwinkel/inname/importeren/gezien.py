"""Which events the export holds: to tell a row from its double, and to know what vanished.

Both remember the whole export: fingerprints (64-bit keyed hashes) instead of ids keep two million rows small.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Dubbels:
    """What rows with an id of their own said."""

    _inhoud: dict[int, int] = field(default_factory=dict[int, int])

    def al_gelezen(self, id_: str, inhoud: str) -> bool:
        """Whether an earlier row with this id of its own said the same. Raises ValueError if it said something else."""
        eerder = self._inhoud.get(hash(id_))
        if eerder is None:
            self._inhoud[hash(id_)] = hash(inhoud)
            return False
        if eerder != hash(inhoud):
            raise ValueError("deze id komt twee keer voor met andere inhoud")
        return True


@dataclass(slots=True)
class Gezien:
    """The events that the export has rows for."""

    _ids: dict[tuple[str, str], set[int]] = field(default_factory=dict[tuple[str, str], set[int]])

    def noteer(self, regio: str, naam: str, id_: str) -> None:
        """The export has a row for this event, right or wrong."""
        self._ids.setdefault((regio, naam), set()).add(hash(id_))

    def regios(self) -> list[str]:
        """The regions that have rows."""
        return sorted({regio for regio, _ in self._ids})

    def verdwenen(self, regio: str, naam: str, id_: str) -> bool:
        """Whether an event that is on the log has no row any more."""
        return hash(id_) not in self._ids.get((regio, naam), ())
