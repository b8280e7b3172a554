"""The difference of two values that were measured apart, each with its own interval: what chance allows around it.

From the two intervals (MOVER: Zou and Donner, 2008). They may be of any kind, and lie uneven around their values; where
both hold the true value as often as they say, so does this one, to good approximation and rather too wide than too
narrow with exact intervals.
"""

from math import hypot

from vol_reporting.statistiek.interval import Interval


def verschil(voor: float, ruimte_voor: Interval, na: float, ruimte_na: Interval) -> Interval:
    """Between what `na` − `voor` lies as far as chance goes; without 0 in it the difference exceeds chance."""
    midden = na - voor
    return Interval(
        midden - hypot(na - ruimte_na.onder, ruimte_voor.boven - voor),
        midden + hypot(ruimte_na.boven - na, voor - ruimte_voor.onder),
    )
