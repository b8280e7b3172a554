"""Looking for another world: other whole numbers that a reader could take for the true ones.

A linear programme finds one that takes as little as possible from what may be shown; what it finds is checked in whole
numbers before anybody relies on it. HiGHS, with one thread and a fixed seed: the same question has the same answer.
"""

import math
from collections.abc import Iterable, Mapping

import highspy
import numpy as np

from vol_reporting.publicatie.cellen import Puzzel

Verschuiving = Mapping[int, int]
"""Number → by how much it differs from the truth; what is not in it does not differ."""

_GRATIS = 0.01
_BIJNA = 1e-6
_KEREN = (1, 2, 3, 4, 6)
_UITGEMAAKT = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)


class _Stil(highspy.Highs):
    """Without the callbacks that its own constructor turns on, at which it greets on standard output.

    A process has one pool of threads for all its solvers: another that asks for another number makes this one fail.
    """

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        for naam, waarde in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.1)):
            self.setOptionValue(naam, waarde)


class Zoektocht:
    """The programme for one puzzle. Each number that does not follow from what is known has two columns: how much more,
    how much less.
    """

    def __init__(self, puzzel: Puzzel, prijzen: Mapping[int, float]) -> None:
        self._puzzel = puzzel
        vast = puzzel.na_te_rekenen()
        self._nummers = [n for n in range(len(puzzel.getallen)) if n not in vast]
        self._kolom = {nummer: 2 * volgorde for volgorde, nummer in enumerate(self._nummers)}
        self._highs = _Stil()
        self._highs.passModel(self._programma(prijzen))

    def _programma(self, prijzen: Mapping[int, float]) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        rijen = [rij for som in self._puzzel.sommen if (rij := self._rij(*som))]
        lp.num_col_, lp.num_row_ = 2 * len(self._nummers), len(rijen)
        lp.col_cost_ = np.repeat([prijzen.get(nummer, _GRATIS) for nummer in self._nummers], 2)
        lp.col_lower_ = np.zeros(lp.num_col_)
        lp.col_upper_ = np.array([grens for nummer in self._nummers for grens in (math.inf, self._ruimte(nummer))])
        lp.row_lower_ = lp.row_upper_ = np.zeros(lp.num_row_)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, rijen)])
        lp.a_matrix_.index_ = np.array([kolom for rij in rijen for kolom in rij], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([float(teken) for rij in rijen for teken in rij.values()])
        return lp

    def _rij(self, totaal: int, delen: Iterable[int]) -> dict[int, int]:
        tekens = [(totaal, 1), *((deel, -1) for deel in delen)]
        rij = {self._kolom[nummer]: teken for nummer, teken in tekens if nummer in self._kolom}
        return rij | {kolom + 1: -teken for kolom, teken in rij.items()}

    def _ruimte(self, nummer: int) -> int:
        """How much less it can be."""
        return self._puzzel.aantal(nummer) - self._puzzel.minst(nummer)

    def maak_gratis(self, nummers: Iterable[int]) -> None:
        """These are hidden now: it costs nothing that they differ."""
        for nummer in nummers:
            for kolom in self._kolommen(nummer):
                self._highs.changeColCost(kolom, _GRATIS)

    def zet_vast(self, nummer: int) -> None:
        """This is shown: it does not differ."""
        for kolom in self._kolommen(nummer):
            self._highs.changeColBounds(kolom, 0, 0)

    def laat_los(self, nummer: int) -> None:
        """This is not shown: it can differ."""
        meer, minder = self._kolommen(nummer)
        self._highs.changeColBounds(meer, 0, math.inf)
        self._highs.changeColBounds(minder, 0, self._ruimte(nummer))

    def wereld(self, nummer: int, stap: int, *, grondig: bool = True) -> dict[int, int] | None:
        """The cheapest world in which the number is `stap` more than in truth, or further.

        None where there is none, or where not `grondig` none that is easily found.
        """
        if nummer not in self._kolom or -stap > self._ruimte(nummer):
            return None
        meer, minder = self._kolommen(nummer)
        heen, terug = (meer, minder) if stap > 0 else (minder, meer)
        self._highs.changeColBounds(heen, abs(stap), math.inf if stap > 0 else self._ruimte(nummer))
        self._highs.changeColBounds(terug, 0, 0)
        try:
            return self._los_op(grondig=grondig)
        finally:
            self.laat_los(nummer)

    def _los_op(self, *, grondig: bool) -> dict[int, int] | None:
        """Over fractions, which nearly always gives whole numbers or a world of which a multiple is; else over whole
        numbers, which is slow.
        """
        gevonden = self._oplossing()
        if gevonden is None:
            return None
        for keer in _KEREN:
            wereld = self._geheel([keer * waarde for waarde in gevonden])
            if wereld is not None and all(-stap <= self._ruimte(n) for n, stap in wereld.items()):
                return wereld
        if not grondig:
            return None
        self._zet_soort(highspy.HighsVarType.kInteger)
        gevonden = self._oplossing()
        self._zet_soort(highspy.HighsVarType.kContinuous)
        return None if gevonden is None else self._geheel(gevonden)

    def _oplossing(self) -> list[float] | None:
        if (status := self._uitslag()) not in _UITGEMAAKT:
            self._highs.clearSolver()  # it went on from its last answer, and lost its way
            status = self._uitslag()
        if status not in _UITGEMAAKT:
            raise RuntimeError(f"the solver stopped with {status}")
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        kolommen = self._highs.getSolution().col_value
        return [meer - minder for meer, minder in zip(kolommen[::2], kolommen[1::2], strict=True)]

    def _uitslag(self) -> highspy.HighsModelStatus:
        self._highs.run()
        return self._highs.getModelStatus()

    def _geheel(self, verschil: list[float]) -> dict[int, int] | None:
        """As whole numbers; None where they are not."""
        if any(abs(waarde - round(waarde)) > _BIJNA for waarde in verschil):
            return None
        return {n: round(waarde) for n, waarde in zip(self._nummers, verschil, strict=True) if round(waarde)}

    def _zet_soort(self, soort: highspy.HighsVarType) -> None:
        aantal = 2 * len(self._nummers)
        kolommen = np.arange(aantal, dtype=np.int32)
        self._highs.changeColsIntegrality(aantal, kolommen, np.full(aantal, int(soort), dtype=np.uint8))

    def _kolommen(self, nummer: int) -> tuple[int, int]:
        kolom = self._kolom[nummer]
        return kolom, kolom + 1
