"""Read models: tables for the screens of a region, derived from its log, never empty, and thrown away at will."""

from leerwinkel.leesmodel.generation import Unreadable
from leerwinkel.leesmodel.model import Entity, Placed, ReadModel, Rows, entity_column, forget_erased
from leerwinkel.leesmodel.place import Place, place
from leerwinkel.leesmodel.runner import Runner, Status
from leerwinkel.leesmodel.store import NotBuilt, Store
from leerwinkel.leesmodel.tables import Moment, data_tables, new_tables, own_tables

__all__ = [
    "Entity",
    "Moment",
    "NotBuilt",
    "Place",
    "Placed",
    "ReadModel",
    "Rows",
    "Runner",
    "Status",
    "Store",
    "Unreadable",
    "data_tables",
    "entity_column",
    "forget_erased",
    "new_tables",
    "own_tables",
    "place",
]
