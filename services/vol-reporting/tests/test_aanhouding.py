"""A stream held apart: received and kept, out of every figure until somebody releases it, and so in time travel too."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from leerwinkel.gebeurtenissen.vol import StandVastgelegd, StroomAangehouden, StroomVrijgegeven
from vol_reporting.cijfers import Vraag, bereken, ververs
from vol_reporting.datakwaliteit.opdracht import Besluitfout, Opdracht, beslis
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.registratie.besluiten import Besluiten, besluiten

from .aanhouding import Hub
from .bouw import opgeslagen
from .toeval import geschiedenis

GEWOON, VLOED = 70, 600


@dataclass
class Verloop:
    """Five usual weeks, a flood, held apart, more of it, released up to a point, and then whole.

    Of every moment that has a name: what counted in Gent and in Flanders, and the moment of the stand.
    """

    hub: Hub = field(default_factory=Hub)
    geteld: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    toen: dict[str, datetime] = field(default_factory=dict[str, datetime])

    def noteer(self, naam: str) -> None:
        self.geteld[naam] = (self.hub.sessies(), self.hub.sessies("vlaanderen"))
        posities = {regio: sum(b.regio == regio for b in self.hub.regionaal) for regio in ("gent", "limburg")}
        self.toen[naam] = self.hub.zegt(StandVastgelegd(posities=posities, eigen=len(self.hub.eigen)))


@pytest.fixture(scope="module")
def verloop() -> Verloop:
    verloop = Verloop()
    hub = verloop.hub
    hub.stuurt(5, "limburg")
    hub.gewone_weken()
    verloop.noteer("voor")
    hub.stuurt(VLOED)
    assert hub.aangehouden() == {"gent": (GEWOON + 1, "plotse-toename")}
    hub.zegt(StroomAangehouden(regio="gent", vanaf_positie=GEWOON + 1, reden="plotse-toename"))
    hub.stuurt(10)
    hub.stuurt(2, "limburg")
    verloop.noteer("aangehouden")
    assert hub.aangehouden() == {}
    hub.zegt(StroomVrijgegeven(regio="gent", tot_positie=GEWOON + 50, blijft_aangehouden=True))
    verloop.noteer("deels vrij")
    hub.zegt(StroomVrijgegeven(regio="gent", tot_positie=GEWOON + VLOED + 10))
    hub.stuurt(3)
    verloop.noteer("vrij")
    return verloop


VERWACHT = {
    "voor": (GEWOON, GEWOON + 5),
    "aangehouden": (GEWOON, GEWOON + 7),
    "deels vrij": (GEWOON + 50, GEWOON + 57),
    "vrij": (GEWOON + VLOED + 13, GEWOON + VLOED + 20),
}


def test_figures_leave_out_what_is_held_apart_and_only_that(verloop: Verloop):
    assert verloop.geteld == VERWACHT
    con = verloop.hub.con
    assert con.execute("SELECT count(*) FROM gebeurtenis WHERE regio = 'gent'").fetchall() == [(683,)]
    assert Verwerking(con).posities.hoogste["gent"] == 683
    assert verloop.hub.aangehouden() == {}


@pytest.mark.parametrize("waar", ["hier", "herbouwd"])
def test_time_travel_tells_what_counted_then_also_after_a_rebuild(verloop: Verloop, waar: str):
    hub = verloop.hub if waar == "hier" else verloop.hub.opnieuw()
    toen = {naam: (hub.sessies(toen=m), hub.sessies("vlaanderen", m)) for naam, m in verloop.toen.items()}
    assert toen == VERWACHT
    assert (hub.sessies(), hub.sessies("vlaanderen")) == VERWACHT["vrij"]
    assert (hub.sessies(vers=False), besluiten(hub.con)) == (683, Besluiten(beoordeeld={"gent": 680}))


def test_an_announced_import_trips_nothing():
    hub = Hub()
    hub.gewone_weken()
    hub.stuurt(VLOED, systeem="import")
    assert hub.aangehouden() == {}


def test_what_comes_in_while_a_stream_is_held_apart_is_folded_without_it():
    """The tables are brought up to date by part: what is held apart must not slip in with what is not."""
    hub = Hub()
    hub.stuurt(3)
    hub.stuurt(1, "limburg")
    hub.zegt(StroomAangehouden(regio="gent", vanaf_positie=3, reden="handmatig"))
    assert hub.sessies("vlaanderen") == 3
    cijfers = bereken(hub.con, Vraag(codes=["D05"]))
    assert {c.regio for c in cijfers if c.aangehouden} == {"gent", "vlaanderen"}
    hub.stuurt(2)
    hub.stuurt(1, "limburg")
    assert (hub.sessies(), hub.sessies("limburg"), hub.sessies(vers=False)) == (2, 2, 2)


def test_a_stream_that_was_quiet_and_released_is_judged_by_what_comes_after():
    hub = Hub()
    hub.gewone_weken()
    hub.stuurt(VLOED)
    hub.zegt(StroomAangehouden(regio="gent", vanaf_positie=71, reden="plotse-toename"))
    hub.zegt(StroomVrijgegeven(regio="gent", tot_positie=670))
    hub.nu += timedelta(minutes=5)
    hub.stuurt(VLOED)
    assert hub.aangehouden() == {"gent": (671, "plotse-toename")}


@pytest.mark.parametrize("zaad", [71])
def test_with_a_stream_held_apart_figures_are_those_of_the_history_without_it(zaad: int):
    """Corrections, retractions, links and repeats too: whatever is held apart is as if it was not said yet."""
    ontvangsten = geschiedenis(Random(zaad), 160)
    zonder = [o for o in ontvangsten if o.regio != "gent" or o.positie < 20]
    assert 20 < len(zonder) < len(ontvangsten)
    met, kort = opgeslagen(ontvangsten), opgeslagen(zonder)
    met.execute("INSERT INTO besluit VALUES (1000, 'stroom-aangehouden', 'gent', 20, false)")
    alles = Vraag(codes=["B01", "B02", "D01", "D05", "K02", "R01", "R02c", "Q05"])
    eerst = [replace(cijfer, aangehouden=False) for cijfer in bereken(met, alles)]
    assert eerst == bereken(kort, alles)
    ververs(met)
    assert [replace(cijfer, aangehouden=False) for cijfer in bereken(met, alles)] == eerst


VRIJ, VAST = Besluiten(), Besluiten(vanaf={"gent": 11})


@pytest.mark.parametrize(
    ("opdracht", "genomen", "gegeven"),
    [
        (Opdracht(handeling="aanhouden", regio="gent"), VRIJ, StroomAangehouden),
        (Opdracht(handeling="aanhouden", regio="gent", positie=5), VAST, StroomAangehouden),
        (Opdracht(handeling="aanhouden", regio="gent", positie=11), VAST, None),
        (Opdracht(handeling="vrijgeven", regio="gent"), VRIJ, None),
        (Opdracht(handeling="vrijgeven", regio="gent", positie=10), VAST, None),
        (Opdracht(handeling="vrijgeven", regio="gent", positie=20), VAST, StroomVrijgegeven),
        (Opdracht(handeling="vrijgeven", regio="gent"), VAST, StroomVrijgegeven),
    ],
)
def test_a_decision_that_is_in_effect_already_gives_nothing(
    opdracht: Opdracht, genomen: Besluiten, gegeven: type[object] | None
):
    data = beslis(opdracht, genomen, 20)
    assert (data and type(data)) is gegeven


def test_nothing_is_released_that_was_not_received():
    with pytest.raises(Besluitfout, match="pas 20 posities"):
        beslis(Opdracht(handeling="vrijgeven", regio="gent", positie=21), VAST, 20)
