"""Targets beside their figures: what each light says, for one question, area and years."""

from collections.abc import Sequence
from dataclasses import dataclass

from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.bronnen import Doel
from vol_reporting.kwaliteit.doelkeuring import norm_van
from vol_reporting.kwaliteit.licht import Gemeten, Licht, licht
from vol_reporting.kwaliteit.meting import Meter
from vol_reporting.periode import Periode
from vol_reporting.vraag import VLAANDEREN


@dataclass(frozen=True, slots=True)
class Beoordeeld:
    """A target, its figure, and its light. `tot_nu` is what is asked of the part of the year that went by."""

    doel: Doel
    cijfer: Cijfer | None
    gemeten: Gemeten | None
    licht: Licht
    tot_nu: float | None


def beoordeel(meter: Meter, doelen: Sequence[Doel]) -> list[Beoordeeld]:
    """Each target with its figure as known then, in the order of the targets."""
    bekend = [doel for doel in doelen if doel.gesteld.indicator in definities()]
    perioden = [Periode.lees(jaar) for jaar in sorted({doel.gesteld.periode for doel in bekend})]
    gebieden = {doel.gesteld.regio or VLAANDEREN for doel in bekend}
    gevraagd = gebieden.pop() if len(gebieden) == 1 else None
    cijfers = {
        (c.code, c.regio, c.periode, c.dimensie, c.waarde_dimensie): c
        for c in meter.cijfers([doel.gesteld.indicator for doel in bekend], perioden, gevraagd)
    }
    return [_beoordeeld(meter, doel, cijfers.get(_sleutel(doel))) for doel in doelen]


def _sleutel(doel: Doel) -> tuple[str, str, str, str | None, str | None]:
    g = doel.gesteld
    return g.indicator, g.regio or VLAANDEREN, g.periode, g.dimensie, g.dimensiewaarde


def _beoordeeld(meter: Meter, doel: Doel, cijfer: Cijfer | None) -> Beoordeeld:
    norm = norm_van(doel.gesteld)
    if cijfer is None or norm is None:
        return Beoordeeld(doel, cijfer, None, Licht("geen", "geen-cijfer"), None)
    gemeten = meter.gemeten(cijfer)
    deel = gemeten.deel * doel.gesteld.streefwaarde if gemeten.telt_op and 0 < gemeten.deel < 1 else None
    gezegd = licht(norm, doel.gesteld.streefwaarde, doel.gesteld.grens, gemeten)
    return Beoordeeld(doel, cijfer, gemeten, gezegd, deel)
