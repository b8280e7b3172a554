"""What partners makes of the events of the other services: proposals, that a medewerker takes up or leaves.

A proposal is no event and no command that gives itself: a referral is the cliënt's to agree with. A read model shows
what is open; once it was done, by whomever, it is open no longer. That a received referral opens an aanmelding is a
policy of intake; that an answer and an enrolment stand in the dossier is done by its read model.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import DispatchingBeslist
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.gebeurtenissen.trajecten import InschrijvingVastgesteld, KeuzeGemaakt
from partners.domain.antwoord import DoorverwijzingAfronden
from partners.domain.dossier import Aanvaard, Afgerond, Dossier, Lopend, Open, evolve

_Bestemming = tuple[str, str]
"""The kind of partner, and the reason of the referral."""

NA_DISPATCHING: Final[dict[str, _Bestemming]] = {
    "traject-naar-werk": ("werkwinkel", "werk"),
    "nog-secundair": ("clb", "leerplicht"),
}
"""Where a dispatching with that reason sends the cliënt (blueprint 4.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijsvoorstel:
    """To make this referral, for that reason. The medewerker adds which partner it is, and whether it is warm.

    `doorverwijzing` follows from the event that gave rise to it: taken up twice, it is one referral.
    """

    doorverwijzing: str
    partnersoort: str
    reden: str
    oorzaak: AnyGebeurtenis


def verwijsvoorstellen(events: Iterable[AnyGebeurtenis], regio: str) -> tuple[Verwijsvoorstel, ...]:
    """The referrals that the events of one dossier ask for and that were not made yet; none once it is closed.

    The last keuze asks for one to its provider (blueprint 3.3: warm, where possible), a dispatching to work or CLB for
    one to them. Only own services of the region give rise to any: what is imported asks nothing of anybody.
    """
    geldende = geldig(events)
    if not isinstance(_dossier(geldende).stand, Lopend):
        return ()
    return tuple(
        Verwijsvoorstel(
            doorverwijzing=_id(oorzaak, len(_gemaakt(geldende, soort))),
            partnersoort=soort,
            reden=reden,
            oorzaak=oorzaak,
        )
        for oorzaak, (soort, reden) in _oorzaken(geldende)
        if _is_eigen(oorzaak, regio) and not _is_gedaan(geldende, soort, oorzaak)
    )


def afrondvoorstellen(events: Iterable[AnyGebeurtenis], regio: str) -> tuple[DoorverwijzingAfronden, ...]:
    """To round off the referrals to a provider that took the cliënt on, as one like it enrolled the cliënt after it.

    A proposal, because the enrolment does not say at which house; also for a dossier that is closed meanwhile.
    """
    geldende = geldig(events)
    aflopen = _dossier(geldende).doorverwijzingen
    ingeschreven = [
        (event.data.aanbieder_soort, event.time)
        for event in geldende
        if isinstance(event.data, InschrijvingVastgesteld) and _is_eigen(event, regio)
    ]
    return tuple(
        DoorverwijzingAfronden(doorverwijzing=event.data.doorverwijzing, resultaat="ingeschreven")
        for event in geldende
        if isinstance(event.data, DoorverwijzingGemaakt)
        and isinstance(aflopen[event.data.doorverwijzing].afloop, Aanvaard)
        and any(bij == event.data.partnersoort and event.time <= moment for bij, moment in ingeschreven)
    )


def _dossier(geldende: Sequence[AnyGebeurtenis]) -> Dossier:
    return reduce(evolve, geldende, Dossier())


def _oorzaken(geldende: Sequence[AnyGebeurtenis]) -> Iterator[tuple[AnyGebeurtenis, _Bestemming]]:
    """The last keuze and the last dispatching, where they lead to a partner."""
    keuzes = [(e, (e.data.aanbieder_soort, "opleiding")) for e in geldende if isinstance(e.data, KeuzeGemaakt)]
    yield from keuzes[-1:]
    for event in [e for e in geldende if isinstance(e.data, DispatchingBeslist)][-1:]:
        match event.data:
            case DispatchingBeslist(besluit="doorverwezen" | "buiten-doelgroep", reden=str(reden)):
                if bestemming := NA_DISPATCHING.get(reden):
                    yield event, bestemming
            case _:
                pass


def _is_eigen(event: AnyGebeurtenis, regio: str) -> bool:
    return event.regio == regio and event.systeem in DIENSTEN


def _is_gedaan(geldende: Sequence[AnyGebeurtenis], soort: str, oorzaak: AnyGebeurtenis) -> bool:
    """A referral runs, one made since was rounded off, or the cliënt enrolled since. One refused is none."""
    doorverwijzingen = _dossier(geldende).doorverwijzingen
    afloop = {welke: doorverwijzingen[welke].afloop for welke in _gemaakt(geldende, soort)}
    sinds = [event for event in geldende if event.time >= oorzaak.time]
    return (
        any(isinstance(elk, Open | Aanvaard) for elk in afloop.values())
        or any(isinstance(afloop[welke], Afgerond) for welke in _gemaakt(sinds, soort))
        or any(isinstance(e.data, InschrijvingVastgesteld) and e.data.aanbieder_soort == soort for e in sinds)
    )


def _gemaakt(geldende: Sequence[AnyGebeurtenis], soort: str) -> list[str]:
    """The ids of the referrals that were made to that kind of partner."""
    gemaakt = [event.data for event in geldende if isinstance(event.data, DoorverwijzingGemaakt)]
    return [elk.doorverwijzing for elk in gemaakt if elk.partnersoort == soort]


def _id(oorzaak: AnyGebeurtenis, hoeveelste: int) -> str:
    return str(uuid.uuid5(uuid.UUID(oorzaak.id), f"{oorzaak.source}:doorverwijzing:{hoeveelste}"))
