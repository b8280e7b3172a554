"""The specification of a read model: given what stands on a log, then rows; and its migrations beside its tables."""

from typing import Any

from sqlalchemy import Table, select

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.leesmodel import Place, ReadModel, Store
from leerwinkel.leesmodel.folding import Arrived
from leerwinkel.leesmodel.migrations import differences


def given(model: ReadModel, place: Place, *events: AnyGebeurtenis) -> Store:
    """The model in which those events, in that order of arrival, are all there is."""
    store = Store(model, place)
    store.open()
    generation = store.new()
    generation.take(Arrived(n, event.onderwerp(), event.ruw()) for n, event in enumerate(events, 1))
    generation.derive_all()
    store.switch(generation)
    return store


def rows(store: Store, table: Table) -> list[dict[str, Any]]:
    """What a reader sees in a table, ordered by its key."""
    with store.reader() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key))
        return [dict(row) for row in found.mappings()]


def migration_differences(model: ReadModel, place: Place) -> list[Any]:
    """What the migrations of the model make otherwise than its tables say. A test of each service wants nothing."""
    store = Store(model, place)
    store.open()
    return [*differences(place.data(), model.data), *differences(store.new().engine, model.tables)]
