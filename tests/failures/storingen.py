"""Bringing faults about and ending them, in the order of a plan, while the load goes on."""

import signal
import time
from collections.abc import Sequence
from typing import Final

from .belasting import Belasting
from .opstelling import Opstelling
from .plan import ALLES, IMPORTER, Storing, stappen
from .schijf import maak_plaats, vul_schijf

_UREN_PER_SECONDE: Final = -16
"""A fault of five seconds puts the clock back by more than three days."""


class Storingen:
    """In one installation under load."""

    def __init__(self, opstelling: Opstelling, belasting: Belasting) -> None:
        self._o, self._belasting = opstelling, belasting

    def begin(self, storing: Storing) -> None:
        match storing.soort:
            case "dood" if storing.doel == IMPORTER:
                self._belasting.importer.stop(signal.SIGKILL)
            case "dood":
                self._o.deel(storing.doel).stop(signal.SIGKILL)
            case "uit":
                self._o.deel(storing.doel).stop()
            case "stop":
                self._o.signaal(storing.doel, signal.SIGSTOP)
            case "knip":
                self._o.achtergrond.doe(self._o.lijn.knip())
            case "stil":
                self._o.lijn.zwijg(verlies=True)
            case "schijf":
                vul_schijf(self._o.servers[storing.doel])
            case "klok":
                self._o.klok.zet(_UREN_PER_SECONDE * storing.duur)
            case _:
                assert storing.doel == ALLES
                for deel in self._o.delen():
                    deel.stop(signal.SIGKILL)

    def einde(self, storing: Storing) -> None:
        match storing.soort:
            case "dood" if storing.doel == IMPORTER:
                self._belasting.houd_gaande()
            case "dood" | "uit":
                self._o.deel(storing.doel).start()
            case "stop":
                self._o.signaal(storing.doel, signal.SIGCONT)
            case "knip" | "stil":
                self._o.achtergrond.doe(self._o.lijn.herstel())
            case "schijf":
                maak_plaats(self._o.servers[storing.doel])
            case "klok":
                self._o.klok.zet(0)
            case _:
                for deel in reversed(self._o.delen()):
                    deel.start()


def doorsta(opstelling: Opstelling, belasting: Belasting, plan: Sequence[Storing]) -> None:
    """Let all of it happen."""
    storingen = Storingen(opstelling, belasting)
    nul = time.monotonic()
    for moment, begint, storing in stappen(list(plan)):
        while (rest := nul + moment - time.monotonic()) > 0:
            belasting.houd_gaande()
            time.sleep(min(rest, 0.2))
        (storingen.begin if begint else storingen.einde)(storing)
