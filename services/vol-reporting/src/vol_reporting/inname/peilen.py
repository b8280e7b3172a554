"""Gauges of the intake: how many positions each region is ahead of the hub and of the VOL, and how many are missing."""

from collections.abc import Iterator

from leerwinkel.runtime.waarneming import peil
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.verwerking import Verwerking

Waarden = Iterator[tuple[int, dict[str, str]]]


def toon_peilen(bewaking: Bewaking, verwerking: Verwerking) -> None:
    """Let them be read from now on. A region that cannot be reached has no lag: nobody knows it."""

    def achterstand() -> Waarden:
        for regio, lijn in bewaking.lijnen.items():
            if lijn.log is not None and lijn.achterstand is not None:
                ingenomen = verwerking.posities.hoogste.get(regio, 0)
                yield lijn.achterstand, {"regio": regio, "plaats": "hub"}
                yield max(0, lijn.log - ingenomen), {"regio": regio, "plaats": "vol"}

    def gaten() -> Waarden:
        alle = list(verwerking.posities.gaten)
        for regio in bewaking.lijnen:
            yield sum(gat.tot - gat.van + 1 for gat in alle if gat.regio == regio), {"regio": regio}

    peil("achterstand", "{positie}", "Posities van het log van de regio die er nog niet zijn", achterstand)
    peil("gaten", "{positie}", "Posities die de VOL mist terwijl ze latere wel heeft", gaten)
