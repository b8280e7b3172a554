"""Runs the scenarios, each in a process of its own, prints one table and writes it down."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.scenario import Uitslag, lees_uitslag
from bench.verslag import schrijf, toon

SCENARIOS = (
    *("append", "beslissing", "importeren", "inname", "vouw", "herbouw", "archief", "doorlooptijd", "werklijst"),
    *("miljoen", "nagaan"),
)
WORTEL = Path(__file__).parents[1]
VERSLAG = WORTEL / "docs" / "performance.md"
_GEDULD_S = 1200


def main() -> int:
    """Measure what was asked for. 0 when every scenario came to its end."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("wat", nargs="*", metavar="scenario", help=", ".join(SCENARIOS))
    parser.add_argument("--klein", action="store_true", help="small sizes: only to see that it works")
    vraag = parser.parse_args()
    if onbekend := set(vraag.wat) - set(SCENARIOS):
        parser.error(f"no such scenario: {', '.join(sorted(onbekend))} (there are: {', '.join(SCENARIOS)})")
    uitslagen = [_draai(naam, klein=vraag.klein) for naam in vraag.wat or SCENARIOS]
    print("\n" + toon(uitslagen))
    if not vraag.wat and not vraag.klein:
        schrijf(VERSLAG, uitslagen)
        print(f"\nWritten to {VERSLAG.relative_to(WORTEL)}.")
    return int(any(uitslag.mislukt for uitslag in uitslagen))


def _draai(naam: str, *, klein: bool) -> Uitslag:
    """Run one scenario; whatever becomes of it, nothing that it started goes on."""
    print(f"\n{naam}", flush=True)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"bench-{naam}-", dir=_schijf(), ignore_cleanup_errors=True) as map_:
        uit = Path(map_) / "uitslag.json"
        opdracht = [sys.executable, "-m", "bench.scenario", naam, str(Path(map_) / "werk"), str(uit)]
        proces = subprocess.Popen([*opdracht, *["--klein"] * klein], cwd=WORTEL, start_new_session=True)
        try:
            code = proces.wait(_GEDULD_S)
            uitslag = lees_uitslag(naam, uit, f"ended with {code}, see above")
        except subprocess.TimeoutExpired:
            uitslag = Uitslag(naam, mislukt=f"not done after {_GEDULD_S} s")
        finally:
            _ruim_op(proces)
    print(f"    {uitslag.mislukt or 'done'} ({time.monotonic() - begin:.0f} s)", flush=True)
    return uitslag


def _schijf() -> Path:
    """A folder on the disk of the project: /tmp may be memory, and there nothing is durable."""
    map_ = WORTEL / ".bench" / "werk"
    map_.mkdir(parents=True, exist_ok=True)
    return map_


def _ruim_op(proces: subprocess.Popen[bytes]) -> None:
    """End the scenario and its whole process group; servers of their own group die with their parent."""
    try:
        os.killpg(proces.pid, signal.SIGTERM)
        proces.wait(10)
    except ProcessLookupError:
        return
    except subprocess.TimeoutExpired:
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()


if __name__ == "__main__":
    sys.exit(main())
