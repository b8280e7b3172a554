"""What a region still has to send to the linking service: each change once, and who is erased before all else."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.vernieuwing import vernieuw, wis
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.koppelmerk.bericht import Koppelantwoord
from leerwinkel.koppelmerk.post import Merkenpost
from leerwinkel.runtime.verbinding import database

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
AN = Persoonsgegevens(naam="Pieters", voornaam="An", geboortedatum=date(1980, 2, 3))
BO = Persoonsgegevens(naam="Peeters", voornaam="Bo")


class Regio:
    """A region with two people, and a linking service that has as many as were sent."""

    def __init__(self, map_: Path) -> None:
        engine = database(f"sqlite:///{map_ / 'gent.sqlite'}")
        self.kluis = Kluis(engine, "gent", map_ / "sleutels")
        self.zoekindex = Zoekindex(engine, self.kluis)
        self.post = Merkenpost(engine, self.kluis, b"r" * 32)
        self.daar: set[str] = set()

    def stuur(self) -> tuple[list[str], list[str]]:
        """One message that is taken in: of whom it has marks, and whom it forgets."""
        zending = self.post.volgende()
        gezegd = [een.client for een in zending.bericht.merken]
        self.daar = (self.daar | set(gezegd)) - set(zending.bericht.vergeet)
        self.post.gedaan(zending, Koppelantwoord(clienten=len(self.daar)))
        return gezegd, list(zending.bericht.vergeet)


@pytest.fixture
def regio(tmp_path: Path) -> Regio:
    regio = Regio(tmp_path)
    regio.zoekindex.neem_alle_op({"an": AN, "bo": BO})
    return regio


NIETS: tuple[list[str], list[str]] = ([], [])


def test_who_can_be_found_is_sent_once(regio: Regio):
    assert regio.stuur() == (["an", "bo"], [])
    assert regio.stuur() == NIETS


def test_without_an_answer_it_is_sent_again(regio: Regio):
    eerste = regio.post.volgende()
    assert not eerste.is_leeg
    assert regio.post.volgende() == eerste


def test_who_changed_is_sent_again_and_nobody_else(regio: Regio):
    regio.stuur()
    regio.zoekindex.neem_op("bo", BO.model_copy(update={"geboortedatum": date(1990, 5, 6)}))
    assert regio.stuur() == (["bo"], [])


def test_a_new_master_key_is_no_reason_to_send(regio: Regio):
    regio.stuur()
    vernieuw(regio.kluis, regio.zoekindex)
    assert regio.stuur() == NIETS


def test_who_is_erased_is_forgotten_before_anybody_new_is_sent(regio: Regio):
    """Privacy: the linking service forgets it at erasure."""
    regio.stuur()
    wis(regio.kluis, regio.zoekindex, "an", nu=NU)
    regio.zoekindex.neem_op("cy", BO)
    assert regio.stuur() == ([], ["an"])
    assert regio.stuur() == (["cy"], [])
    assert regio.stuur() == NIETS


def test_where_the_service_lost_what_it_had_all_is_sent_again_also_who_is_to_be_forgotten(regio: Regio):
    regio.stuur()
    regio.daar.clear()
    assert regio.stuur() == NIETS
    wis(regio.kluis, regio.zoekindex, "an", nu=NU)
    assert regio.stuur() == ([], ["an"])
    assert regio.stuur() == (["bo"], [])
    assert regio.stuur() == NIETS


def test_of_who_has_no_birthday_and_no_number_there_are_no_marks(regio: Regio):
    [an, bo] = regio.post.volgende().bericht.merken
    assert (len(an.merken), bo.merken) == (6, {})
