"""From a figure back to the coded records that it counts, and from a record to the events that it was made of."""

from vol_reporting.herleiding.gebeurtenissen import Regel, gebeurtenissen
from vol_reporting.herleiding.geschiedenis import Gezegde, geschiedenis, met_id, op_plaats, van_records
from vol_reporting.herleiding.getal import Getal
from vol_reporting.herleiding.records import Bladzijde, Record, per_gebied, records
from vol_reporting.herleiding.verschil import Bijdrage, Sleutel, Verschil, Wijziging, bijdragen, verschil

__all__ = [
    "Bijdrage",
    "Bladzijde",
    "Getal",
    "Gezegde",
    "Record",
    "Regel",
    "Sleutel",
    "Verschil",
    "Wijziging",
    "bijdragen",
    "gebeurtenissen",
    "geschiedenis",
    "met_id",
    "op_plaats",
    "per_gebied",
    "records",
    "van_records",
    "verschil",
]
