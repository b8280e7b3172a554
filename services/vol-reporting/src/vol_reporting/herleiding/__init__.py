"""From a figure back to the coded records that it counts, and from a record to the events that it was made of."""

from vol_reporting.herleiding.gebeurtenissen import Regel, gebeurtenissen
from vol_reporting.herleiding.getal import Getal
from vol_reporting.herleiding.records import Bladzijde, Record, per_gebied, records
from vol_reporting.herleiding.verschil import Verschil, Wijziging, verschil

__all__ = [
    "Bladzijde",
    "Getal",
    "Record",
    "Regel",
    "Verschil",
    "Wijziging",
    "gebeurtenissen",
    "per_gebied",
    "records",
    "verschil",
]
