"""What counts for who decides is what counts for the figures: the same corrections, retractions and order."""

import json
from collections import defaultdict
from random import Random

import pytest

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig

from .naslag_geldig import geldige
from .toeval import geschiedenis


@pytest.mark.parametrize("zaad", range(25))
def test_a_dossier_is_decided_on_as_it_is_counted(zaad: int) -> None:
    ontvangsten = geschiedenis(Random(zaad))
    per_regio: dict[str, list[AnyGebeurtenis]] = defaultdict(list)
    for ontvangst in ontvangsten:
        per_regio[ontvangst.regio].append(ontvangst.gebeurtenis)
    for regio, events in per_regio.items():
        verwacht = sorted((feit for feit in geldige(ontvangsten) if feit.o.regio == regio), key=lambda feit: feit.orde)
        gevonden = [(e.source, e.id, e.time, json.loads(e.ruw())["data"]) for e in geldig(events)]
        assert gevonden == [(f.o.gebeurtenis.source, f.o.gebeurtenis.id, f.tijdstip, f.data) for f in verwacht]
        assert geldig(reversed(events)) == geldig(events)
