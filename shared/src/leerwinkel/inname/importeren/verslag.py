"""The report of an import: counts per file, bad rows, notes, what vanished."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

IN_GEHEUGEN: Final = 1_000
_VOORBEELDEN: Final = 5


@dataclass(frozen=True, slots=True)
class Rijfout:
    """One cell (or, without `kolom`, one row) that does not fit. `rij` is the number that a spreadsheet shows."""

    bestand: str
    rij: int
    kolom: str
    reden: str


@dataclass(slots=True)
class Bestandsverslag:
    """One file: rows read, rows that are wrong, rows that give no event; events new, repeated, corrected."""

    bestand: str
    gelezen: int = 0
    zonder_gebeurtenis: int = 0
    aanvaard: int = 0
    herhaald: int = 0
    gecorrigeerd: int = 0
    fout: int = 0
    onbruikbaar: str | None = None
    """Why nothing of the file went in, if so."""

    def tel_bij(self, ander: "Bestandsverslag") -> None:
        """Add what was counted while the file was read."""
        self.gelezen += ander.gelezen
        self.zonder_gebeurtenis += ander.zonder_gebeurtenis
        self.herhaald += ander.herhaald
        self.fout += ander.fout
        self.onbruikbaar = ander.onbruikbaar


@dataclass(slots=True)
class Importverslag:
    """What an import did. All bad cells are in the file of errors, the first thousand also here."""

    per_bestand: list[Bestandsverslag] = field(default_factory=list[Bestandsverslag])
    fouten: list[Rijfout] = field(default_factory=list[Rijfout])
    opmerkingen: list[str] = field(default_factory=list[str])
    verdwenen: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    """(regio, event name) → how many events of earlier imports are no longer in the export. Never retracted."""
    foutenbestand: Path | None = None
    """Where all bad cells are listed; None where there are none."""

    @property
    def gelezen(self) -> int:
        """Rows read."""
        return sum(b.gelezen for b in self.per_bestand)

    @property
    def aanvaard(self) -> int:
        """New events on the log, corrections not counted."""
        return sum(b.aanvaard for b in self.per_bestand)

    @property
    def herhaald(self) -> int:
        """Events that were on the log already."""
        return sum(b.herhaald for b in self.per_bestand)

    @property
    def gecorrigeerd(self) -> int:
        """Corrections put on the log."""
        return sum(b.gecorrigeerd for b in self.per_bestand)

    @property
    def fout(self) -> int:
        """Rows that did not go in."""
        return sum(b.fout for b in self.per_bestand)

    @property
    def volledig(self) -> bool:
        """Whether every row of every known file went in."""
        return self.fout == 0 and all(b.onbruikbaar is None for b in self.per_bestand)


@dataclass(slots=True)
class Notities:
    """Notes about rows of one file, counted per sentence, with the first few row numbers."""

    aantal: Counter[str] = field(default_factory=Counter[str])
    rijen: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def noteer(self, zin: str, rij: int) -> None:
        """One more row of which this must be said."""
        self.aantal[zin] += 1
        voorbeelden = self.rijen.setdefault(zin, [])
        if len(voorbeelden) < _VOORBEELDEN:
            voorbeelden.append(rij)

    def neem_over(self, andere: "Notities") -> None:
        """The notes of another, as if they had been noted here, after those that were."""
        for zin, rijen in andere.rijen.items():
            self.aantal[zin] += andere.aantal[zin]
            self.rijen[zin] = [*self.rijen.get(zin, []), *rijen][:_VOORBEELDEN]

    def zinnen(self, bestand: str) -> list[str]:
        """The notes as sentences for the report."""
        return [self._zin(bestand, zin) for zin in self.aantal]

    def _zin(self, bestand: str, zin: str) -> str:
        rijen = ", ".join(map(str, self.rijen[zin]))
        meer = ", …" if self.aantal[zin] > _VOORBEELDEN else ""
        return f"{bestand}: {zin} ({self.aantal[zin]} keer: rij {rijen}{meer})"


Meld = Callable[[Rijfout], None]
