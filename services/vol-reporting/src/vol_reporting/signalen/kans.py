"""The chance that drawing from one pot gives so many: exact, for counts whose totals are taken as given."""

from math import exp, lgamma

_ONMERKBAAR = 1e-18


def minstens(gezien: int, trekking: int, treffers: int, totaal: int) -> float:
    """Of `totaal` balls, `treffers` of them black, `trekking` are drawn: the chance of at least `gezien` black ones.

    Hypergeometric. Nothing is estimated, so for any true share the chance of a value of at most p is at most p.
    """
    laagst, hoogst = max(0, trekking + treffers - totaal), min(trekking, treffers)
    if gezien <= laagst:
        return 1.0
    if gezien > hoogst:
        return 0.0
    kans = exp(_keuzes(treffers, gezien) + _keuzes(totaal - treffers, trekking - gezien) - _keuzes(totaal, trekking))
    som = kans
    for k in range(gezien, hoogst):
        kans *= (treffers - k) * (trekking - k) / ((k + 1) * (totaal - treffers - trekking + k + 1))
        som += kans
        if kans < som * _ONMERKBAAR:
            break
    return min(1.0, som)


def hoogstens(gezien: int, trekking: int, treffers: int, totaal: int) -> float:
    """The chance of at most so many black ones: that of at least so many others."""
    return minstens(trekking - gezien, trekking, totaal - treffers, totaal)


def _keuzes(uit: int, hoeveel: int) -> float:
    return lgamma(uit + 1) - lgamma(hoeveel + 1) - lgamma(uit - hoeveel + 1)
