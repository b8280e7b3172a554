"""How the rows of one table become events: what the header, the layout and the contract say together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from leerwinkel.gebeurtenissen.register import Soort
from leerwinkel.inname.importeren.indeling import Afbeelding
from leerwinkel.inname.importeren.velden import Veld

ENTITEIT_GEMAAKT: Final = frozenset({"signaal-gemeld", "klacht-ontvangen", "tevredenheid-beantwoord"})
"""The events that open their entity, so that a row without its number still says all there is to say."""

ZONDER_SPOOR: Final = frozenset({"tevredenheid-beantwoord"})
"""What cannot be led back to a dossier: no dossier, no medewerker, the moment cut to the day."""


@dataclass(frozen=True, slots=True)
class Cel:
    """Where a field's value stands in a row."""

    plaats: int
    kolom: str
    veld: Veld


@dataclass(frozen=True, slots=True)
class Plan:
    """How a row becomes one event."""

    afbeelding: Afbeelding
    soort: Soort
    cellen: tuple[Cel, ...]
    entiteit: tuple[tuple[int, str], ...]
    """Where its entity's number stands, with the column: its own, then `dossier` (not for what leaves no trace)."""
    aan_te_vullen: tuple[str, ...]
    """Fields that are made or looked up where the row has none."""
    standaard: tuple[tuple[str, str | list[str]], ...]
    """Field → what it is unless a cell says otherwise; an empty cell is an empty list where the contract wants one."""
    groepen: tuple[str, ...]
    """The nested objects that the event always has."""
    kolom_van: Mapping[str, str]
    """Field → the column as the file calls it."""


@dataclass(frozen=True, slots=True)
class Kop:
    """What the header says: the places of the fixed columns, and a plan per value of the deciding column."""

    breedte: int
    plaatsen: Mapping[str, int]
    """Column → place, names in lower case with underscores."""
    keuze: int | None
    plannen: Mapping[str, tuple[Plan, ...]]
    kolommen: tuple[str, ...]
    opmerkingen: tuple[str, ...]
