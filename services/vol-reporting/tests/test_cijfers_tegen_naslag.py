"""The figures in SQL against a slow reading of the same page in Python, over histories by chance."""

from datetime import timedelta
from random import Random

import duckdb
import pytest

from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken, ververs
from vol_reporting.opslag import voeg_toe

from .bouw import OORSPRONG, Ontvangst, opgeslagen
from .naslag import Naslag, Uitkomst, bekend
from .toeval import geschiedenis

PERIODEN = [Periode.alles(), *(Periode.lees(t) for t in ("2016", "2016-Q1", "2016-11", "2017-02", "2016-03..2016-08"))]


def als_uitkomst(cijfers: list[Cijfer]) -> Uitkomst:
    return {(c.code, c.regio, c.periode, c.dimensie, c.waarde_dimensie): (c.teller, c.noemer) for c in cijfers}


def verschil(een: Uitkomst, ander: Uitkomst) -> dict[object, object]:
    return {k: (een.get(k), ander.get(k)) for k in een.keys() | ander.keys() if een.get(k) != ander.get(k)}


@pytest.mark.parametrize("zaad", range(12))
def test_elk_cijfer_is_dat_van_de_naslag(zaad: int):
    ontvangsten = geschiedenis(Random(zaad))
    con = opgeslagen(ontvangsten)
    verwacht = Naslag(ontvangsten).cijfers(PERIODEN)

    assert verschil(als_uitkomst(bereken(con, Vraag(periode=PERIODEN))), verwacht) == {}
    ververs(con)
    assert verschil(als_uitkomst(bereken(con, Vraag(periode=PERIODEN))), verwacht) == {}


@pytest.mark.parametrize("zaad", range(100, 108))
def test_een_vroegere_stand_is_dat_van_de_naslag(zaad: int):
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
        verwacht = Naslag(bekend(ontvangsten, vraag.stand, vraag.bekend_op)).cijfers(PERIODEN)
        assert verschil(als_uitkomst(bereken(con, vraag)), verwacht) == {}


@pytest.mark.parametrize("zaad", range(200, 204))
def test_geen_cijfer_hangt_af_van_de_volgorde_van_aankomst(zaad: int):
    kans = Random(zaad)
    ontvangsten = geschiedenis(kans)
    eerst = bereken(opgeslagen(ontvangsten), Vraag(PERIODEN))

    geschud = kans.sample(ontvangsten, len(ontvangsten))
    assert bereken(opgeslagen(geschud), Vraag(PERIODEN)) == eerst
    assert bereken(_in_delen(geschud, kans), Vraag(PERIODEN)) == eerst


def test_nu_is_de_volle_stand():
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
        aantal = kans.randint(1, 60)
        deel, ontvangsten = ontvangsten[:aantal], ontvangsten[aantal:]
        voeg_toe(con, [o.rij() for o in deel])
        ververs(con)
    return con
