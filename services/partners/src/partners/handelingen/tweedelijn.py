"""Second-line help: a question of somebody of another service, answered."""

from datetime import UTC, datetime

from starlette.datastructures import FormData

from leerwinkel.dienst import Gebruiker, Kader
from leerwinkel.eventsourcing import Decided
from leerwinkel.gebeurtenissen.partners import TweedelijnsvraagBeantwoord
from partners.domain.regio import REGIO, TweedelijnsvraagBeantwoorden
from partners.handelingen.bestemming import Soorten, gekozen_bestemming
from partners.handelingen.invulling import Invulling

_HOOGSTENS_MINUTEN = 480


async def beantwoord(kader: Kader, wie: Gebruiker, soorten: Soorten, velden: FormData) -> Decided:
    """It was answered, at the moment that was filled in, or now. Raises Onvolledig, Refusal."""
    invulling, nu = Invulling(velden), datetime.now(UTC)
    opdracht = invulling.opdracht()
    partner, soort = gekozen_bestemming(invulling, soorten, "Kies wie de vraag stelde.")
    thema = invulling.code("thema", "thema", "Kies waarover de vraag ging.")
    duur = invulling.getal("duur_minuten", 1, _HOOGSTENS_MINUTEN)
    toen = invulling.moment("dag", "uur") if invulling.tekst("dag") or invulling.tekst("uur") else nu
    invulling.klaar()
    vraag = TweedelijnsvraagBeantwoord(partner=partner, partnersoort=soort, thema=thema, duur_minuten=duur)
    tijdstip = toen or nu
    command = TweedelijnsvraagBeantwoorden(vraag=vraag, medewerker=wie.medewerker, tijdstip=tijdstip, nu=nu)
    return await kader.uitvoerder.voer_uit(
        REGIO, command, dossier=kader.regio, opdracht=opdracht, medewerker=wie.medewerker, tijdstip=tijdstip
    )
