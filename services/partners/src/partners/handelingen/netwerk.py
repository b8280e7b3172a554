"""Partners and loketten: adding, changing, ending; and the zitdagen that were held."""

from datetime import UTC, datetime

from starlette.datastructures import FormData

from leerwinkel.dienst import Gebruiker, Kader
from leerwinkel.eventsourcing import Decided
from partners.domain.loket import LOKET, LoketOpenen, LoketSluiten, ZitdagRegistreren
from partners.domain.partner import PARTNER, PartnerBeeindigen, PartnerRegistreren, PartnerWijzigen
from partners.handelingen.invulling import Invulling, maak_id

_NAAM_HOOGSTENS = 120
_DAG_MINUTEN, _VEEL = 1440, 1_000_000


async def registreer(kader: Kader, wie: Gebruiker, velden: FormData) -> tuple[str, Decided]:
    """A new partner; gives its id. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    partner = maak_id(opdracht, wie.medewerker, "partner")
    command = PartnerRegistreren(naam=_naam(invulling), partnersoort=_soort(invulling), gemeente=_gemeente(invulling))
    invulling.klaar()
    return partner, await kader.uitvoerder.voer_uit(
        PARTNER, command, dossier=partner, opdracht=opdracht, medewerker=wie.medewerker
    )


async def wijzig(kader: Kader, wie: Gebruiker, partner: str, velden: FormData) -> Decided:
    """Its facts are otherwise from now on. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    command = PartnerWijzigen(naam=_naam(invulling), partnersoort=_soort(invulling), gemeente=_gemeente(invulling))
    invulling.klaar()
    return await kader.uitvoerder.voer_uit(
        PARTNER, command, dossier=partner, opdracht=opdracht, medewerker=wie.medewerker
    )


async def beeindig(kader: Kader, wie: Gebruiker, partner: str, velden: FormData) -> Decided:
    """The leerwinkel no longer works with it. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    _zeker(invulling, "Vink aan dat je het zeker weet.")
    return await kader.uitvoerder.voer_uit(
        PARTNER, PartnerBeeindigen(), dossier=partner, opdracht=invulling.opdracht(), medewerker=wie.medewerker
    )


async def open_loket(kader: Kader, wie: Gebruiker, velden: FormData) -> tuple[str, Decided]:
    """A new loket; gives its id. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    loket = maak_id(opdracht, wie.medewerker, "loket")
    command = LoketOpenen(partner=invulling.id_of_geen("partner"), gemeente=_gemeente(invulling))
    invulling.klaar()
    return loket, await kader.uitvoerder.voer_uit(
        LOKET, command, dossier=loket, opdracht=opdracht, medewerker=wie.medewerker
    )


async def sluit_loket(kader: Kader, wie: Gebruiker, loket: str, velden: FormData) -> Decided:
    """The loket closes for good. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    _zeker(invulling, "Vink aan dat je het zeker weet.")
    return await kader.uitvoerder.voer_uit(
        LOKET, LoketSluiten(), dossier=loket, opdracht=invulling.opdracht(), medewerker=wie.medewerker
    )


async def registreer_zitdag(kader: Kader, wie: Gebruiker, loket: str, velden: FormData) -> Decided:
    """A zitdag was held there. Raises Onvolledig, Refusal."""
    invulling, nu = Invulling(velden), datetime.now(UTC)
    opdracht = invulling.opdracht()
    moment = invulling.moment("dag", "uur") or nu
    command = ZitdagRegistreren(
        bezoekers=invulling.getal("bezoekers", 0, _VEEL),
        duur_minuten=invulling.getal("duur_minuten", 1, _DAG_MINUTEN),
        tijdstip=moment,
        nu=nu,
    )
    invulling.klaar()
    return await kader.uitvoerder.voer_uit(
        LOKET, command, dossier=loket, opdracht=opdracht, medewerker=wie.medewerker, tijdstip=moment
    )


def _naam(invulling: Invulling) -> str:
    naam = invulling.tekst("naam", _NAAM_HOOGSTENS)
    if not naam:
        invulling.fout("naam", "Vul de naam van de organisatie in.")
    return naam


def _soort(invulling: Invulling) -> str:
    return invulling.code("partnersoort", "partnersoort", "Kies wat voor organisatie het is.")


def _gemeente(invulling: Invulling) -> str:
    return invulling.code("gemeente", "gemeente", "Kies een gemeente.")


def _zeker(invulling: Invulling, zin: str) -> None:
    if not invulling.ja("zeker"):
        invulling.fout("zeker", zin)
    invulling.klaar()
