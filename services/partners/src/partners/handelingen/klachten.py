"""Complaints: one comes in, and is dealt with."""

from starlette.datastructures import FormData

from leerwinkel.dienst import Gebruiker, Kader
from leerwinkel.eventsourcing import Decided
from partners.domain.klacht import KLACHT, KlachtBehandelen, KlachtRegistreren
from partners.handelingen.invulling import Invulling, maak_id


async def registreer(kader: Kader, wie: Gebruiker, velden: FormData) -> Decided:
    """It came in. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    command = KlachtRegistreren(invulling.code("thema", "klachtthema", "Kies waarover de klacht gaat."))
    invulling.klaar()
    klacht = maak_id(opdracht, wie.medewerker, "klacht")
    return await kader.uitvoerder.voer_uit(
        KLACHT, command, dossier=klacht, opdracht=opdracht, medewerker=wie.medewerker
    )


async def behandel(kader: Kader, wie: Gebruiker, klacht: str, velden: FormData) -> Decided:
    """It is dealt with. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    command = KlachtBehandelen(invulling.code("uitkomst", "klachtuitkomst", "Kies wat eruit kwam."))
    invulling.klaar()
    return await kader.uitvoerder.voer_uit(
        KLACHT, command, dossier=klacht, opdracht=opdracht, medewerker=wie.medewerker
    )
