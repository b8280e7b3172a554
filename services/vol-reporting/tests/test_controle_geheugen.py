"""A history larger than memory: inspecting, archiving and reading it back takes the memory of a short one."""

import asyncio
import tracemalloc
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest

from leerwinkel.audit import Checkpoint, Note, entry, leaf_hash
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.waarmerk.aanbod import herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.archiefschrijven import schrijf_archief
from vol_reporting.controle.auditarchief import Auditarchief
from vol_reporting.controle.bron import Bericht, Bron
from vol_reporting.controle.nagaan import Nagaan
from vol_reporting.getuige.houder import VOL

from .auditwereld import MEDE, Geheugen, bericht, tekenaar

AANTAL, GROOTTE = 30_000, 4000
HOOGSTENS = 60_000_000
"""Bytes: far below the 120 MB of the messages; most of it is what waits to be a group of rows."""


class Gestaag(Geheugen):
    """Gent's log, made while it is read."""

    def eigen(self, log: str) -> AsyncGenerator[list[Bericht]]:
        return self._maak() if log == "gent" else super().eigen(log)

    def kopie(self, logs: Sequence[str]) -> AsyncGenerator[list[Bericht]]:
        return self._maak() if "gent" in logs else super().kopie(logs)

    async def _maak(self) -> AsyncGenerator[list[Bericht]]:
        for begin in range(1, AANTAL + 1, 1000):
            yield [bericht("gent", n, b"%0*d" % (GROOTTE, n)) for n in range(begin, begin + 1000)]


async def _onderteken(wereld: Gestaag) -> None:
    uitgave, sleutel = wereld.getuigd("gent"), tekenaar(1, herkomst_van("gent"))
    tegels = TileFolder(uitgave.map)
    async for deel in wereld.eigen("gent"):
        tegels.append(leaf_hash(entry(each.onderwerp, each.inhoud)) for each in deel)
    tekst = Checkpoint(herkomst_van("gent"), AANTAL, tegels.flush().root()).format()
    uitgave.vertrouw(sleutel.verifier)
    uitgave.bewaar(Note(tekst, (sleutel.sign(tekst), MEDE.sign(tekst, 1))))
    Uitgave(wereld.getuigd(VOL).map).vertrouw(tekenaar(1, herkomst_van(VOL)).verifier)


def _piek(bron: Bron) -> int:
    """The most bytes at once while all is inspected."""
    tracemalloc.start()
    [uitslag] = asyncio.run(Nagaan(bron, ["gent"]).ga_na(lambda _: None))
    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (uitslag.klopt, uitslag.kopie, uitslag.getekend) == (True, AANTAL, AANTAL)
    return piek


@pytest.mark.lang
def test_a_long_history_takes_the_memory_of_a_short_one(tmp_path: Path) -> None:
    wereld = Gestaag(tmp_path / "wereld", {VOL: []})
    asyncio.run(_onderteken(wereld))
    assert _piek(wereld) < HOOGSTENS
    tracemalloc.start()
    asyncio.run(schrijf_archief(wereld, tmp_path / "geen", tmp_path / "archief", lambda _: None))
    assert tracemalloc.get_traced_memory()[1] < HOOGSTENS
    tracemalloc.stop()
    assert _piek(Auditarchief.open(tmp_path / "archief")) < HOOGSTENS
