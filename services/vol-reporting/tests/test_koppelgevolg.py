"""What a judgement would change is what it changes: the effect that is shown, and the figures after it."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from leerwinkel.gebeurtenissen.vol import DubbelBeoordeeld
from vol_reporting.cijfers import Vraag, bereken
from vol_reporting.koppeling.dubbels import lees_dubbels
from vol_reporting.koppeling.gevolg import CODES, Gevolg, gevolg_van
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.opslag import voeg_toe
from vol_reporting.periode import Periode
from vol_reporting.registratie.tabellen import ververs

from .bouw import LATER, OORSPRONG, Verhaal, opgeslagen
from .toeval import REGIOS, geschiedenis

A, B, C, D = Kant("gent", "a"), Kant("limburg", "b"), Kant("gent", "c"), Kant("brussel", "d")
AB, BC, AC = Paar.van(A, B), Paar.van(B, C), Paar.van(A, C)


class Wereld:
    """A VOL with its events, to which judgements come in."""

    def __init__(self, verhaal: Verhaal) -> None:
        self.verhaal, self.con = verhaal, opgeslagen(verhaal.ontvangsten)
        ververs(self.con)

    def oordeel(self, paar: Paar, oordeel: str) -> None:
        self.zeg(paar, oordeel)
        ververs(self.con)

    def zeg(self, paar: Paar, oordeel: str) -> None:
        """What was judged, and is not yet in the tables."""
        data = paar.beoordeeld(oordeel).model_dump(mode="json")
        moment = LATER + timedelta(days=len(self.verhaal.ontvangsten))
        self.verhaal.feit("dubbel-beoordeeld", paar.nummer, moment, data, regio="vol", systeem="vol-reporting")
        voeg_toe(self.con, [self.verhaal.ontvangsten[-1].rij()])

    def gevolg(self, paar: Paar, oordeel: str) -> Gevolg:
        return gevolg_van(self.con, paar, oordeel, lees_dubbels(self.con))

    def cijfers(self, **vraag: Any) -> dict[tuple[str, str, str], int | None]:
        gevonden = bereken(self.con, Vraag(codes=CODES, **vraag))
        return {(c.code, c.regio, c.periode): c.teller for c in gevonden}

    def b02(self, **vraag: Any) -> dict[str, int | None]:
        return {regio: teller for (code, regio, _), teller in self.cijfers(**vraag).items() if code == "B02"}


@pytest.fixture
def wereld() -> Wereld:
    return vier()


@pytest.fixture(scope="module")
def rustig() -> Wereld:
    """In which nothing is judged."""
    return vier()


def vier() -> Wereld:
    """Four clients, each of whom came once, with half a year between them."""
    verhaal = Verhaal()
    for n, kant in enumerate((A, B, C, D)):
        moment = OORSPRONG + timedelta(days=200 * n)
        verhaal.aanmelding(f"d-{kant.client}", moment, {"client": kant.client}, regio=kant.regio)
    return Wereld(verhaal)


def verschillen(gevolg: Gevolg) -> dict[tuple[str, str, str], int]:
    return {(r.code, r.regio, r.periode): r.verschil for r in gevolg.regels if r.verschil}


def test_one_person_less_in_flanders_and_as_many_in_each_region(rustig: Wereld):
    """Indicators, B02: distinct persons over all regions, after linking."""
    gevolg = rustig.gevolg(AB, "zelfde-persoon")
    assert verschillen(gevolg) == {("B02", "vlaanderen", "alles"): -1, ("B02", "vlaanderen", "2016"): -1}
    assert (gevolg.samen, gevolg.los, gevolg.tegenspraak) == ((), (), ())


def test_judging_two_persons_changes_nothing(rustig: Wereld):
    assert verschillen(rustig.gevolg(AB, "niet-zelfde-persoon")) == {}


def test_whoever_is_linked_with_the_second_becomes_one_person_with_the_first(wereld: Wereld):
    wereld.oordeel(AB, "zelfde-persoon")
    gevolg = wereld.gevolg(BC, "zelfde-persoon")
    assert gevolg.samen == (AC,)
    assert verschillen(gevolg)["B02", "gent", "alles"] == -1

    wereld.oordeel(BC, "zelfde-persoon")
    terug = wereld.gevolg(AB, "teruggedraaid")
    assert (terug.samen, terug.los) == ((), (AC,))


def test_what_was_judged_to_be_two_persons_and_would_become_one_is_said(wereld: Wereld):
    wereld.zeg(AC, "niet-zelfde-persoon")
    wereld.oordeel(AB, "zelfde-persoon")
    assert wereld.gevolg(BC, "zelfde-persoon").tegenspraak == (AC,)


def test_undoing_changes_nothing_where_other_links_hold_them_together(wereld: Wereld):
    for paar in (AB, BC, AC):
        wereld.zeg(paar, "zelfde-persoon")
    ververs(wereld.con)
    terug = wereld.gevolg(AC, "teruggedraaid")
    assert terug.blijft_samen
    assert verschillen(terug) == {}


def test_undone_the_old_figure_is_back_and_a_stand_of_before_keeps_the_old_one(wereld: Wereld):
    """Indicators, as known when: person links count by the same rule, because all of them are events."""
    toen = {"gent": 2, "limburg": 1, "brussel": 1, "vol": 0}
    voor = wereld.b02()
    wereld.zeg(AB, "zelfde-persoon")
    na = wereld.b02()
    gekoppeld = {**toen, "vol": 1}
    wereld.zeg(AB, "teruggedraaid")
    assert (voor["vlaanderen"], na["vlaanderen"], wereld.b02()["vlaanderen"]) == (4, 3, 4)
    assert wereld.b02(stand=toen) == voor
    assert wereld.b02(stand=gekoppeld) == na


def test_the_print_of_an_effect_changes_with_the_effect_and_not_with_who_else_comes(wereld: Wereld):
    voor = wereld.gevolg(AB, "zelfde-persoon").afdruk
    wereld.verhaal.aanmelding("d-nieuw", data={"client": "nieuw"})
    voeg_toe(wereld.con, [wereld.verhaal.ontvangsten[-1].rij()])
    ververs(wereld.con)
    assert wereld.gevolg(AB, "zelfde-persoon").afdruk == voor
    wereld.oordeel(BC, "zelfde-persoon")
    assert wereld.gevolg(AB, "zelfde-persoon").afdruk != voor


@pytest.mark.parametrize("zaad", [1, *(pytest.param(zaad, marks=pytest.mark.lang) for zaad in range(2, 16))])
def test_over_any_history_the_figures_move_by_exactly_what_was_shown(zaad: int):
    kans, verhaal = Random(zaad), Verhaal(geschiedenis(Random(zaad), 120))
    wereld = Wereld(verhaal)
    for _ in range(2):
        een, ander = (Kant(regio, f"c{kans.randrange(1, 4)}") for regio in kans.sample(REGIOS, 2))
        paar, oordeel = Paar.van(een, ander), kans.choice(["zelfde-persoon", "zelfde-persoon", "teruggedraaid"])
        getoond = wereld.gevolg(paar, oordeel)
        perioden = [Periode.alles() if p == "alles" else Periode.lees(p) for p in {r.periode for r in getoond.regels}]
        voor = wereld.cijfers(periode=perioden)
        wereld.oordeel(paar, oordeel)
        na = wereld.cijfers(periode=perioden)
        assert {(r.code, r.regio, r.periode): (r.nu, r.straks) for r in getoond.regels} == {
            sleutel: (voor[sleutel], na[sleutel]) for sleutel in na
        }


def test_the_effect_is_the_same_counted_over_the_events(wereld: Wereld):
    """The tables may be stale while somebody looks."""
    met_tabellen = wereld.gevolg(AB, "zelfde-persoon")
    wereld.verhaal.sessie("d-a")
    voeg_toe(wereld.con, [wereld.verhaal.ontvangsten[-1].rij()])
    assert wereld.gevolg(AB, "zelfde-persoon").regels == met_tabellen.regels


def test_split_figures_know_the_judgement_too(rustig: Wereld):
    alsof: tuple[DubbelBeoordeeld, ...] = (AB.beoordeeld("zelfde-persoon"),)
    vraag = Vraag(codes=["B02"], regio="vlaanderen", splits="kanaal", alsof=alsof)
    assert [c.teller for c in bereken(rustig.con, vraag)] == [3, 3]
