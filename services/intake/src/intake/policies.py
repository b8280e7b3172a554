"""What intake does by itself when something happens in the region's own services."""

import uuid
from dataclasses import dataclass

from intake.domain.dossier import AanmeldingOpenen
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, Toeleiding
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt, DoorverwijzingOntvangen
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.register import DIENSTEN

_THEMAS = {"erkenning-diploma": "gelijkschakeling", "evc": "evc", "taal": "nt2"}
"""What a doorverwijsreden says about the theme; the others say nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactie:
    """A command to execute because of an event; the same event gives the same `command_id`: again is harmless.

    The event of the command takes the moment, the story and the cause from `aanleiding`.
    """

    command: AanmeldingOpenen
    command_id: uuid.UUID
    dossier: str
    aanleiding: AnyGebeurtenis


def reacties(event: AnyGebeurtenis, regio: str) -> list[Reactie]:
    """Only on what the region's own services said: never on an import, another system or another region."""
    if event.regio != regio or event.systeem not in DIENSTEN:
        return []
    match event.data:
        case DoorverwijzingGemaakt():
            return []
        case DoorverwijzingOntvangen() as ontvangen:
            command = AanmeldingOpenen(aanmelding=_aanmelding(ontvangen, _id(event, "client")))
            command_id = _id(event, "aanmelding")
            return [Reactie(command=command, command_id=command_id, dossier=event.subject, aanleiding=event)]
        case _:
            return []


def _aanmelding(ontvangen: DoorverwijzingOntvangen, client: uuid.UUID) -> AanmeldingGeregistreerd:
    """Nobody spoke with the cliënt yet, so the kind of question is not known. The cliënt is new until recognised."""
    thema = _THEMAS.get(ontvangen.reden or "")
    return AanmeldingGeregistreerd(
        client=str(client),
        kanaal="doorverwijzing",
        toeleiding=Toeleiding(wijze="doorverwijzer", partnersoort=ontvangen.partnersoort, partner=ontvangen.partner),
        vraagsoort="onbekend",
        themas=(thema,) if thema else (),
        in_secundair=True if ontvangen.reden == "leerplicht" else None,
        profiel=Profiel(),
    )


def _id(event: AnyGebeurtenis, wat: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{event.bericht_id()}#{wat}")
