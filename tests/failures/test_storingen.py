"""Faults at random moments while regions publish and import: nothing acknowledged is lost, doubled or miscounted."""

import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

from .belasting import Belasting
from .opstelling import Opstelling, maak_plaats, opgesteld, vul_schijf
from .orakel import beoordeel, uit_export
from .plan import ALLES, IMPORTER, Storing, maak_plan, stappen

EXPORT = Path(__file__).parents[2] / "examples" / "goal"


class Storingen:
    """Brings faults about and ends them."""

    def __init__(self, opstelling: Opstelling, belasting: Belasting) -> None:
        self._o, self._belasting = opstelling, belasting

    def begin(self, storing: Storing) -> None:
        match storing.soort:
            case "dood" if storing.doel == IMPORTER:
                self._belasting.importer.stop(signal.SIGKILL)
            case "dood":
                self._o.deel(storing.doel).stop(signal.SIGKILL)
            case "stop":
                self._o.signaal(storing.doel, signal.SIGSTOP)
            case "knip":
                self._o.achtergrond.doe(self._o.lijn.knip())
            case "stil":
                self._o.lijn.zwijg(verlies=True)
            case "schijf":
                vul_schijf(self._o.servers[storing.doel])
            case _:
                assert storing.doel == ALLES
                for deel in [*self._o.processen.values(), *self._o.servers.values()]:
                    deel.stop(signal.SIGKILL)

    def einde(self, storing: Storing) -> None:
        match storing.soort:
            case "dood" if storing.doel == IMPORTER:
                self._belasting.houd_gaande()
            case "dood":
                self._o.deel(storing.doel).start()
            case "stop":
                self._o.signaal(storing.doel, signal.SIGCONT)
            case "knip" | "stil":
                self._o.achtergrond.doe(self._o.lijn.herstel())
            case "schijf":
                maak_plaats(self._o.servers[storing.doel])
            case _:
                for deel in [*self._o.servers.values(), *self._o.processen.values()]:
                    deel.start()


def _doorsta(opstelling: Opstelling, belasting: Belasting, plan: list[Storing]) -> None:
    storingen = Storingen(opstelling, belasting)
    nul = time.monotonic()
    for moment, begint, storing in stappen(plan):
        while (rest := nul + moment - time.monotonic()) > 0:
            belasting.houd_gaande()
            time.sleep(min(rest, 0.2))
        (storingen.begin if begint else storingen.einde)(storing)


def _zeg(capsys: pytest.CaptureFixture[str], *regels: str) -> None:
    """On the screen at once: who runs this must see the plan before it, and find the seed after it."""
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {regel}" for regel in regels) + "\n")


@pytest.mark.timeout(420)
def test_nothing_acknowledged_is_lost_doubled_or_miscounted(
    ronde: tuple[int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zaad, aantal = ronde
    kans = Random(zaad)
    plan = maak_plan(kans, aantal)
    _zeg(capsys, f"zaad {zaad}, {aantal} storingen:", *map(str, plan))
    with opgesteld(tmp_path / "data") as opstelling:
        belasting = Belasting(opstelling, EXPORT, kans)
        try:
            belasting.begin()
            _doorsta(opstelling, belasting, plan)
            belasting.eindig()
            opstelling.bij()
        finally:
            belasting.stop()
        _zeg(capsys, f"{dict(belasting.telling())}")
        assert [p.geweigerd() for p in belasting.publicaties if p.geweigerd()] == []
        gestuurd = [g for p in belasting.publicaties for g in p.verstuurd]
        aangevuld = beoordeel(opstelling, [*gestuurd, *uit_export(opstelling.instellingen, EXPORT)])
        _zeg(capsys, f"de hub sloeg {aangevuld} posities over, die daarna bij de regio gehaald werden")
