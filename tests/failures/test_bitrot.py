"""A disk that forgets: damage to a log is noticed, said, never passed over, and healed from the other copy."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from random import Random

import pytest

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.instellingen import Instellingen
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
    index_weg,
)
from .toegang import als_systeem, laatste, storing_van_de_vol
from .verloop import SYSTEEM, Verloop

REGIO = "gent"
AANTAL = 150
BIJ_DE_HUB = [byte_in_het_midden, byte_aan_het_eind, byte_en_index_weg, beschrijving_weg]
IN_DE_REGIO = [byte_in_het_midden, byte_en_index_weg, blok_weg, alle_berichten_weg]


class Geval:
    """An installation with events of two regions in it, all taken in. `heel` while nothing is wrong with it."""

    def __init__(self, opstelling: Opstelling) -> None:
        self.opstelling = opstelling
        self._verlopen = {regio: Verloop(regio, Random(7)) for regio in (REGIO, "brussel")}
        self.verwacht: list[AnyGebeurtenis] = []
        self.heel = True

    def publiceer(self, aantal: int, regio: str = REGIO) -> int:
        """At the door of the region, as any other system; gives the exit status of the command."""
        gebeurtenissen = [self._verlopen[regio].volgende() for _ in range(aantal)]
        self.verwacht += gebeurtenissen
        regels = b"\n".join(g.ruw() for g in gebeurtenissen)
        return self.opstelling.platform.opdracht("leerwinkel", "publiceer", "-", invoer=regels).returncode

    def bied_aan(self, aantal: int) -> None:
        """Bring events to the door without waiting for the answers."""
        gebeurtenissen = [self._verlopen[REGIO].volgende() for _ in range(aantal)]
        self.verwacht += gebeurtenissen
        asyncio.run(_breng(self.opstelling.instellingen, gebeurtenissen))

    def beschadig(self, naam: str, stroom: str, schade: Schade) -> None:
        self.heel = False
        map_ = self.opstelling.stroommap(naam, stroom)
        self.opstelling.servers[naam].stop()
        schade(map_)
        self.opstelling.servers[naam].start()

    def storing(self) -> str:
        """What the status of the VOL says is wrong."""
        return storing_van_de_vol(self.opstelling.instellingen.data)

    def hersteld(self, *opdracht: str) -> None:
        gezegd = self.opstelling.zeg(*opdracht)
        assert gezegd.returncode == 0, gezegd.stdout + gezegd.stderr

    def is_heel(self) -> None:
        """Everything is equal again, also after more was published; and nothing is said to be wrong any more."""
        assert self.publiceer(20) == 0
        self.opstelling.bij()
        tot(lambda: not self.storing())
        beoordeel(self.opstelling, self.verwacht)
        self.heel = True


@pytest.fixture(scope="module")
def voorraad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Geval]]:
    """One installation for all that heal it; a new one after a test that did not."""
    with contextlib.ExitStack() as stapel:
        gevallen: list[Geval] = []

        def geef() -> Geval:
            if not gevallen or not gevallen[-1].heel:
                stapel.close()
                opstelling = stapel.enter_context(opgesteld(tmp_path_factory.mktemp("geval") / "data"))
                gevallen.append(Geval(opstelling))
                for regio in (REGIO, "brussel"):
                    assert gevallen[-1].publiceer(AANTAL, regio) == 0
            gevallen[-1].opstelling.bij()
            return gevallen[-1]

        yield geef


@pytest.fixture
def geval(voorraad: Callable[[], Geval]) -> Geval:
    return voorraad()


def test_a_region_that_forgot_its_end_says_so_and_takes_nothing_until_it_is_healed(geval: Geval) -> None:
    eerder = laatste(geval.opstelling.instellingen, REGIO)
    geval.beschadig(REGIO, naam_van(REGIO), byte_en_index_weg)
    tot(lambda: f"Het log van {REGIO} is zijn einde kwijt" in geval.storing())
    assert geval.opstelling.zeg("vol", "status").returncode == 1
    kort = laatste(geval.opstelling.instellingen, REGIO)
    geval.bied_aan(5)
    tot(lambda: "log_beschadigd" in (geval.opstelling.platform.data / "logs" / "gateway.log").read_text())
    assert laatste(geval.opstelling.instellingen, REGIO) == kort < eerder
    geval.hersteld("leerwinkel", "herstel", "--regio", REGIO)
    tot(lambda: laatste(geval.opstelling.instellingen, REGIO) == eerder + 5)
    geval.is_heel()


def test_a_lost_index_alone_costs_nothing(geval: Geval) -> None:
    for naam, stroom in ((HUB, "VOL"), (REGIO, naam_van(REGIO))):
        geval.beschadig(naam, stroom, index_weg)
    geval.is_heel()


def test_what_nobody_can_read_any_more_is_named_before_it_is_given_up(geval: Geval) -> None:
    geval.beschadig(HUB, "VOL", beschrijving_weg)
    geval.beschadig(REGIO, naam_van(REGIO), byte_in_het_midden)
    gezegd = geval.opstelling.zeg("vol", "herstel")
    assert (gezegd.returncode, "is op het log van de regio niet te lezen" in gezegd.stderr) == (1, True), gezegd.stderr
    gezegd = geval.opstelling.zeg("leerwinkel", "herstel", "--regio", REGIO)
    assert (gezegd.returncode, "1 gebeurtenissen van gent zijn nergens meer te lezen" in gezegd.stderr) == (1, True)
    eerder = laatste(geval.opstelling.instellingen, REGIO)
    geval.hersteld("leerwinkel", "herstel", "--regio", REGIO, "--verlies-aanvaard")
    assert laatste(geval.opstelling.instellingen, REGIO) == eerder
    geval.hersteld("vol", "herstel")
    geval.opstelling.bij()
    status = geval.opstelling.zeg("vol", "status").stdout
    assert f"ingenomen {eerder}, gaten 0, quarantaine 1" in status, status


@pytest.mark.parametrize("schade", BIJ_DE_HUB)
def test_damage_to_the_hub_is_said_and_healed_from_the_regions(geval: Geval, schade: Schade) -> None:
    geval.beschadig(HUB, "VOL", schade)
    gezegd = geval.opstelling.zeg("vol", "vergelijk")
    assert (gezegd.returncode, "positie" in gezegd.stdout) == (1, True), gezegd.stdout
    geval.hersteld("vol", "herstel")
    assert list((geval.opstelling.servers[HUB].knooppunt.map / "opzij").glob("VOL-*"))
    geval.is_heel()


@pytest.mark.parametrize("schade", IN_DE_REGIO)
def test_damage_to_a_region_is_said_and_healed_from_the_hub(geval: Geval, schade: Schade) -> None:
    geval.beschadig(REGIO, naam_van(REGIO), schade)
    gezegd = geval.opstelling.zeg("vol", "vergelijk", "--regio", REGIO)
    assert gezegd.returncode == 1, gezegd.stdout
    geval.hersteld("leerwinkel", "herstel", "--regio", REGIO)
    assert list((geval.opstelling.servers[REGIO].knooppunt.map / "opzij").glob("LEERWINKEL_*"))
    geval.is_heel()


async def _breng(instellingen: Instellingen, gebeurtenissen: list[AnyGebeurtenis]) -> None:
    nc = await als_systeem(instellingen, REGIO)
    for g in gebeurtenissen:
        await nc.request(f"inname.{REGIO}.{SYSTEEM}", g.ruw())
    await nc.close()
