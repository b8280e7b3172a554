"""The charts of the VOL, for pages and reports alike: a run over time, and a funnel of the regions."""

from vol_reporting.grafieken.reeks import reeksgrafiek
from vol_reporting.grafieken.trechter import KORT, trechtergrafiek

__all__ = ["KORT", "reeksgrafiek", "trechtergrafiek"]
