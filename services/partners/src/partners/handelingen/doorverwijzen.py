"""Referrals: registering one that a partner made, making one, and how they end."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from starlette.datastructures import FormData

from leerwinkel.dienst import Gebruiker, Kader
from leerwinkel.eventsourcing import Decided
from partners.domain.antwoord import (
    ANTWOORD,
    AntwoordOpdracht,
    DoorverwijzingAanvaarden,
    DoorverwijzingAfronden,
    DoorverwijzingWeigeren,
    TerugkoppelingGeven,
)
from partners.domain.doorverwijzing import DOORVERWIJZING, DoorverwijzingMaken, DoorverwijzingRegistreren
from partners.handelingen.bestemming import Soorten, gekozen_bestemming
from partners.handelingen.invulling import Invulling, maak_id


async def registreer(kader: Kader, wie: Gebruiker, soorten: Soorten, velden: FormData) -> tuple[str, Decided]:
    """A partner sent somebody; gives the dossier that this makes. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    dossier = maak_id(opdracht, wie.medewerker, "dossier")
    gezegd = _gezegd(invulling, soorten, "Kies wie doorverwees.")
    invulling.klaar()
    command = DoorverwijzingRegistreren(doorverwijzing=maak_id(opdracht, wie.medewerker, "doorverwijzing"), **gezegd)
    return dossier, await kader.uitvoerder.voer_uit(
        DOORVERWIJZING, command, dossier=dossier, opdracht=opdracht, medewerker=wie.medewerker
    )


async def maak(kader: Kader, wie: Gebruiker, dossier: str, soorten: Soorten, velden: FormData) -> Decided:
    """Send the cliënt on; under the id of the proposal that this takes up, if any. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    welke = invulling.id_of_geen("voorstel") or maak_id(opdracht, wie.medewerker, "doorverwijzing")
    gezegd = _gezegd(invulling, soorten, "Kies naar wie je doorverwijst.")
    invulling.klaar()
    command = DoorverwijzingMaken(doorverwijzing=welke, **gezegd)
    return await kader.uitvoerder.voer_uit(
        DOORVERWIJZING, command, dossier=dossier, opdracht=opdracht, medewerker=wie.medewerker
    )


async def aanvaard(kader: Kader, wie: Gebruiker, dossier: str, welke: str, velden: FormData) -> Decided:
    """The receiver takes the cliënt on. Raises Refusal."""
    return await _antwoord(kader, wie, dossier, DoorverwijzingAanvaarden(doorverwijzing=welke), Invulling(velden))


async def weiger(kader: Kader, wie: Gebruiker, dossier: str, welke: str, velden: FormData) -> Decided:
    """The receiver does not. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    reden = invulling.code("weigerreden", "weigerreden", "Kies waarom.")
    command = DoorverwijzingWeigeren(doorverwijzing=welke, reden=reden)
    return await _antwoord(kader, wie, dossier, command, invulling)


async def rond_af(kader: Kader, wie: Gebruiker, dossier: str, welke: str, velden: FormData) -> Decided:
    """It is known what it led to. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    resultaat = invulling.code("resultaat", "doorverwijsresultaat", "Kies wat ervan kwam.")
    command = DoorverwijzingAfronden(doorverwijzing=welke, resultaat=resultaat)
    return await _antwoord(kader, wie, dossier, command, invulling)


async def koppel_terug(kader: Kader, wie: Gebruiker, dossier: str, welke: str, velden: FormData) -> Decided:
    """The referrer heard what came of it. Raises Refusal."""
    return await _antwoord(kader, wie, dossier, TerugkoppelingGeven(doorverwijzing=welke), Invulling(velden))


async def _antwoord(
    kader: Kader, wie: Gebruiker, dossier: str, command: AntwoordOpdracht, invulling: Invulling
) -> Decided:
    opdracht = invulling.opdracht()
    invulling.klaar()
    return await kader.uitvoerder.voer_uit(
        ANTWOORD, command, dossier=dossier, opdracht=opdracht, medewerker=wie.medewerker
    )


def _gezegd(invulling: Invulling, soorten: Soorten, leeg: str) -> dict[str, Any]:
    partner, soort = gekozen_bestemming(invulling, soorten, leeg)
    reden = invulling.code_of_geen("reden", "doorverwijsreden")
    return {"partner": partner, "partnersoort": soort, "reden": reden, "warm": invulling.ja("warm")}


Handeling = Callable[[Kader, Gebruiker, str, str, FormData], Awaitable[Decided]]

HANDELINGEN: Final[Mapping[str, Handeling]] = {
    "aanvaard": aanvaard,
    "weiger": weiger,
    "rond-af": rond_af,
    "koppel-terug": koppel_terug,
}
"""What can be done with a referral that was made, by its place in an address."""
