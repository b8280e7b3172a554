"""Deriving rows, whatever stands on the log: it never stumbles, its rows fit, and the order of arrival says nothing."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import String, Table

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van
from leerwinkel.leesmodel import Entity, Placed
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from partners.leesmodel import MODEL
from partners.leesmodel.afleiding import derive

ALLES = st.lists(
    st.one_of([gebeurtenissen(soort, regio="gent") for dienst in DIENSTEN for soort in soorten_van(dienst)]), max_size=8
)


def afgeleid(events: list[AnyGebeurtenis]) -> dict[str, list[dict[str, Any]]]:
    geplaatst = [Placed(n, event) for n, event in enumerate(events, 1)]
    rijen = derive(Entity("d1", len(events), geplaatst))
    return {tabel.name: [{**rij} for rij in rijen[tabel]] for tabel in rijen if rijen[tabel]}


def past(tabel: Table, rij: dict[str, Any]) -> bool:
    """Whether the database takes it: all that is required is there, and no text is too long or holds a NUL."""
    for kolom in tabel.columns:
        waarde = rij.get(kolom.name)
        if waarde is None and not kolom.nullable and "leesmodel_entity" not in kolom.info:
            return False
        lengte = kolom.type.length if isinstance(kolom.type, String) else None
        if isinstance(waarde, str) and ("\0" in waarde or (lengte is not None and len(waarde) > lengte)):
            return False
    return rij.keys() <= set(tabel.columns.keys())


@given(ALLES, st.randoms(use_true_random=False))
def test_any_events_give_rows_that_fit_and_the_order_of_arrival_says_nothing(
    events: list[AnyGebeurtenis], toeval: Any
) -> None:
    uniek = list({(event.source, event.id): event for event in events}.values())
    rijen = afgeleid(uniek)
    for tabel, van_tabel in rijen.items():
        assert all(past(MODEL.tables.tables[tabel], rij) for rij in van_tabel), (tabel, van_tabel)
    geschud = list(uniek)
    toeval.shuffle(geschud)
    assert afgeleid(geschud) == rijen
