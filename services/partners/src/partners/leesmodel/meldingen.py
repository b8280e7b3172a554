"""The rows of what was reported: signals and complaints, and what became of them."""

from typing import Any

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import KlachtBehandeld, KlachtOntvangen, SignaalGemeld, SignaalOpgevolgd
from leerwinkel.leesmodel import Rows
from partners.leesmodel.rijen import Events
from partners.tabellen import KLACHT, OPVOLGING, SIGNAAL


def signaalrijen(events: Events) -> Rows:
    """A signaal with the last that was done with it, and all that was."""
    opvolgingen = [
        {"moment": event.time, "door": event.data.door, "gevolg": event.data.gevolg, "medewerker": event.medewerker}
        for event in events
        if isinstance(event.data, SignaalOpgevolgd)
    ]
    laatste = {naam: opvolgingen[-1][naam] for naam in ("door", "gevolg")} if opvolgingen else {}
    gemeld = [(event, event.data) for event in events if isinstance(event.data, SignaalGemeld)]
    return {
        SIGNAAL: [_gemeld(event, signaal) | laatste for event, signaal in gemeld[-1:]],
        OPVOLGING: [{"nummer": nummer, **rij} for nummer, rij in enumerate(opvolgingen)],
    }


def _gemeld(event: AnyGebeurtenis, signaal: SignaalGemeld) -> dict[str, Any]:
    return signaal.model_dump() | {
        "doelgroepen": " ".join(signaal.doelgroepen or ()),
        "gemeld": event.time,
        "medewerker": event.medewerker,
    }


def klachtrijen(events: Events) -> Rows:
    """A klacht, also where only its outcome was told."""
    if not events:
        return {}
    ontvangen = [event for event in events if isinstance(event.data, KlachtOntvangen)]
    behandeld = [(event, event.data) for event in events if isinstance(event.data, KlachtBehandeld)]
    themas = [vars(event.data).get("thema") for event in (*(event for event, _ in behandeld), *ontvangen)]
    rij: dict[str, Any] = {
        "thema": next((thema for thema in reversed(themas) if thema), None),
        "ontvangen": ontvangen[-1].time if ontvangen else events[0].time,
    }
    for event, klacht in behandeld[-1:]:
        rij |= {"uitkomst": klacht.uitkomst, "behandeld": event.time}
    return {KLACHT: [rij]}
