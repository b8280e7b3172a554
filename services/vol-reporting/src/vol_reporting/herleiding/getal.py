"""One number of a page, report or file, as the question that it answers."""

from dataclasses import dataclass, replace

from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import Definitie
from vol_reporting.vraag import Vraag


@dataclass(frozen=True, slots=True)
class Getal:
    """One number: of a question with one figure, one period and one area. `groep` is that of the question's split."""

    vraag: Vraag
    dimensie: str | None = None
    waarde: str | None = None
    groep: str | None = None

    @classmethod
    def van(cls, vraag: Vraag, cijfer: Cijfer) -> "Getal":
        """The number that a figure of the question is."""
        [periode] = [p for p in vraag.perioden() if p.label == cijfer.periode]
        eigen = replace(vraag, periode=periode, regio=cijfer.regio, codes=[cijfer.code])
        dimensie, waarde, groep = cijfer.dimensie, cijfer.waarde_dimensie, None
        if vraag.splits is not None and dimensie is not None and dimensie.split("|")[-1] == vraag.splits:
            aantal = dimensie.count("|")
            delen = (waarde or "").split("|", aantal)
            groep = delen[-1]
            dimensie, waarde = (dimensie.rpartition("|")[0], delen[0]) if aantal else (None, None)
        return cls(eigen, dimensie, waarde, groep)

    @property
    def definitie(self) -> Definitie:
        """The figure that it is of."""
        [definitie] = self.vraag.definities()
        return definitie

    @property
    def sql(self) -> str:
        """The text by which the figure is counted in that period."""
        [periode] = self.vraag.perioden()
        return self.definitie.teksten[self.vraag.versie_van(self.definitie, periode)]

    @property
    def regios(self) -> list[str]:
        """The regions of its area."""
        [regios] = self.vraag.gebieden().values()
        return regios
