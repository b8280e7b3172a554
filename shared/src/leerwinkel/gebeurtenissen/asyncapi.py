"""The AsyncAPI 3.0 document: over which channels of NATS the events go, and who sends what."""

from collections.abc import Iterable
from typing import Any

from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.register import Soort

CONTRACTVERSIE = "1.0.0"
"""Of the contract as a whole. A new event or code raises the middle number, a change that breaks a reader the first."""

_INHOUD = "application/cloudevents+json"
_SCHEMAFORMAAT = "application/schema+json;version=draft-2020-12"

_UITLEG = """\
What leerwinkels and the VOL tell each other: CloudEvents 1.0 in structured JSON, at most 64 KiB each.
Other systems publish to `inname.<regio>.<systeem>` and read the answers on `antwoord.<regio>.<systeem>`.
The same source and id with the same content is a repeat, which is harmless; with other content a conflict, refused.
Closed at entry: an unknown field or code is refused, with the reason in Dutch. A bad event never rejects its batch."""

_ANTWOORD = {
    "type": "object",
    "description": "What became of one event; one answer per message, in the order in which they came in.",
    "properties": {
        "source": {"type": "string", "description": "Of the event; empty where it could not be read."},
        "id": {"type": "string", "description": "Of the event; empty where it could not be read."},
        "uitkomst": {"enum": ["aanvaard", "herhaling", "conflict", "geweigerd"]},
        "reden": {"type": "string", "description": "Why not, in Dutch."},
        "positie": {"type": "integer", "minimum": 1, "description": "Position on the region's log, where it has one."},
        "inname": {"type": "integer", "minimum": 1, "description": "The message at the door that this answers."},
    },
    "required": ["source", "id", "uitkomst"],
}


def asyncapi(soorten: Iterable[Soort]) -> dict[str, Any]:
    """The document for these kinds of events; schemas are named by their place beside it (`./schemas/<type>.json`)."""
    soorten = list(soorten)
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Gebeurtenissen van de leerwinkels", "version": CONTRACTVERSIE, "description": _UITLEG},
        "defaultContentType": _INHOUD,
        "servers": {"lokaal": _server()},
        "channels": _kanalen(soorten),
        "operations": _verrichtingen(),
        "components": {
            "messages": {**{soort.type: _bericht(soort) for soort in soorten}, "antwoord": _antwoord()},
            "messageTraits": {"cloudevent": {"contentType": _INHOUD, "correlationId": _correlatie()}},
        },
    }


def _server() -> dict[str, Any]:
    return {
        "host": "127.0.0.1:{poort}",
        "protocol": "nats",
        "description": "A region's leaf, or the hub of the VOL, as `make run` starts them.",
        "variables": {"poort": {"default": "4222", "description": "Of the region's leaf; `make run` prints them."}},
    }


def _correlatie() -> dict[str, Any]:
    return {"location": "$message.payload#/correlationid", "description": "The first event of the story."}


def _bericht(soort: Soort) -> dict[str, Any]:
    return {
        "name": soort.type,
        "title": f"{soort.naam} v{soort.versie}",
        "summary": (soort.model.__doc__ or "").strip(),
        "payload": {"schemaFormat": _SCHEMAFORMAAT, "schema": {"$ref": f"./schemas/{soort.type}.json"}},
        "traits": [{"$ref": "#/components/messageTraits/cloudevent"}],
    }


def _antwoord() -> dict[str, Any]:
    return {
        "name": "antwoord",
        "title": "Antwoord op één gebeurtenis",
        "contentType": "application/json",
        "payload": _ANTWOORD,
    }


def _kanalen(soorten: list[Soort]) -> dict[str, Any]:
    regionaal = [soort.type for soort in soorten if soort.service != "vol"]
    return {
        "inname": _kanaal("inname.{regio}.{systeem}", "The door of a region, for other systems.", regionaal),
        "antwoord": _kanaal("antwoord.{regio}.{systeem}", "What became of what was sent to the door.", ["antwoord"]),
        "log": _kanaal(
            "leerwinkel.{regio}.{service}.{entiteit}.{gebeurtenis}",
            "A region's log, header Nats-Msg-Id = <source>:<id>. Only the region's own services publish here.",
            regionaal,
        ),
        "volRegio": _kanaal(
            "vol.regio.{regio}.{entiteit}.{gebeurtenis}", "From the VOL to one region.", _met_bereik(soorten, "regio")
        ),
        "volAlle": _kanaal(
            "vol.alle.{entiteit}.{gebeurtenis}", "From the VOL to all regions.", _met_bereik(soorten, "alle")
        ),
        "volIntern": _kanaal(
            "vol.intern.{entiteit}.{gebeurtenis}",
            "Of the VOL itself; reaches no region.",
            _met_bereik(soorten, "intern"),
        ),
    }


def _met_bereik(soorten: list[Soort], bereik: str) -> list[str]:
    return [s.type for s in soorten if issubclass(s.model, VolGegevens) and s.model.bereik == bereik]


def _kanaal(adres: str, uitleg: str, berichten: list[str]) -> dict[str, Any]:
    return {
        "address": adres,
        "description": uitleg,
        "servers": [{"$ref": "#/servers/lokaal"}],
        "messages": {naam: {"$ref": f"#/components/messages/{naam}"} for naam in berichten},
        "parameters": {naam: uitleg for naam, uitleg in _parameters().items() if f"{{{naam}}}" in adres},
    }


def _parameters() -> dict[str, Any]:
    return {
        "regio": {"enum": list(codelijst("regio")), "description": "The leerwinkel."},
        "systeem": {
            "description": "The system that registers, as in the event's source.",
            "examples": ["registratie-x"],
        },
        "service": {"enum": ["intake", "trajecten", "partners"], "description": "The service that the event is of."},
        "entiteit": {"description": "The event's subject: one dossier, client, partner, loket, signaal, …"},
        "gebeurtenis": {"description": "The event's name without version.", "examples": ["sessie-gehouden"]},
    }


def _verrichtingen() -> dict[str, Any]:
    def verrichting(actie: str, kanaal: str, uitleg: str) -> dict[str, Any]:
        return {"action": actie, "channel": {"$ref": f"#/channels/{kanaal}"}, "summary": uitleg}

    return {
        "neemIn": {
            **verrichting("receive", "inname", "The gateway validates and appends to the log."),
            "reply": {"channel": {"$ref": "#/channels/antwoord"}},
        },
        "antwoord": verrichting("send", "antwoord", "Accepted, repeat, conflict, or refused with the reason."),
        "schrijf": verrichting("send", "log", "What happened, for projections and for the VOL."),
        "meldAanRegio": verrichting("send", "volRegio", "Tasks for one region."),
        "meldAanAlle": verrichting("send", "volAlle", "Answers and decisions for all regions."),
        "legVast": verrichting("send", "volIntern", "What decides the VOL's figures, so that it can be replayed."),
    }
