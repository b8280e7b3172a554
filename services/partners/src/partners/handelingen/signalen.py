"""Reporting a signaal, and saying what was done with it."""

from typing import Any

from starlette.datastructures import FormData

from leerwinkel.dienst import Gebruiker, Kader
from leerwinkel.eventsourcing import Decided
from leerwinkel.gebeurtenissen.partners import SignaalGemeld
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.taken import in_draad
from partners.domain.signaal import SIGNAAL, SignaalMelden, SignaalOpvolgen
from partners.handelingen.invulling import Invulling, maak_id

_LANGSTE = 4000
_VAST = 64
"""The text is filled up to a multiple of this, so that its length says little."""


async def meld(kader: Kader, wie: Gebruiker, velden: FormData) -> Decided:
    """Report it. What was written is encrypted under a key of this signaal. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    signaal = maak_id(opdracht, wie.medewerker, "signaal")
    gezegd = _gezegd(invulling)
    tekst = invulling.tekst("omschrijving", _LANGSTE)
    invulling.klaar()
    geheim = await in_draad(_versleutel, kader, signaal, tekst) if tekst else None
    command = SignaalMelden(SignaalGemeld(**gezegd, omschrijving=geheim))
    return await kader.uitvoerder.voer_uit(
        SIGNAAL, command, dossier=signaal, opdracht=opdracht, medewerker=wie.medewerker
    )


def _gezegd(invulling: Invulling) -> dict[str, Any]:
    return {
        "soort": invulling.code("soort", "signaalsoort", "Kies wat voor signaal het is."),
        "thema": invulling.code("thema", "thema", "Kies waarover het gaat."),
        "bestuursniveau": invulling.code("bestuursniveau", "bestuursniveau", "Kies wie er iets aan kan doen."),
        "ernst": invulling.getal("ernst", 1, 3),
        "drempelsoort": invulling.code_of_geen("drempelsoort", "drempelsoort"),
        "doelgroepen": invulling.codes("doelgroepen", "doelgroep") or None,
        "gemeente": invulling.code_of_geen("gemeente", "gemeente"),
    }


async def volg_op(kader: Kader, wie: Gebruiker, signaal: str, velden: FormData) -> Decided:
    """Say what somebody did with it. Raises Onvolledig, Refusal."""
    invulling = Invulling(velden)
    opdracht = invulling.opdracht()
    command = SignaalOpvolgen(
        door=invulling.code("door", "signaalopvolger", "Kies wie er iets mee deed."),
        gevolg=invulling.code("gevolg", "signaalgevolg", "Kies wat ervan kwam."),
    )
    invulling.klaar()
    return await kader.uitvoerder.voer_uit(
        SIGNAAL, command, dossier=signaal, opdracht=opdracht, medewerker=wie.medewerker
    )


def omschrijving(kader: Kader, signaal: str, gesloten: str) -> str:
    """What was written. Blocking. Raises NietLeesbaar."""
    return Versleuteling(kader.kluis).ontcijfer(Eigenaar("signaal", signaal), gesloten).decode().rstrip()


def _versleutel(kader: Kader, signaal: str, tekst: str) -> str:
    ruw = tekst.encode()
    gevuld = ruw.ljust(-(-len(ruw) // _VAST) * _VAST)
    return Versleuteling(kader.kluis).versleutel(Eigenaar("signaal", signaal), gevuld)
