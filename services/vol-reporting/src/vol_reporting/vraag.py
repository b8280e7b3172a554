"""What can be asked of the figures, and which answers there are to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.vol import DubbelBeoordeeld
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.periode import Periode
from vol_reporting.registratie.stand import Stand

VLAANDEREN = "vlaanderen"
"""The area of all regions together."""

SPLITSINGEN: dict[str, str] = {
    **{veld: veld for veld in Profiel.model_fields},
    "kansengroepen": "unnest(kansengroepen)",
    "leeftijdsgroep": "leeftijdsgroep",
    "laaggeschoold": "laaggeschoold",
    "scholing": "scholing",
    "kanaal": "kanaal",
    "toeleiding": "toeleiding",
    "vraagsoort": "vraagsoort",
    "trap": "coalesce(trap, 'geen')",
    "besluit": "coalesce(besluit, 'geen')",
}
"""What figures can be split by → how it follows from a row of `dossier`. A list gives one row per member."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question: which figures, of when, of where, split by what, and as known when. None is everything or none.

    `versies`: by which version a figure is counted, where that is not the one of the period. `alsof`: judgements on
    pairs that count as if they were given now.
    """

    periode: Periode | Sequence[Periode] | None = None
    stand: Stand | None = None
    bekend_op: datetime | None = None
    regio: str | None = None
    splits: str | None = None
    codes: Sequence[str] | None = None
    versies: Mapping[str, int] = field(default_factory=dict[str, int])
    alsof: tuple[DubbelBeoordeeld, ...] = ()

    def perioden(self) -> list[Periode]:
        """The periods asked for, each once."""
        match self.periode:
            case None:
                return [Periode.alles()]
            case Periode():
                return [self.periode]
            case _:
                return list(dict.fromkeys(self.periode))

    def gebieden(self) -> dict[str, list[str]]:
        """Area → its regions, in the order of the list of regions, Flanders last. Raises ValueError (Dutch)."""
        regios = list(codelijst("regio"))
        alle = {**{regio: [regio] for regio in regios}, VLAANDEREN: regios}
        if self.regio is None:
            return alle
        return {self.regio: alle[_kies("De regio", self.regio, alle)]}

    def definities(self) -> list[Definitie]:
        """The figures asked for, in the order of the catalogue. Raises ValueError (Dutch)."""
        alle = definities()
        if self.splits is not None:
            _kies("De splitsing", self.splits, SPLITSINGEN)
        for code, versie in self.versies.items():
            _kies("De indicator", code, alle)
            _kies(f"De versie van {code}", str(versie), map(str, alle[code].versies))
        if self.codes is None:
            return [d for d in alle.values() if self.splits is None or d.splitsbaar]
        gekozen = {_kies("De indicator", code, alle) for code in self.codes}
        for code in sorted(gekozen):
            if self.splits is not None and not alle[code].splitsbaar:
                raise ValueError(f"{code} laat zich niet splitsen.")
        return [d for d in alle.values() if d.code in gekozen]

    def versie_van(self, definitie: Definitie, periode: Periode) -> int:
        """The version by which a figure is counted in that period."""
        return self.versies.get(definitie.code) or definitie.versie_van(periode)

    def verzwijgt(self, definitie: Definitie) -> str | None:
        """Why a figure cannot be told for this look back (Dutch), if it cannot."""
        for hoe, wanneer in (("stand", "op een vroegere stand"), ("bekend_op", "zoals vroeger geregistreerd")):
            if getattr(self, hoe) is not None and hoe in definitie.niet_bij:
                return f"Wat dit cijfer {wanneer} was, is niet te zeggen: het wordt niet uit gebeurtenissen geteld."
        return None


def _kies(wat: str, waarde: str, mogelijk: Iterable[str]) -> str:
    keuzes = list(mogelijk)
    if waarde not in keuzes:
        raise ValueError(f"{wat} ‘{waarde}’ bestaat niet. Mogelijk is: {', '.join(keuzes)}.")
    return waarde
