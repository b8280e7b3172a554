"""A proposal for a beleidssignaal: what it rests on, and what will be said of it if a person confirms it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from leerwinkel.gebeurtenissen.vol import BeleidssignaalVastgesteld
from vol_reporting.signalen.melding import Melding

Herkomst = Literal["gebundeld", "cijfer", "verschuiving", "cluster"]

KLEIN = 3
"""A count up to this of groups of people, or of a municipality, is not told (as in what is published)."""
HOOGSTENS = 400
"""So many events fit in an event of 64 KiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """`van` up to and not including `tot`. `waarom` is a sentence (Dutch); `meldingen` are in order of day."""

    herkomst: Herkomst
    waarom: str
    van: date
    tot: date
    regios: tuple[str, ...]
    thema: str | None = None
    drempelsoort: str | None = None
    indicator: str | None = None
    meldingen: tuple[Melding, ...] = ()

    @property
    def nummer(self) -> str:
        """The id that the beleidssignaal gets: the same proposal has the same one, whoever confirms it."""
        wat = (self.herkomst, self.thema, self.drempelsoort, self.indicator, self.regios, self.van, self.tot)
        bewijs = sorted((melding.source, melding.id) for melding in self.meldingen)
        return "b" + hashlib.sha256(repr((*map(str, wat), bewijs)).encode()).hexdigest()[:24]

    def gegevens(self) -> BeleidssignaalVastgesteld:
        """What the event says."""
        return BeleidssignaalVastgesteld(
            herkomst=self.herkomst,
            thema=self.thema,
            drempelsoort=self.drempelsoort,
            indicator=self.indicator,
            regios=self.regios,
            bewijs=tuple(melding.doel for melding in self.meldingen),
        )


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What signals add up to. Groups overlap; of municipalities only those that are no small number are named."""

    totaal: int
    regios: Mapping[str, int]
    maanden: Mapping[date, int]
    doelgroepen: Mapping[str, int]
    gemeenten: Mapping[str, int]

    @classmethod
    def van(cls, meldingen: Iterable[Melding]) -> "Bewijs":
        """Count them."""
        alle = list(meldingen)
        gemeenten = Counter(melding.gemeente for melding in alle if melding.gemeente)
        return cls(
            len(alle),
            dict(sorted(Counter(melding.regio for melding in alle).items())),
            dict(sorted(Counter(melding.maand for melding in alle).items())),
            dict(_meeste(Counter(groep for melding in alle for groep in melding.doelgroepen))),
            {gemeente: aantal for gemeente, aantal in _meeste(gemeenten) if aantal > KLEIN},
        )


def _meeste(telling: Counter[str]) -> list[tuple[str, int]]:
    return sorted(telling.items(), key=lambda paar: (-paar[1], paar[0]))
