"""One scenario in this process: what the runner starts, and how its results come back."""

import argparse
import importlib
import json
import signal
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.meting import Meting, Opzet


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What came of a scenario: its lines, or why there are none."""

    naam: str
    wat: str = ""
    metingen: list[Meting] = field(default_factory=list[Meting])
    mislukt: str = ""


def lees_uitslag(naam: str, bestand: Path, anders: str) -> Uitslag:
    """What the scenario wrote down; `anders` says what is wrong where it wrote nothing."""
    if not bestand.exists():
        return Uitslag(naam, mislukt=anders)
    gelezen = json.loads(bestand.read_text())
    return Uitslag(naam, gelezen["wat"], [Meting(**velden) for velden in gelezen["metingen"]])


def _stop(_signaal: int, _plek: object) -> None:
    """End as after an error, so that what the scenario started is stopped."""
    sys.exit(1)


def main() -> None:
    """Measure, and write the results to a file."""
    parser = argparse.ArgumentParser(prog="bench.scenario", description=__doc__)
    parser.add_argument("naam")
    parser.add_argument("map", type=Path)
    parser.add_argument("uit", type=Path)
    parser.add_argument("--klein", action="store_true")
    vraag = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    module = importlib.import_module(f"bench.{vraag.naam}")
    print(f"    {module.meet.__doc__}", flush=True)
    vraag.map.mkdir()
    metingen: list[Meting] = module.meet(Opzet(vraag.map, vraag.klein))
    vraag.uit.write_text(json.dumps({"wat": module.meet.__doc__, "metingen": [asdict(m) for m in metingen]}))


if __name__ == "__main__":
    main()
