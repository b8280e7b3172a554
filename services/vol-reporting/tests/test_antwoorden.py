"""An answer is given again only as long as nothing can have changed it."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from vol_reporting.antwoorden import Antwoorden
from vol_reporting.bestand import Bestand
from vol_reporting.cijferopslag import Opslag
from vol_reporting.cijfers import Cijfer
from vol_reporting.opslag import voeg_toe
from vol_reporting.vraag import Vraag

from .bouw import Verhaal, lokaal

NU, TOEN = Vraag(codes=["B01"], regio="gent"), Vraag(codes=["B01"], regio="gent", stand={"gent": 1, "vol": 0})


def test_who_asks_what_somebody_is_computing_waits_for_that_answer():
    antwoorden, bezig, klaar = Antwoorden[object](10), Event(), Event()

    def traag() -> object:
        bezig.set()
        assert klaar.wait(10)
        return object()

    with ThreadPoolExecutor(2) as draden:
        eerste = draden.submit(antwoorden.geef, "vraag", traag)
        assert bezig.wait(10)
        tweede = draden.submit(antwoorden.geef, "vraag", object)
        klaar.set()
        assert eerste.result() is tweede.result()


def test_a_question_that_failed_is_asked_anew_and_the_oldest_are_forgotten():
    antwoorden = Antwoorden[int](2)
    with pytest.raises(ZeroDivisionError):
        antwoorden.geef("a", lambda: 1 // 0)
    assert antwoorden.geef("a", lambda: 1) == antwoorden.geef("a", lambda: 2) == 1
    antwoorden.geef("b", lambda: 1)
    antwoorden.geef("a", lambda: 2)
    antwoorden.geef("c", lambda: 1)
    assert (antwoorden.geef("a", lambda: 3), antwoorden.geef("b", lambda: 3)) == (1, 3)


@pytest.fixture
def opslag(tmp_path: Path) -> Generator[Opslag]:
    opslag = Opslag(Bestand(tmp_path))
    yield opslag
    opslag.sluit()


def _komt_binnen(opslag: Opslag, verhaal: Verhaal) -> None:
    voeg_toe(opslag.cursor(), [verhaal.ontvangsten[-1].rij()])
    opslag.cursor().execute(
        "DELETE FROM regiopositie; INSERT INTO regiopositie SELECT regio, max(positie) FROM gebeurtenis GROUP BY regio"
    )
    opslag.is_veranderd()


def _tel(opslag: Opslag, vraag: Vraag) -> Cijfer:
    (cijfer,) = opslag.cijfers(vraag)
    return cijfer


def test_the_present_moves_with_every_event_and_a_stand_that_is_whole_never(opslag: Opslag):
    verhaal = Verhaal()
    verhaal.aanmelding("d1", lokaal("2016-05-02T10:00:00"))
    _komt_binnen(opslag, verhaal)
    nu, toen = _tel(opslag, NU), _tel(opslag, TOEN)
    assert nu is _tel(opslag, NU)
    verhaal.aanmelding("d2", lokaal("2016-05-02T11:00:00"))
    _komt_binnen(opslag, verhaal)
    assert (_tel(opslag, NU).teller, nu.teller) == (2, 1)
    assert _tel(opslag, TOEN) is toen
    opslag.is_vervangen()
    assert _tel(opslag, TOEN) is not toen


def test_a_stand_of_which_something_is_still_to_come_is_counted_again(opslag: Opslag):
    verder = Vraag(codes=["B01"], regio="gent", stand={"gent": 2, "vol": 0})
    verhaal = Verhaal()
    for dossier, telt in (("d1", 1), ("d2", 2), ("d3", 2)):
        verhaal.aanmelding(dossier, lokaal("2016-05-02T10:00:00"))
        _komt_binnen(opslag, verhaal)
        assert _tel(opslag, verder).teller == telt


def test_a_stand_with_a_gap_in_it_is_counted_again(opslag: Opslag):
    opslag.cursor().execute("INSERT INTO gat VALUES ('gent', 1, 1)")
    verhaal = Verhaal()
    verhaal.aanmelding("d1", lokaal("2016-05-02T10:00:00"))
    _komt_binnen(opslag, verhaal)
    assert _tel(opslag, TOEN) is _tel(opslag, TOEN)
    toen = _tel(opslag, TOEN)
    opslag.is_veranderd()
    assert _tel(opslag, TOEN) is not toen


def test_four_who_ask_at_once_get_one_answer(opslag: Opslag):
    verhaal = Verhaal()
    verhaal.aanmelding("d1", lokaal("2016-05-02T10:00:00"))
    _komt_binnen(opslag, verhaal)
    samen = Barrier(4)

    def lees(_: int) -> Cijfer:
        samen.wait(10)
        return _tel(opslag, NU)

    with ThreadPoolExecutor(4) as draden:
        eerste, *anderen = draden.map(lees, range(4))
    assert all(ander is eerste for ander in anderen)
