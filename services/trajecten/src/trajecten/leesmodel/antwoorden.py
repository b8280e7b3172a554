"""What came back of the referrals of a dossier, and who did something on it since."""

from collections.abc import Sequence
from typing import Any

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    TerugkoppelingGegeven,
)
from leerwinkel.gebeurtenissen.register import DIENSTEN

_ANTWOORD = (DoorverwijzingAanvaard, DoorverwijzingAfgerond, TerugkoppelingGegeven)


def antwoorden(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    """The last that is known of each referral that the leerwinkel made and that got an answer.

    Only of dossiers that our services work on: what another system keeps is followed up there.
    """
    if not any(event.systeem in DIENSTEN for event in events):
        return []
    gemaakt = {e.data.doorverwijzing: e.data for e in events if isinstance(e.data, DoorverwijzingGemaakt)}
    rijen: dict[str, dict[str, Any]] = {}
    for event in events:
        if isinstance(event.data, _ANTWOORD) and (naar := gemaakt.get(event.data.doorverwijzing)):
            rijen[event.data.doorverwijzing] = {
                "doorverwijzing": event.data.doorverwijzing,
                "soort": event.soort,
                "moment": event.time,
                "geregistreerd": event.recordedtime,
                "medewerker": event.medewerker,
                "partner": naar.partner,
                "partnersoort": naar.partnersoort,
            }
    return list(rijen.values())


def handelingen(events: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    """When each medewerker last did something on it, of a dossier with answers; writing down an answer is none."""
    if not antwoorden(events):
        return []
    laatste: dict[str, Any] = {}
    for event in sorted(events, key=lambda event: event.recordedtime):
        if event.medewerker and not isinstance(event.data, _ANTWOORD):
            laatste[event.medewerker] = event.recordedtime
    return [{"medewerker": wie, "laatste": moment} for wie, moment in laatste.items()]
