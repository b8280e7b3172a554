"""The bench itself works: small sizes, numbers that mean nothing."""

import subprocess
import sys
from pathlib import Path

WORTEL = Path(__file__).parents[2]
_MET_EEN_DIE_FAALT = "import sys, bench.__main__ as b; b.SCENARIOS = ('bestaat_niet', 'append'); sys.exit(b.main())"


def _bench(*woorden: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *woorden], cwd=WORTEL, capture_output=True, text=True, check=False)


def test_a_scenario_gives_its_lines() -> None:
    klaar = _bench("-m", "bench", "beslissing", "--klein")
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "decisions/s" in klaar.stdout


def test_a_scenario_that_fails_is_said_and_stops_no_other() -> None:
    klaar = _bench("-c", _MET_EEN_DIE_FAALT, "bestaat_niet", "append", "--klein")
    assert klaar.returncode == 1
    assert "FAILED" in klaar.stdout
    assert "append, one by one" in klaar.stdout


def test_an_unknown_scenario_is_refused_with_what_there_is() -> None:
    klaar = _bench("-m", "bench", "iets")
    assert klaar.returncode == 2
    assert "beslissing" in klaar.stderr
