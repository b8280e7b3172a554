"""What chance alone can do: intervals, limits of a funnel plot, and of a run over time. Pure functions, no I/O."""

from vol_reporting.statistiek.interval import Interval, aandeel, aantal, verhouding
from vol_reporting.statistiek.reeks import Reeks, aandelenreeks, waardenreeks
from vol_reporting.statistiek.trechter import Oordeel, Trechter, trechter
from vol_reporting.statistiek.verschil import verschil

__all__ = [
    "Interval",
    "Oordeel",
    "Reeks",
    "Trechter",
    "aandeel",
    "aandelenreeks",
    "aantal",
    "trechter",
    "verhouding",
    "verschil",
    "waardenreeks",
]
