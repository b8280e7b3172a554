"""The form of the figures page: what was filled in, what can be chosen, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vol_reporting.benamingen import dimensienaam, met_hoofdletter, regionaam
from vol_reporting.vraag import SPLITSINGEN, VLAANDEREN, Vraag

NAMEN = {
    "regio": "Regio",
    "periode": "Periode",
    "splits": "Uitsplitsen",
    "stand": "Stand",
    "bekend_op": "Bekend op",
    "versie": "Versie",
}
"""Field → its label."""


@dataclass(frozen=True, slots=True)
class Formulier:
    """`waarden` are as typed; `fouten` has a sentence for each field that is wrong.

    `alleen`: the regions to which who asks is narrowed; None: they are not.
    """

    waarden: Mapping[str, str]
    fouten: dict[str, str] = field(default_factory=dict[str, str])
    alleen: frozenset[str] | None = None

    @property
    def regios(self) -> list[tuple[str, str]]:
        """Flanders first, then the regions; or those of their own."""
        gebieden = [gebied for gebied in Vraag().gebieden() if self.alleen is None or gebied in self.alleen]
        return [(gebied, regionaam(gebied)) for gebied in sorted(gebieden, key=lambda gebied: gebied != VLAANDEREN)]

    @property
    def dimensies(self) -> list[tuple[str, str]]:
        """What can be split by, by name."""
        namen = sorted((met_hoofdletter(dimensienaam(dimensie)), dimensie) for dimensie in SPLITSINGEN)
        return [("", "Niet uitsplitsen"), *((dimensie, naam) for naam, dimensie in namen)]

    @property
    def terugkijken(self) -> bool:
        """Whether an earlier moment or another version was asked for."""
        return any(self.waarden.get(veld) for veld in ("stand", "bekend_op", "versie"))

    def fout(self, veld: str) -> str | None:
        """What is wrong with a field."""
        return self.fouten.get(veld)
