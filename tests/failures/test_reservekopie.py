"""An old back-up is put back, of the hub or of a region: it is noticed, healed, and nothing acknowledged is lost."""

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

import pytest

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.waarmerk.uitgave import Uitgave

from .belasting import Publicatie
from .kopie import bewaar, met_kluis_van_nu, zet_terug
from .mensen import Mensen
from .opstelling import AAN_DE_LIJN, Opstelling, opgesteld, tot
from .orakel import beoordeel, omvang
from .toegang import laatste, storing_van_de_vol

REGIO: Final = AAN_DE_LIJN
VAN_DE_REGIO: Final = ("gateway", "waarmerk", *DIENSTEN)


class Regiowerk:
    """A publisher and people in one region, some seconds at a time."""

    def __init__(self, opstelling: Opstelling) -> None:
        self._opstelling = opstelling
        self.mensen: Mensen | None = None
        self.verwacht: list[AnyGebeurtenis] = []
        self._kans = Random(5)

    @contextmanager
    def bezig(self) -> Generator[None]:
        """Load while the block runs; what was begun is still acknowledged after it."""
        o, kans = self._opstelling, Random(self._kans.random())
        publicatie, mensen = Publicatie(REGIO, o.instellingen, kans), Mensen(o.instellingen, kans, 2)
        wachten = [o.achtergrond.begin(w) for w in (publicatie.publiceer(), *(p.werk() for p in mensen.plekken))]
        try:
            yield
        finally:
            for wie in (publicatie, *mensen.plekken):
                o.achtergrond.doe(wie.stop())
        for wacht in wachten:
            wacht(120)
        assert (publicatie.geweigerd(), mensen.geweigerd()) == ({}, [])
        self.verwacht += publicatie.verstuurd
        self.mensen = mensen.met(self.mensen)

    def een_poos(self) -> None:
        """Until people got through a few dossiers."""
        with self.bezig():
            begin = laatste(self._opstelling.instellingen, REGIO)
            tot(lambda: laatste(self._opstelling.instellingen, REGIO) > begin + 40, 180)

    def sluit(self) -> None:
        if self.mensen:
            self._opstelling.achtergrond.doe(self.mensen.sluit())

    def oordeel(self) -> None:
        self._opstelling.bij()
        tot(lambda: not storing_van_de_vol(self._opstelling.instellingen.data), 180)
        beoordeel(self._opstelling, self.verwacht, self.mensen)


@pytest.fixture
def opstelling(tmp_path: Path) -> Generator[Opstelling]:
    with opgesteld(tmp_path / "data", diensten=True) as gemaakt:
        yield gemaakt


@pytest.fixture
def werk(opstelling: Opstelling) -> Generator[Regiowerk]:
    gemaakt = Regiowerk(opstelling)
    yield gemaakt
    gemaakt.sluit()


def _stil(opstelling: Opstelling, namen: tuple[str, ...], doe: Callable[[], None]) -> None:
    """Do something while these are down, as if the power went."""
    for naam in namen:
        opstelling.deel(naam).stop(signal.SIGKILL)
    doe()
    for naam in reversed(namen):
        opstelling.deel(naam).start()


@pytest.mark.timeout(900)
def test_a_region_that_is_its_old_back_up_takes_nothing_until_the_hub_gave_back_what_it_lost(
    opstelling: Opstelling, werk: Regiowerk, tmp_path: Path
) -> None:
    map_, kopie, delen = opstelling.instellingen.data / REGIO, tmp_path / "kopie", (*VAN_DE_REGIO, REGIO)
    werk.een_poos()
    _stil(opstelling, delen, lambda: bewaar(map_, kopie))
    oud = laatste(opstelling.instellingen, REGIO)
    werk.een_poos()
    opstelling.bij()
    _getuigd(opstelling)
    was = laatste(opstelling.instellingen, REGIO)

    def zet_oude_terug() -> None:
        met_kluis_van_nu(map_ / "leerwinkel.sqlite", kopie / "leerwinkel.sqlite")
        zet_terug(map_, kopie)

    _stil(opstelling, delen, zet_oude_terug)
    assert laatste(opstelling.instellingen, REGIO) == oud < was
    with werk.bezig():
        tot(lambda: REGIO in storing_van_de_vol(opstelling.instellingen.data).lower(), 180)
        tot(lambda: "log_gebroken" in (opstelling.instellingen.data / "logs" / "waarmerk.log").read_text(), 180)
        assert laatste(opstelling.instellingen, REGIO) == oud
        gezegd = opstelling.zeg("leerwinkel", "herstel", "--regio", REGIO)
        assert gezegd.returncode == 0, gezegd.stdout + gezegd.stderr
        tot(lambda: laatste(opstelling.instellingen, REGIO) > was, 180)
    werk.een_poos()
    werk.oordeel()


@pytest.mark.timeout(900)
def test_a_hub_that_is_its_old_back_up_has_everything_again_from_the_regions(
    opstelling: Opstelling, werk: Regiowerk, tmp_path: Path
) -> None:
    map_, kopie = opstelling.instellingen.data / HUB, tmp_path / "kopie"

    def zet_oude_terug() -> None:
        """All but the VOL's own log, which no region has: it has a back-up of its own."""
        eigen = opstelling.stroommap(HUB, "VOL_EIGEN")
        bewaar(eigen, tmp_path / "eigen")
        zet_terug(map_, kopie)
        zet_terug(eigen, tmp_path / "eigen")

    werk.een_poos()
    opstelling.bij()
    _stil(opstelling, (HUB,), lambda: bewaar(map_, kopie))
    with werk.bezig():
        begin = laatste(opstelling.instellingen, REGIO)
        tot(lambda: laatste(opstelling.instellingen, REGIO) > begin + 40, 180)
        _stil(opstelling, (HUB,), zet_oude_terug)
    gezegd = opstelling.zeg("vol", "herstel")
    assert gezegd.returncode == 0, gezegd.stdout + gezegd.stderr
    werk.een_poos()
    werk.oordeel()


def _getuigd(opstelling: Opstelling) -> None:
    """Wait until the witness cosigned all of the region's log."""
    uitgave = Uitgave(opstelling.instellingen.getuigemap / REGIO)
    tot(lambda: omvang(uitgave.laatste()) == laatste(opstelling.instellingen, REGIO), 180)
