"""Which events of an entity count, and in which order: corrections and retractions applied. Total, like every fold."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.lezen import lees
from leerwinkel.gebeurtenissen.register import passende_soorten

Sleutel = tuple[str, str]


def geldig(events: Iterable[AnyGebeurtenis]) -> list[AnyGebeurtenis]:
    """What is left of these when the retracted are gone and the corrected are as last corrected, oldest first.

    Oldest by (time, recordedtime, source, id), whatever the order of arrival. Of several under one source and id the
    first given counts. A correction or retraction whose original is not among them has no effect.
    """
    per_sleutel, over = _opgezocht(events)
    if over:
        weg = _ingetrokken(per_sleutel, over)
        blijvend = [event for sleutel, event in per_sleutel.items() if sleutel not in weg and _doel(event) is None]
        return sorted((_gecorrigeerd(event, over[_sleutel(event)], weg) for event in blijvend), key=_orde)
    return sorted(per_sleutel.values(), key=_orde)


def is_ingetrokken(sleutel: Sleutel, events: Iterable[AnyGebeurtenis]) -> bool:
    """Whether a retraction that is itself not retracted names it: a fact, a correction or a retraction."""
    per_sleutel, over = _opgezocht(events)
    weg = _ingetrokken(per_sleutel, over)
    return any(_sleutel(event) not in weg for event in _intrekkingen(over.get(sleutel, ())))


def _opgezocht(
    events: Iterable[AnyGebeurtenis],
) -> tuple[dict[Sleutel, AnyGebeurtenis], dict[Sleutel, list[AnyGebeurtenis]]]:
    """The events by their (source, id), and per target what corrects or retracts it."""
    per_sleutel: dict[Sleutel, AnyGebeurtenis] = {}
    over: dict[Sleutel, list[AnyGebeurtenis]] = defaultdict(list)
    for event in events:
        if per_sleutel.setdefault(_sleutel(event), event) is event and (doel := _doel(event)):
            over[doel].append(event)
    return per_sleutel, over


def _ingetrokken(per_sleutel: dict[Sleutel, AnyGebeurtenis], over: dict[Sleutel, list[AnyGebeurtenis]]) -> set[Sleutel]:
    """What a retraction that is itself not retracted names. Retractions that name only each other are not reached."""
    gezien = [s for s, event in per_sleutel.items() if not isinstance(event.data, GebeurtenisIngetrokken)]
    gezien += [doel for doel in over if doel not in per_sleutel]  # what others retract may not be here (yet)
    for sleutel in gezien:  # grows while it is read: after an event come its retractions, after those theirs
        gezien += map(_sleutel, _intrekkingen(over.get(sleutel, ())))
    weg: set[Sleutel] = set()
    for sleutel in reversed(gezien):
        if any(_sleutel(event) not in weg for event in _intrekkingen(over.get(sleutel, ()))):
            weg.add(sleutel)
    return weg


def _intrekkingen(events: Sequence[AnyGebeurtenis]) -> list[AnyGebeurtenis]:
    return [event for event in events if isinstance(event.data, GebeurtenisIngetrokken)]


def _gecorrigeerd(event: AnyGebeurtenis, over: Sequence[AnyGebeurtenis], weg: set[Sleutel]) -> AnyGebeurtenis:
    """The event as the greatest of the corrections that fit it and were not retracted says it was."""
    passend = [
        (correctie.recordedtime, correctie.source, correctie.id, correctie.data)
        for correctie in over
        if isinstance(correctie.data, GebeurtenisGecorrigeerd)
        and _sleutel(correctie) not in weg
        and event.type in passende_soorten(correctie.data)
    ]
    if not passend:
        return event
    *_, laatste = max(passend, key=lambda correctie: correctie[:3])
    ruw = json.loads(event.ruw()) | {"data": laatste.gegevens}
    if laatste.tijdstip is not None:
        ruw["time"] = laatste.tijdstip.isoformat()
    return lees(json.dumps(ruw).encode())


def _sleutel(event: AnyGebeurtenis) -> Sleutel:
    return event.source, event.id


def _doel(event: AnyGebeurtenis) -> Sleutel | None:
    doel: object = vars(event.data).get("doel")
    return (doel.source, doel.id) if isinstance(doel, Doel) else None


def _orde(event: AnyGebeurtenis) -> tuple[object, ...]:
    return event.time, event.recordedtime, event.source, event.id
