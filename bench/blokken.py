"""Works beside each other in small blocks, in turn, so that what else the machine does hits them alike."""

import time
from collections.abc import Awaitable, Callable, Mapping
from statistics import median

Blok = Callable[[int], Awaitable[float | None]]
"""Do it so many times. Gives the seconds that it took, or None where the whole call is to be timed."""


async def om_beurten(werken: Mapping[str, Blok], *, rondes: int, keer: int) -> dict[str, list[float]]:
    """How often a second each work was done, per round. The first round only warms up."""
    tempo: dict[str, list[float]] = {naam: [] for naam in werken}
    for ronde in range(rondes + 1):
        namen = list(werken) if ronde % 2 else list(werken)[::-1]
        for naam in namen:
            begin = time.perf_counter()
            duur = await werken[naam](keer)
            tempo[naam].append(keer / (duur or time.perf_counter() - begin))
    return {naam: gemeten[1:] for naam, gemeten in tempo.items()}


def verhouding(tempo: list[float], basis: list[float]) -> float:
    """The median of the ratios of rounds."""
    return median(a / b for a, b in zip(tempo, basis, strict=True))
