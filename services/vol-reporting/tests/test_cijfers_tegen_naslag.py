"""The figures in SQL against a slow reading of the same page in Python, over histories by chance."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest

from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken, ververs
from vol_reporting.indicatoren import definities
from vol_reporting.opslag import voeg_toe

from .bouw import OORSPRONG, Ontvangst, opgeslagen
from .naslag import Naslag
from .naslag_cijfers import Uitkomst
from .naslag_cijfers import cijfers as nagerekend
from .naslag_geldig import bekend
from .toeval import geschiedenis

PERIODEN = [Periode.alles(), *(Periode.lees(t) for t in ("2016", "2016-Q1", "2016-11", "2017-02", "2016-03..2016-08"))]


def verschil(cijfers: list[Cijfer], verwacht: Uitkomst) -> dict[object, object]:
    """Teller and noemer where they differ, and the number where it does not follow from those alone."""
    berekend = {(c.code, c.regio, c.periode, c.dimensie, c.waarde_dimensie): c for c in cijfers}
    anders: dict[object, object] = {}
    for sleutel in berekend.keys() | verwacht.keys():
        c, nagerekend_ = berekend.get(sleutel), verwacht.get(sleutel)
        if c is None or nagerekend_ is None:
            anders[sleutel] = (c, nagerekend_)
            continue
        *tellingen, waarde = nagerekend_
        met_waarde = waarde is not None or definities()[c.code].referenties_van(c.dimensie)
        if [c.teller, c.noemer] != tellingen or (met_waarde and _rond(c.waarde) != _rond(waarde)):
            anders[sleutel] = (c, nagerekend_)
    return anders


def _rond(waarde: float | Fraction | None) -> float | None:
    return None if waarde is None else round(float(waarde), 6)


@pytest.mark.parametrize("zaad", [0, *(pytest.param(zaad, marks=pytest.mark.lang) for zaad in range(1, 200))])
def test_every_figure_is_that_of_the_slow_reading(zaad: int):
    ontvangsten = geschiedenis(Random(zaad))
    con = opgeslagen(ontvangsten)
    verwacht = nagerekend(Naslag(ontvangsten), PERIODEN)

    assert verschil(bereken(con, Vraag(periode=PERIODEN)), verwacht) == {}
    ververs(con)
    assert verschil(bereken(con, Vraag(periode=PERIODEN)), verwacht) == {}


@pytest.mark.parametrize(
    ("zaad", "met_stand", "met_moment"),
    [
        pytest.param(100, True, False, marks=pytest.mark.lang),
        pytest.param(101, False, True, marks=pytest.mark.lang),
        (102, True, True),
        *(pytest.param(zaad, True, zaad % 2 == 0, marks=pytest.mark.lang) for zaad in range(103, 143)),
    ],
)
def test_every_figure_of_an_earlier_stand_is_that_of_the_slow_reading(zaad: int, *, met_stand: bool, met_moment: bool):
    kans = Random(zaad)
    ontvangsten = geschiedenis(kans)
    stand = {regio: kans.randrange(80) for regio in ("gent", "limburg", "vol")} if met_stand else None
    bekend_op = OORSPRONG + timedelta(days=kans.randrange(200, 300)) if met_moment else None
    gezien = bekend(ontvangsten, stand, bekend_op)
    verwacht = nagerekend(Naslag(gezien, bekend_op, op_stand=met_stand), PERIODEN)
    gevonden = bereken(opgeslagen(ontvangsten), Vraag(PERIODEN, stand=stand, bekend_op=bekend_op))
    assert verschil(gevonden, verwacht) == {}


def test_no_figure_depends_on_the_order_of_arrival_or_on_batches():
    kans = Random(200)
    ontvangsten = geschiedenis(kans)
    eerst = _in_delen(ontvangsten, kans, len(ontvangsten))

    geschud = kans.sample(ontvangsten, len(ontvangsten))
    assert _in_delen(geschud, kans, len(geschud)) == eerst
    assert _in_delen(geschud, kans, 60) == eerst


@pytest.mark.lang
def test_now_is_the_full_stand():
    ontvangsten = geschiedenis(Random(7))
    con = opgeslagen(ontvangsten)
    ververs(con)
    stand = {o.regio: o.positie for o in ontvangsten}

    codes = [code for code, d in definities().items() if not d.niet_bij]
    splitsbaar = [code for code in codes if definities()[code].splitsbaar]
    for vraag in (Vraag(PERIODEN, codes=codes), Vraag(PERIODEN, codes=splitsbaar, splits="kansengroepen")):
        assert bereken(con, replace(vraag, stand=stand)) == bereken(con, vraag)


def _in_delen(ontvangsten: list[Ontvangst], kans: Random, hoogstens: int) -> list[Cijfer]:
    """The figures after taking them in by so many at a time."""
    con = opgeslagen([])
    while ontvangsten:
        aantal = kans.randint(hoogstens // 3, hoogstens) if hoogstens < len(ontvangsten) else len(ontvangsten)
        deel, ontvangsten = ontvangsten[:aantal], ontvangsten[aantal:]
        voeg_toe(con, [o.rij() for o in deel])
        ververs(con)
    return bereken(con, Vraag(PERIODEN))
