"""The rows of the network: partners, loketten with their zitdagen, and the second-line help to other services."""

from functools import reduce

from leerwinkel.gebeurtenissen.partners import (
    LoketGeopend,
    PartnerGeregistreerd,
    TweedelijnsvraagBeantwoord,
    ZitdagGehouden,
)
from leerwinkel.leesmodel import Rows
from partners.domain import loket, partner
from partners.leesmodel.rijen import Events, Rijen
from partners.tabellen import LOKET, PARTNER, TWEEDELIJN, ZITDAG


def partnerrijen(events: Events) -> Rows:
    """A partner as it was last changed; its end leaves its name."""
    gezegd = [event.data for event in events if isinstance(event.data, PartnerGeregistreerd)]
    begin: partner.Partner = partner.Onbekend()
    actief = isinstance(reduce(partner.evolve, events, begin), partner.Actief)
    rijen = [
        {
            "naam": wie.naam.replace("\0", ""),
            "partnersoort": wie.partnersoort,
            "gemeente": wie.gemeente,
            "actief": actief,
        }
        for wie in gezegd[-1:]
    ]
    return {PARTNER: rijen}


def loketrijen(events: Events) -> Rows:
    """A loket, and each zitdag that was held there."""
    gezegd = [event.data for event in events if isinstance(event.data, LoketGeopend)]
    begin: loket.Loket = loket.Onbekend()
    open_ = not isinstance(reduce(loket.evolve, events, begin), loket.Gesloten)
    rijen = [{"partner": waar.partner, "gemeente": waar.gemeente, "open": open_} for waar in gezegd[-1:]]
    return {LOKET: rijen, ZITDAG: _zitdagen(events)}


def _zitdagen(events: Events) -> Rijen:
    gehouden = [(event.time, event.data) for event in events if isinstance(event.data, ZitdagGehouden)]
    return [
        {"nummer": nummer, "moment": moment, "bezoekers": dag.bezoekers, "duur_minuten": dag.duur_minuten}
        for nummer, (moment, dag) in enumerate(gehouden)
    ]


def tweedelijnrijen(events: Events) -> Rows:
    """Each question of another service that was answered."""
    antwoorden = [(event, event.data) for event in events if isinstance(event.data, TweedelijnsvraagBeantwoord)]
    rijen = [
        {"nummer": nummer, "moment": event.time, "medewerker": event.medewerker, **vraag.model_dump()}
        for nummer, (event, vraag) in enumerate(antwoorden)
    ]
    return {TWEEDELIJN: rijen}
