"""Figures for targets and actions: the value, between what it lies, and how much of its period went by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from vol_reporting.cijfers import Cijfer, Vraag
from vol_reporting.duiding import interval
from vol_reporting.gastheer import Cijferbron
from vol_reporting.herleiding import Getal, per_gebied
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.kwaliteit.licht import Gemeten
from vol_reporting.periode import Periode
from vol_reporting.statistiek import Interval, aandeel, aantal
from vol_reporting.statistiek.interval import Sommen

STIJGT_NOG: Final = frozenset({"D02", "K03", "K04", "K05", "R01", "R02a", "R02b", "R02c", "R02d", "R03", "R07", "R08"})
"""Shares that what happens later can still raise: who came in December enrols in spring."""
RIJP_NA: Final = timedelta(days=90)
"""So long after its end a period is taken to be complete: the days within which R04 expects an enrolment."""
MEERMAALS: Final = frozenset({"D02", "Q01", "Q02", "Q07"})
"""Shares in which a record can count more than once; of the others every record counts once, yes or no."""
_IN_GROEPEN: Final = "opkomst"
"""The dimension of people who come together: nothing that comes one by one."""


def telt_op(definitie: Definitie) -> bool:
    """Whether the figure grows as the year goes by: a count, or a rate per inhabitant."""
    return definitie.noemer is None or definitie.eenheid == "per 1.000"


def deel_voorbij(periode: Periode, peil: date) -> float:
    """How much of a period with two ends went by before that day."""
    if periode.van is None or periode.tot is None:
        raise ValueError("a period with two ends")
    return max(0.0, min(1.0, (peil - periode.van) / (periode.tot - periode.van)))


@dataclass(frozen=True, slots=True)
class Meter:
    """Asks figures as known at one moment. `peil`: the day of that moment. Blocking."""

    opslag: Cijferbron
    vraag: Vraag
    peil: date

    def cijfers(self, codes: Iterable[str], perioden: Iterable[Periode], regio: str | None = None) -> list[Cijfer]:
        """These figures over these periods, of every area or of one."""
        gekozen, over = sorted(set(codes)), list(perioden)
        if not gekozen or not over:
            return []
        return self.opslag.cijfers(replace(self.vraag, codes=gekozen, periode=over, regio=regio))

    def ruimte(self, cijfer: Cijfer) -> Interval | None:
        """Between what the figure's value lies as far as chance goes; None where nothing can be said of it."""
        definitie = definities()[cijfer.code]
        if cijfer.dimensie is not None:
            return _van_rij(cijfer)
        if definitie.noemer is None:
            return None if cijfer.teller is None else aantal(cijfer.teller)
        return interval(cijfer, self._sommen(definitie, cijfer))

    def _sommen(self, definitie: Definitie, cijfer: Cijfer) -> Sommen | None:
        if definitie.record is None or definitie.mediaan_van is not None or definitie.referenties:
            return None
        if definitie.eenheid == "%" and definitie.code not in MEERMAALS:
            return None
        vraag = replace(self.vraag, codes=[cijfer.code], periode=Periode.lees(cijfer.periode), regio=cijfer.regio)
        return per_gebied(self.opslag.lezer(), Getal(vraag)).get(cijfer.regio)

    def gemeten(self, cijfer: Cijfer) -> Gemeten:
        """The figure of a year as a target is held against it."""
        definitie, periode = definities()[cijfer.code], Periode.lees(cijfer.periode)
        rijp = periode.tot is not None and self.peil >= periode.tot + RIJP_NA
        deel = deel_voorbij(periode, self.peil)
        return Gemeten(
            waarde=cijfer.waarde,
            ruimte=self.ruimte(cijfer) if deel else None,
            noemer=None if telt_op(definitie) else cijfer.noemer,
            deel=deel,
            telt_op=telt_op(definitie),
            stijgt_nog=cijfer.code in STIJGT_NOG and not rijp,
        )


def _van_rij(cijfer: Cijfer) -> Interval | None:
    """Of a row of a figure: a share of its records, or how many there were."""
    if cijfer.teller is None or cijfer.dimensie == _IN_GROEPEN:
        return None
    if cijfer.noemer is None:
        return aantal(cijfer.teller)
    if cijfer.eenheid != "%" or cijfer.teller > cijfer.noemer:
        return None
    deel = aandeel(cijfer.teller, cijfer.noemer)
    return None if deel is None else Interval(100 * deel.onder, 100 * deel.boven)
