"""A disk that forgets: damage to a log is noticed, said, never passed over, and healed from the other copy."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import nats
import pytest

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import naam_van

from .opstelling import Opstelling, opgesteld, tot
from .orakel import beoordeel
from .schade import (
    Schade,
    alle_berichten_weg,
    beschrijving_weg,
    blok_weg,
    byte_aan_het_eind,
    byte_en_index_weg,
    byte_in_het_midden,
)
from .verloop import Verloop

REGIO = "gent"
AANTAL = 150
SCHADE = [byte_in_het_midden, byte_aan_het_eind, byte_en_index_weg, blok_weg, alle_berichten_weg, beschrijving_weg]


class Geval:
    """An installation with events of two regions in it, all taken in."""

    def __init__(self, opstelling: Opstelling) -> None:
        self.opstelling = opstelling
        self._verlopen = {regio: Verloop(regio, Random(7)) for regio in (REGIO, "brussel")}
        self.verwacht: list[AnyGebeurtenis] = []

    def publiceer(self, aantal: int, regio: str = REGIO) -> int:
        """At the door of the region, as any other system; gives the exit status of the command."""
        gebeurtenissen = [self._verlopen[regio].volgende() for _ in range(aantal)]
        self.verwacht += gebeurtenissen
        regels = b"\n".join(g.ruw() for g in gebeurtenissen)
        return self.opstelling.platform.opdracht("leerwinkel", "publiceer", "-", invoer=regels).returncode

    def beschadig(self, naam: str, stroom: str, schade: Schade) -> None:
        map_ = self.opstelling.stroommap(naam, stroom)
        self.opstelling.servers[naam].stop()
        schade(map_)
        self.opstelling.servers[naam].start()

    def storing(self) -> str:
        """What `vol status` says is wrong."""
        return json.loads(self.opstelling.zeg("vol", "status", "--json").stdout)["storing"] or ""

    def hersteld(self, *opdracht: str) -> None:
        gezegd = self.opstelling.zeg(*opdracht)
        assert gezegd.returncode == 0, gezegd.stdout + gezegd.stderr

    def is_heel(self) -> None:
        """Everything is equal again, also after more was published; and nothing is said to be wrong any more."""
        assert self.publiceer(20) == 0
        self.opstelling.bij()
        tot(lambda: not self.storing())
        beoordeel(self.opstelling, self.verwacht)
        tot(lambda: self.opstelling.zeg("vol", "status").returncode == 0)


@pytest.fixture
def geval(tmp_path: Path) -> Iterator[Geval]:
    with opgesteld(tmp_path / "data") as opstelling:
        gemaakt = Geval(opstelling)
        for regio in (REGIO, "brussel"):
            assert gemaakt.publiceer(AANTAL, regio) == 0
        opstelling.bij()
        yield gemaakt


@pytest.mark.storing
@pytest.mark.parametrize("schade", SCHADE)
def test_damage_to_the_hub_is_said_and_healed_from_the_regions(geval: Geval, schade: Schade) -> None:
    geval.beschadig(HUB, "VOL", schade)
    gezegd = geval.opstelling.zeg("vol", "vergelijk")
    assert (gezegd.returncode, "positie" in gezegd.stdout) == (1, True), gezegd.stdout
    geval.hersteld("vol", "herstel")
    [opzij] = (geval.opstelling.servers[HUB].knooppunt.map / "opzij").iterdir()
    assert opzij.name.startswith("VOL-")
    geval.is_heel()


@pytest.mark.storing
@pytest.mark.parametrize("schade", SCHADE)
def test_damage_to_a_region_is_said_and_healed_from_the_hub(geval: Geval, schade: Schade) -> None:
    geval.beschadig(REGIO, naam_van(REGIO), schade)
    gezegd = geval.opstelling.zeg("vol", "vergelijk", "--regio", REGIO)
    assert gezegd.returncode == 1, gezegd.stdout
    geval.hersteld("leerwinkel", "herstel", "--regio", REGIO)
    assert list((geval.opstelling.servers[REGIO].knooppunt.map / "opzij").iterdir())
    geval.is_heel()


@pytest.mark.parametrize(("naam", "stroom"), [(HUB, "VOL"), (REGIO, naam_van(REGIO))])
def test_a_log_that_forgot_its_end_is_said_by_the_status_and_gets_nothing_more(
    geval: Geval, naam: str, stroom: str
) -> None:
    geval.beschadig(naam, stroom, byte_en_index_weg)
    if naam == REGIO:
        tot(lambda: f"Het log van {REGIO} is zijn einde kwijt" in geval.storing())
        assert geval.opstelling.zeg("vol", "status").returncode == 1
        assert _laatste(geval.opstelling, REGIO) < AANTAL
        assert geval.publiceer(5) == 1
        assert _laatste(geval.opstelling, REGIO) < AANTAL
        geval.hersteld("leerwinkel", "herstel", "--regio", REGIO)
    else:
        geval.hersteld("vol", "herstel")
    geval.is_heel()


def _laatste(opstelling: Opstelling, regio: str) -> int:
    async def vraag() -> int:
        nc = await nats.connect(opstelling.instellingen.nats_url(regio))
        try:
            return await JetStreamLog(nc, naam_van(regio)).last()
        finally:
            await nc.close()

    return asyncio.run(vraag())
