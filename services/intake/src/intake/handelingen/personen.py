"""Who the cliënt is: read from a form, closed into a JWE, opened for a page, and kept findable."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from intake.handelingen.velden import Onvolledig, Velden
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import SleutelVernietigd
from leerwinkel.kluis.versleuteling import Versleuteling

PERSOONSVELDEN: Mapping[str, str] = {
    "voornaam": "Vul de voornaam in.",
    "naam": "Vul de familienaam in.",
    "geboortedatum": "Dit is geen geboortedatum. Schrijf ze als 1990-01-31.",
    "rijksregisternummer": "Dit nummer klopt niet: het controlegetal past er niet bij.",
    "telefoon": "Dit is geen telefoonnummer.",
    "email": "Dit is geen e-mailadres.",
    "adres": "Dit adres is te lang. Hou het korter.",
    "notitie": "Deze notitie is te lang. Hou ze korter.",
}
"""The fields, each with its sentence for when it is wrong."""


def lees_persoon(velden: Velden, bekend: Persoonsgegevens | None = None) -> Persoonsgegevens | None:
    """Who was filled in, over what is known already; None where neither is: an anonymous question.

    What is wrong is gathered in `velden`.
    """
    gezegd = {naam: waarde for naam in PERSOONSVELDEN if (waarde := velden.waarde(naam))}
    if not gezegd:
        return bekend
    try:
        return Persoonsgegevens.model_validate((bekend.model_dump(exclude_none=True) if bekend else {}) | gezegd)
    except ValidationError as fout:
        for melding in fout.errors(include_input=False, include_url=False, include_context=False):
            naam = str(melding["loc"][0])
            velden.fouten[naam] = PERSOONSVELDEN[naam]
        return None


def sluit_persoon(kluis: Kluis, velden: Velden, client: str, persoon: Persoonsgegevens) -> str:
    """The JWE for an event. Blocking. Raises Onvolledig where the cliënt was erased: nothing more is kept of them."""
    try:
        return Versleuteling(kluis).sluit(client, persoon)
    except SleutelVernietigd as weg:
        velden.fouten["naam"] = str(weg)
        raise Onvolledig(velden.fouten) from None


def volledige_naam(persoon: Persoonsgegevens) -> str:
    """As one says it."""
    return f"{persoon.voornaam} {persoon.naam}"


def als_velden(persoon: Persoonsgegevens | None) -> Sequence[tuple[str, str]]:
    """What a form begins with."""
    return [(naam, str(waarde)) for naam, waarde in (persoon.model_dump(exclude_none=True) if persoon else {}).items()]
