"""The figures in SQL against a slow reading of the same page in Python, over histories by chance."""

from datetime import timedelta
from random import Random

import duckdb
import pytest

from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken, ververs
from vol_reporting.opslag import voeg_toe

from .bouw import OORSPRONG, Ontvangst, opgeslagen
from .naslag import Naslag
from .naslag_cijfers import Uitkomst
from .naslag_cijfers import cijfers as nagerekend
from .naslag_geldig import bekend
from .toeval import geschiedenis

PERIODEN = [Periode.alles(), *(Periode.lees(t) for t in ("2016", "2016-Q1", "2016-11", "2017-02", "2016-03..2016-08"))]


def als_uitkomst(cijfers: list[Cijfer]) -> Uitkomst:
    return {(c.code, c.regio, c.periode, c.dimensie, c.waarde_dimensie): (c.teller, c.noemer) for c in cijfers}


def verschil(een: Uitkomst, ander: Uitkomst) -> dict[object, object]:
    return {k: (een.get(k), ander.get(k)) for k in een.keys() | ander.keys() if een.get(k) != ander.get(k)}


@pytest.mark.parametrize("zaad", range(6))
def test_every_figure_is_that_of_the_slow_reading(zaad: int):
    ontvangsten = geschiedenis(Random(zaad))
    con = opgeslagen(ontvangsten)
    verwacht = nagerekend(Naslag(ontvangsten), PERIODEN)

    assert verschil(als_uitkomst(bereken(con, Vraag(periode=PERIODEN))), verwacht) == {}
    ververs(con)
    assert verschil(als_uitkomst(bereken(con, Vraag(periode=PERIODEN))), verwacht) == {}


@pytest.mark.parametrize("zaad", range(100, 104))
def test_every_figure_of_an_earlier_stand_is_that_of_the_slow_reading(zaad: int):
    kans = Random(zaad)
    ontvangsten = geschiedenis(kans)
    con = opgeslagen(ontvangsten)
    stand = {regio: kans.randrange(60) for regio in ("gent", "limburg", "vol")}
    bekend_op = OORSPRONG + timedelta(days=kans.randrange(30, 300))
    for vraag in (
        Vraag(PERIODEN, stand=stand),
        Vraag(PERIODEN, bekend_op=bekend_op),
        Vraag(PERIODEN, stand=stand, bekend_op=bekend_op),
    ):
        verwacht = nagerekend(Naslag(bekend(ontvangsten, vraag.stand, vraag.bekend_op)), PERIODEN)
        assert verschil(als_uitkomst(bereken(con, vraag)), verwacht) == {}


@pytest.mark.parametrize("zaad", range(200, 202))
def test_no_figure_depends_on_the_order_of_arrival_or_on_batches(zaad: int):
    kans = Random(zaad)
    ontvangsten = geschiedenis(kans)
    eerst = bereken(opgeslagen(ontvangsten), Vraag(PERIODEN))

    geschud = kans.sample(ontvangsten, len(ontvangsten))
    assert bereken(opgeslagen(geschud), Vraag(PERIODEN)) == eerst
    assert bereken(_in_delen(geschud, kans), Vraag(PERIODEN)) == eerst


def test_now_is_the_full_stand():
    ontvangsten = geschiedenis(Random(7))
    con = opgeslagen(ontvangsten)
    ververs(con)
    stand = {o.regio: o.positie for o in ontvangsten}

    for splits in (None, "kansengroepen"):
        nu = bereken(con, Vraag(PERIODEN, splits=splits))
        assert bereken(con, Vraag(PERIODEN, splits=splits, stand=stand)) == nu


def _in_delen(ontvangsten: list[Ontvangst], kans: Random) -> duckdb.DuckDBPyConnection:
    con = opgeslagen([])
    while ontvangsten:
        aantal = kans.randint(20, 60)
        deel, ontvangsten = ontvangsten[:aantal], ontvangsten[aantal:]
        voeg_toe(con, [o.rij() for o in deel])
        ververs(con)
    return con
