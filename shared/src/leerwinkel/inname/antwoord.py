"""The answers of the door, and those that it can give without writing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.register import passende_soorten
from leerwinkel.inname.logindex import Ingeschreven
from leerwinkel.inname.verpakt import Verpakt


class Uitkomst(StrEnum):
    """What became of an event at the door."""

    AANVAARD = "aanvaard"
    HERHALING = "herhaling"
    CONFLICT = "conflict"
    GEWEIGERD = "geweigerd"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer for one event. `positie` is its place on the log, where it has one."""

    source: str
    id: str
    uitkomst: Uitkomst
    reden: str | None = None
    positie: int | None = None


def zonder_schrijven(verpakt: Verpakt, bekend: Mapping[tuple[str, str], Ingeschreven]) -> Antwoord | None:
    """The answer for an event that needs no write: a repeat, a conflict, or a correction that does not fit."""
    if (er_al := bekend.get(verpakt.sleutel)) is not None:
        if er_al.digest == verpakt.digest:
            return Antwoord(*verpakt.sleutel, Uitkomst.HERHALING, positie=er_al.positie)
        reden = "Onder deze source en id staat al een gebeurtenis met een andere inhoud. Stuur een correctie."
        return Antwoord(*verpakt.sleutel, Uitkomst.CONFLICT, reden, er_al.positie)
    origineel = bekend.get(verpakt.doel) if verpakt.doel else None
    if origineel is not None and (reden := _past_niet(verpakt, origineel)) is not None:
        return Antwoord(*verpakt.sleutel, Uitkomst.GEWEIGERD, reden)
    return None


def _past_niet(verpakt: Verpakt, origineel: Ingeschreven) -> str | None:
    gebeurtenis = lees(verpakt.ruw)
    if gebeurtenis.subject != origineel.entiteit:
        return f"subject: het doel hoort bij {origineel.entiteit}."
    if gebeurtenis.service != origineel.type.split(".")[2]:
        return f"type: het doel is van de dienst {origineel.type.split('.')[2]}."
    if isinstance(gebeurtenis.data, GebeurtenisGecorrigeerd) and origineel.type not in passende_soorten(
        gebeurtenis.data
    ):
        return f"data.gegevens: passen niet bij het doel ({origineel.type})."
    return None
