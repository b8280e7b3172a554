"""More of the catalogue: the figures of stories, versions, reference values, and what cannot be told."""

from collections.abc import Callable
from typing import Any

import pytest

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken
from vol_reporting.indicatoren import definities

from .bouw import Verhaal, opgeslagen
from .verhalen import VERHALEN, Rij, bereik, op, referentie


def als_rij(c: Cijfer) -> tuple[str, str | None]:
    return c.code, None if c.dimensie is None else f"{c.dimensie} {c.waarde_dimensie}"


@pytest.mark.parametrize("vertel", VERHALEN)
def test_the_figures_of_a_story_are_what_one_counts_by_hand(vertel: Callable[[], tuple[Verhaal, Vraag, list[Rij]]]):
    v, vraag, rijen = vertel()
    codes = sorted({rij[0] for rij in rijen})
    gevraagd = Vraag(vraag.periode, vraag.stand, vraag.bekend_op, "gent", codes=codes)
    gevonden = {als_rij(c): (c.teller, c.noemer, c.waarde) for c in bereken(opgeslagen(v.ontvangsten), gevraagd)}
    geteld = {(code, rij): (teller, noemer, pytest.approx(waarde)) for code, rij, teller, noemer, waarde in rijen}
    assert {sleutel: gevonden.get(sleutel) for sleutel in geteld} == geteld


def test_a_figure_without_its_reference_value_says_so_and_is_no_zero():
    v, *_ = bereik()
    v.aanmelding("z", regio="limburg")
    con = opgeslagen(v.ontvangsten)

    def b03(regio: str, periode: str) -> tuple[float | None, str | None]:
        [cijfer] = bereken(con, Vraag(Periode.lees(periode), regio=regio, codes=["B03"]))
        return cijfer.waarde, cijfer.opmerking

    assert b03("gent", "2016") == (2, "Referentiewaarde: bron van inwoners-18-64.")
    zonder = (None, "Zonder referentiewaarde (inwoners van 18 tot 64 jaar) is er geen cijfer.")
    assert b03("limburg", "2016") == zonder
    assert b03("gent", "2015") == zonder
    assert b03("vlaanderen", "2016") == zonder


def test_the_last_reference_value_valid_within_the_period_counts_as_last_recorded():
    v = Verhaal()
    v.aanmelding("a")
    referentie(v, "inwoners-18-64", 500, van="2015-01-01")
    referentie(v, "inwoners-18-64", 1000)
    referentie(v, "inwoners-18-64", 250)
    con = opgeslagen(v.ontvangsten)
    noemers = {
        stand: bereken(con, Vraag(Periode.lees("2016"), stand={"gent": 1, "vol": stand}, regio="gent", codes=["B03"]))
        for stand in range(4)
    }
    assert {stand: [c.noemer for c in cijfers] for stand, cijfers in noemers.items()} == {
        0: [None],
        1: [500],
        2: [1000],
        3: [250],
    }


def test_any_version_can_be_computed_over_any_period():
    v, *_ = bereik()
    con = opgeslagen(v.ontvangsten)
    perioden = [Periode.lees("2016"), Periode.lees("2025..2026"), Periode.lees("2015..2027"), Periode.alles()]

    def laag(**versies: int) -> list[tuple[int, int | None]]:
        gevonden = bereken(con, Vraag(perioden, regio="gent", codes=["B04"], versies=versies))
        return [(c.versie, c.teller) for c in gevonden if c.dimensie is None]

    assert laag() == [(1, 3), (1, 0), (2, 1), (2, 1)]
    assert laag(B04=1) == [(1, 3), (1, 0), (1, 3), (1, 3)]
    assert laag(B04=2) == [(2, 1), (2, 0), (2, 1), (2, 1)]
    with pytest.raises(ValueError, match=r"De versie van B04 ‘3’ bestaat niet\. Mogelijk is: 1, 2\."):
        laag(B04=3)


def test_what_is_no_event_is_told_of_now_only():
    v = Verhaal()
    v.aanmelding("a", ontvangen=op("03-01"))
    v.aanmelding("b", regio="limburg", ontvangen=op("03-11"))
    con = opgeslagen(v.ontvangsten)
    con.execute("INSERT INTO quarantaine (regio, positie, ontvangen) VALUES ('gent', 2, ?)", [op("03-02")])
    con.execute("INSERT INTO gat VALUES ('gent', 3, 5)")

    def stel(regio: str, **terug: Any) -> dict[tuple[str, str | None], tuple[int | None, int | None]]:
        vraag = Vraag(Periode.lees("2016-03"), regio=regio, codes=["Q04", "Q06"], **terug)
        return {als_rij(c): (c.teller, c.noemer) for c in bereken(con, vraag)}

    assert stel("gent") == {("Q04", None): (1, 2), ("Q06", None): (3, None), ("Q06", "stilte dagen"): (10, None)}
    assert stel("limburg")["Q06", "stilte dagen"] == (0, None)
    assert stel("vlaanderen")["Q06", "stilte dagen"] == (10, None)
    assert stel("gent", stand={"gent": 1}) == {("Q04", None): (0, 1), ("Q06", None): (None, None)}
    assert stel("gent", bekend_op=op("04-01")) == {("Q04", None): (None, None), ("Q06", None): (None, None)}
    [cijfer] = bereken(con, Vraag(regio="gent", codes=["Q06"], stand={"gent": 1}))
    assert (cijfer.waarde, cijfer.opmerking is not None) == (None, True)


def test_what_a_figure_needs_from_outside_can_be_registered():
    nodig = {
        naam for d in definities().values() for dimensie in (None, *d.dimensies) for naam in d.referenties_van(dimensie)
    }
    assert nodig == set(codelijst("referentiewaarde"))


def test_every_figure_of_the_catalogue_has_a_story():
    verteld = {rij[0] for vertel in VERHALEN for rij in vertel()[2]}
    elders = "B01 B02 P01 P02 P03 D01 D03 D04 D05 D06 R01 R02a R02b R02c R02d R03 R05 S03 Q03 Q07 Q04 Q06".split()  # noqa: SIM905
    assert verteld | set(elders) == set(definities())
