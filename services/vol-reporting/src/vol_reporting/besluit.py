"""What an event of the VOL decides: a stream held apart or released, or an event in quarantine offered again."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.vol import QuarantaineVrijgegeven, StroomAangehouden, StroomVrijgegeven

_WAAR: dict[type[VolGegevens], str] = {
    StroomAangehouden: "vanaf_positie",
    StroomVrijgegeven: "tot_positie",
    QuarantaineVrijgegeven: "positie",
}
_BESLUITEN = {soort.gebeurtenistype(): soort for soort in _WAAR}


class Besluit(NamedTuple):
    """A decision: `eigen` is its position in the VOL's own log, `positie` what it is about in the region's."""

    eigen: int
    soort: str
    regio: str
    positie: int
    blijft_aangehouden: bool


def besluiten_in(eigen: Iterable[tuple[int, str]]) -> list[Besluit]:
    """The decisions among these events of the VOL's own log, each with its position."""
    gevonden = (besluit_van(positie, json.loads(ruw)) for positie, ruw in eigen)
    return [besluit for besluit in gevonden if besluit]


def besluit_van(eigen: int, ruw: Mapping[str, Any]) -> Besluit | None:
    """What an event at that position of the VOL's own log decides; None for one of another kind."""
    soort, data = _BESLUITEN.get(ruw["type"]), ruw["data"]
    if soort is None:
        return None
    blijft = bool(data.get("blijft_aangehouden"))
    return Besluit(eigen, soort.gebeurtenisnaam(), data["regio"], data[_WAAR[soort]], blijft)
