"""The registry: which CloudEvents type is which model, and which events belong to which service."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from leerwinkel.gebeurtenissen import intake, kwaliteit, partners, rapporten, trajecten, vol
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.correctie import CORRECTIES, GebeurtenisGecorrigeerd

Gegevensmodel = type[Gegevens]


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of event in its current version."""

    type: str
    naam: str
    service: str
    entiteit: str
    versie: int
    model: Gegevensmodel


def _soorten() -> list[Gegevensmodel]:
    per_module = [
        model
        for module in (intake, trajecten, partners, vol, kwaliteit, rapporten)
        for naam, model in vars(module).items()
        if isinstance(model, type)
        and issubclass(model, Gegevens)
        and model.__module__ == module.__name__
        and not naam.startswith("_")
    ]
    return [*per_module, *(model for paar in CORRECTIES.values() for model in paar)]


REGISTER: dict[str, Soort] = {
    model.gebeurtenistype(): Soort(
        model.gebeurtenistype(), model.gebeurtenisnaam(), model.service, model.entiteit, model.versie, model
    )
    for model in _soorten()
}
"""Every current event by its CloudEvents type."""

DIENSTEN = ("intake", "trajecten", "partners")
"""The services of a region; the VOL's own events are of the service `vol`."""


def soorten_van(service: str) -> list[Soort]:
    """The events of one service, in the order in which the language defines them."""
    return [soort for soort in REGISTER.values() if soort.service == service]


def regionale_soort(naam: str) -> Soort | None:
    """The kind of event with that name (without version) in one of the region's services; None for an unknown name.

    Corrections exist in every service under one name and are not found by it.
    """
    return next((s for s in REGISTER.values() if s.naam == naam and _regionaal(s)), None)


def _regionaal(soort: Soort) -> bool:
    return soort.service in DIENSTEN and soort.model not in _CORRECTIEMODELLEN


_CORRECTIEMODELLEN = {model for paar in CORRECTIES.values() for model in paar}


def passende_soorten(correctie: GebeurtenisGecorrigeerd) -> list[str]:
    """The types of the service whose model the corrected data fit; a correction of any other original cannot count."""
    ruw = json.dumps(correctie.gegevens)
    return [
        soort.type
        for soort in soorten_van(correctie.service)
        if soort.model not in _CORRECTIEMODELLEN
        and soort.model.model_fields.keys() >= correctie.gegevens.keys()
        and _past(soort, ruw)
    ]


def _past(soort: Soort, ruw: str) -> bool:
    try:
        soort.model.model_validate_json(ruw)
    except ValidationError:
        return False
    return True
