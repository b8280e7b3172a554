"""A long run: round after round of faults on one installation, until the time is over (make soak)."""

import sys
import time
from pathlib import Path

import pytest

from .conftest import Duur
from .opstelling import opgesteld
from .plan import plan_van
from .verslag import Duurloop, samenvatting
from .waarnemer import Waarnemer

EXPORT = Path(__file__).parents[2] / "examples" / "goal"
PER_RONDE = 20


@pytest.mark.timeout(0)
def test_round_after_round_nothing_acknowledged_is_lost_doubled_or_miscounted(
    duur: Duur, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def zeg(*regels: str) -> None:
        with capsys.disabled():
            sys.stdout.write("".join(f"\n  {regel}" for regel in regels) + "\n")

    databank = bool(duur.zaad % 2)
    waarop = "PostgreSQL" if databank else "SQLite"
    einde, zaad = time.monotonic() + duur.minuten * 60, duur.zaad
    with (
        opgesteld(tmp_path / "data", databank=databank, diensten=True) as opstelling,
        Waarnemer(opstelling) as waarnemer,
        Duurloop(opstelling, EXPORT) as loop,
    ):
        zeg(*opstelling.klok.voorbehoud)
        while time.monotonic() < einde:
            plan, kans = plan_van(zaad, PER_RONDE, databank=databank)
            zeg(f"zaad {zaad}, {len(plan)} storingen, {waarop}:", *map(str, plan))
            loop.ronde(zaad, plan, kans)
            zeg(*loop.tabel()[:2], str(loop.uitslagen[-1]))
            zaad += 1
            if time.monotonic() < einde:
                waarnemer.begin_ronde()
    regels = samenvatting(loop, waarnemer, duur.minuten, waarop)
    zeg(*regels)
    if duur.verslag:
        duur.verslag.write_text("\n".join(regels) + "\n")
    assert waarnemer.te_veel() == []
    assert loop.te_veel_schijf() == []
