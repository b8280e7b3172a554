"""How often a detector may cry wolf: the rate that is set, and the limit of each test that follows from it.

The expected number of false alarms of many tests is at most the sum of their chances, however they hang together. So
the limit of one test is the rate for a year over the number of tests in a year.
"""

from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst

PER_JAAR: Final = 0.25
"""For each of the three detectors: one false alarm in four years, where nothing is going on."""
MAANDEN_PER_JAAR, KWARTALEN_PER_JAAR = 12, 4


def grens_cijfer(indicatoren: int) -> float:
    """The chance below which a share of a region is out of its limits: two sides, each region, each quarter."""
    return PER_JAAR / (KWARTALEN_PER_JAAR * 2 * len(codelijst("regio")) * indicatoren)


def grens_cluster(lengtes: int) -> float:
    """The chance below which a window is a cluster: each theme, region and length of window, each month."""
    return PER_JAAR / (MAANDEN_PER_JAAR * lengtes * len(codelijst("regio")) * len(codelijst("thema")))


SPRONG: Final = 0.5
"""CUSUM adds what a month is more than this many standard deviations above what was expected."""
DREMPEL: Final = 5.0
"""With these two one series of nothing alarms once in 930 months on average (Hawkins and Olwell, 1998)."""
GEMIDDELDE_LOOPTIJD: Final = 930


def per_jaar_verschuiving() -> float:
    """What these come to for all themes together: 0.21 a year, under the rate that is set."""
    return MAANDEN_PER_JAAR * len(codelijst("thema")) / GEMIDDELDE_LOOPTIJD
