"""Which facts count, read slowly: stand, retractions and corrections."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .bouw import BRUSSEL, Ontvangst

Sleutel = tuple[str, str, str]
Dossiersleutel = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact: an event as it counts."""

    o: Ontvangst
    tijdstip: datetime
    data: dict[str, Any]
    gecorrigeerd: bool = False

    @property
    def soort(self) -> str:
        return self.o.gebeurtenis.soort

    @property
    def dossier(self) -> Dossiersleutel:
        return self.o.regio, self.o.gebeurtenis.subject

    @property
    def dag(self) -> date:
        return self.tijdstip.astimezone(BRUSSEL).date()

    @property
    def orde(self) -> tuple[datetime, datetime, str, str]:
        g = self.o.gebeurtenis
        return self.tijdstip, g.recordedtime, g.source, g.id


def data_van(o: Ontvangst) -> dict[str, Any]:
    return json.loads(o.gebeurtenis.ruw())["data"]


def sleutel_van(o: Ontvangst) -> Sleutel:
    return o.regio, o.gebeurtenis.source, o.gebeurtenis.id


def doel_van(o: Ontvangst) -> Sleutel:
    doel = data_van(o)["doel"]
    return o.regio, doel["source"], doel["id"]


def geldige(ontvangsten: Iterable[Ontvangst]) -> list[Feit]:
    """Retractions and corrections applied."""
    per_sleutel = {sleutel_van(o): o for o in ontvangsten}
    ingetrokken_door: dict[Sleutel, list[Ontvangst]] = defaultdict(list)
    gecorrigeerd_door: dict[Sleutel, list[Ontvangst]] = defaultdict(list)
    for o in per_sleutel.values():
        if o.gebeurtenis.soort == "gebeurtenis-ingetrokken":
            ingetrokken_door[doel_van(o)].append(o)
        if o.gebeurtenis.soort == "gebeurtenis-gecorrigeerd":
            gecorrigeerd_door[doel_van(o)].append(o)

    def gegrond(o: Ontvangst) -> bool:
        gezien: set[Sleutel] = set()
        while o.gebeurtenis.soort == "gebeurtenis-ingetrokken":
            if sleutel_van(o) in gezien or doel_van(o) not in per_sleutel:
                return False
            gezien.add(sleutel_van(o))
            o = per_sleutel[doel_van(o)]
        return True

    def weg(sleutel: Sleutel) -> bool:
        return any(gegrond(i) and not weg(sleutel_van(i)) for i in ingetrokken_door[sleutel])

    def als_feit(o: Ontvangst) -> Feit:
        passend = [
            c
            for c in gecorrigeerd_door[sleutel_van(o)]
            if not weg(sleutel_van(c)) and o.gebeurtenis.type in (c.past_op or [])
        ]
        if not passend:
            return Feit(o, o.gebeurtenis.time, data_van(o))
        laatste = data_van(
            max(passend, key=lambda c: (c.gebeurtenis.recordedtime, c.gebeurtenis.source, c.gebeurtenis.id))
        )
        tijdstip = datetime.fromisoformat(laatste["tijdstip"]) if "tijdstip" in laatste else o.gebeurtenis.time
        return Feit(o, tijdstip, laatste["gegevens"], gecorrigeerd=True)

    feiten = (o for o in per_sleutel.values() if not o.gebeurtenis.soort.startswith("gebeurtenis-"))
    return [als_feit(o) for o in feiten if gegrond(o) and not weg(sleutel_van(o))]


def bekend(
    ontvangsten: Iterable[Ontvangst], stand: Mapping[str, int] | None, bekend_op: datetime | None
) -> list[Ontvangst]:
    """What counts at a stand and as known at a moment."""
    return [
        o
        for o in ontvangsten
        if (stand is None or o.positie <= stand.get(o.regio, 0))
        and (bekend_op is None or o.gebeurtenis.recordedtime <= bekend_op)
    ]


def levende_correcties(ontvangsten: Sequence[Ontvangst]) -> Iterator[Ontvangst]:
    ingetrokken_door: dict[Sleutel, list[Ontvangst]] = defaultdict(list)
    for o in ontvangsten:
        if o.gebeurtenis.soort == "gebeurtenis-ingetrokken":
            ingetrokken_door[doel_van(o)].append(o)

    def weg(sleutel: Sleutel) -> bool:
        return any(not weg(sleutel_van(i)) for i in ingetrokken_door[sleutel])

    # downward from a correction there are no cycles: only a retraction can be on one
    for o in ontvangsten:
        if o.gebeurtenis.soort == "gebeurtenis-gecorrigeerd" and not weg(sleutel_van(o)):
            yield o
