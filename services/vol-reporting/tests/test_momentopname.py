"""A copy of what counted at a stand gives the figures that are counted at that stand over the events."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from vol_reporting.cijfers import Vraag, bereken
from vol_reporting.rapporten.momentopname import momentopname
from vol_reporting.rapporten.stof import telbaar

from .bouw import opgeslagen
from .toeval import geschiedenis


@pytest.mark.parametrize(
    "codes",
    [
        pytest.param(["B02", "D08", "K04", "Q04", "Q05"], id="some"),
        pytest.param([definitie.code for definitie in telbaar()], id="all", marks=pytest.mark.lang),
    ],
)
def test_every_figure_of_a_history_by_chance_is_the_same_in_the_copy(codes: list[str]):
    con = opgeslagen(geschiedenis(Random(11)))
    hoogste = dict(con.execute("SELECT regio, max(positie) FROM main.gebeurtenis GROUP BY regio").fetchall())
    stand = {regio: positie * 3 // 4 for regio, positie in hoogste.items()} | {"vol": hoogste.get("vol", 0)}
    eerste, tweede = sorted(regio for regio in stand if regio != "vol")[:2]
    apart, later = stand[eerste] // 2, stand[tweede] // 2
    con.execute("INSERT INTO besluit VALUES (0, 'stroom-aangehouden', ?, ?, false)", [eerste, apart])
    con.execute("INSERT INTO besluit VALUES (?, 'quarantaine-vrijgegeven', ?, ?, false)", [10**6, tweede, later])
    ontvangen = datetime(2016, 2, 1, tzinfo=UTC)
    con.execute("INSERT INTO quarantaine (regio, positie, ontvangen) VALUES (?, 1, ?)", [tweede, ontvangen])
    aan_de_stand = bereken(con, Vraag(stand=stand, codes=codes))
    with momentopname(con, stand) as toen:
        in_de_kopie = bereken(toen, Vraag(codes=codes))
        [(overgenomen,)] = toen.execute("SELECT count(*) FROM main.gebeurtenis").fetchall()
    assert in_de_kopie == [replace(cijfer, aangehouden=False) for cijfer in aan_de_stand]
    assert 0 < overgenomen < sum(stand.values())
    assert any(cijfer.aangehouden for cijfer in aan_de_stand)
