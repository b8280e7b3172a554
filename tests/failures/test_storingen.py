"""Faults at random moments while regions publish and import: nothing acknowledged is lost, doubled or miscounted."""

import sys
from pathlib import Path

import pytest

from .belasting import Belasting
from .opstelling import opgesteld
from .orakel import beoordeel, uit_export
from .plan import plan_van
from .storingen import doorsta

EXPORT = Path(__file__).parents[2] / "examples" / "goal"


def _zeg(capsys: pytest.CaptureFixture[str], *regels: str) -> None:
    """On the screen at once, also from a worker: who runs this must see the plan before it, and the seed after it."""
    with capsys.disabled():
        sys.stderr.write("".join(f"\n  {regel}" for regel in regels) + "\n")


@pytest.mark.timeout(900)
def test_nothing_acknowledged_is_lost_doubled_or_miscounted(
    ronde: tuple[int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zaad, aantal = ronde
    databank = bool(zaad % 2)
    plan, kans = plan_van(zaad, aantal, databank=databank)
    _zeg(capsys, f"zaad {zaad}, {aantal} storingen, {'PostgreSQL' if databank else 'SQLite'}:", *map(str, plan))
    with opgesteld(tmp_path / "data", databank=databank, diensten=True) as opstelling:
        _zeg(capsys, *opstelling.klok.voorbehoud)
        belasting = Belasting(opstelling, EXPORT, kans)
        try:
            belasting.begin()
            doorsta(opstelling, belasting, plan)
            belasting.eindig()
            opstelling.bij()
            _zeg(capsys, f"{dict(sorted(belasting.telling().items()))}")
            assert [nee for p in belasting.publicaties if (nee := p.geweigerd())] == []
            assert belasting.mensen.geweigerd() == []
            verwacht = [*belasting.gestuurd(), *uit_export(opstelling.instellingen, EXPORT)]
            aangevuld = beoordeel(opstelling, verwacht, belasting.mensen)
        finally:
            belasting.stop()
            opstelling.achtergrond.doe(belasting.mensen.sluit())
        _zeg(capsys, f"de hub sloeg {aangevuld} posities over, die daarna bij de regio gehaald werden")
