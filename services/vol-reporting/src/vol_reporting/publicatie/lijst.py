"""The fixed list: which tables leave the VOL for every closed quarter, and what its numbers have to do with each other.

Only additive counts of dossiers stand here. A table more is a new version of the list: a reader may compute with all.
"""

from dataclasses import dataclass

LIJST = 1
"""The version of the list; publications say with which they were made."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A figure by region, and by one dimension if `naar` says so.

    `telt` and `op` name what teller and noemer count: the same name is the same number, in whatever table it stands.
    Without `op` the figure is a count.
    """

    naam: str
    titel: str
    code: str
    telt: str
    op: str | None = None
    naar: str | None = None
    eigen: bool = False
    """Whether the figure has that dimension of its own, so that it need not be split."""

    @property
    def splits(self) -> str:
        """By what the figure is to be split; empty for not at all."""
        return "" if self.eigen or self.naar is None else self.naar


_DOSSIERS = "dossiers"
_TRAP = "dossiers met een trap"
_TRAJECTEN = "trajecten"
_JONG = "dossiers van wie jonger is dan 26"
_WERKEND = "dossiers van wie werkt"

TABELLEN = (
    Tabel("aanmeldingen-naar-geslacht", "Aanmeldingen naar geslacht", "B01", _DOSSIERS, naar="geslacht"),
    Tabel("aanmeldingen-naar-leeftijd", "Aanmeldingen naar leeftijd", "B01", _DOSSIERS, naar="leeftijdsgroep"),
    Tabel("aanmeldingen-naar-scholing", "Aanmeldingen naar scholing", "B01", _DOSSIERS, naar="scholing"),
    Tabel("aanmeldingen-naar-statuut", "Aanmeldingen naar statuut", "B01", _DOSSIERS, naar="statuut"),
    Tabel("aanmeldingen-naar-kanaal", "Aanmeldingen naar kanaal", "B01", _DOSSIERS, naar="kanaal"),
    Tabel("jonger-dan-26", "Jonger dan 26", "P01", _JONG, _DOSSIERS),
    Tabel("aan-het-werk", "Aan het werk", "P02", _WERKEND, _DOSSIERS),
    Tabel("eerste-keer-begeleid", "Eerste keer begeleid", "P03", "dossiers van wie nieuw is", _DOSSIERS),
    Tabel("trappen", "Verdeling over de trappen", "D01", _TRAP, _TRAP, naar="trap", eigen=True),
    Tabel("keuze-gemaakt", "Keuze gemaakt", "R01", "trajecten met een keuze", _TRAJECTEN),
    Tabel("ingeschreven-na-traject", "Ingeschreven na traject", "R02c", "trajecten met een inschrijving", _TRAJECTEN),
    Tabel("ingeschreven", "Ingeschreven van alle dossiers", "R02d", "dossiers met een inschrijving", _DOSSIERS),
)
"""In this order they are written."""

BEVAT = ((_DOSSIERS, _TRAP),)
"""(whole, part) beside every noemer and its teller: nobody counts in the part who does not count in the whole."""

ZELFDE = {
    _JONG: (_DOSSIERS, "leeftijdsgroep", ("< 18", "18–25")),
    _WERKEND: (_DOSSIERS, "statuut", ("werkend",)),
}
"""What is counted twice: a teller that is also a sum of groups of another table."""
