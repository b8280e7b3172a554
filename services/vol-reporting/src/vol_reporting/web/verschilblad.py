"""The page that says why a number changed: then beside now, and the records that make the difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import met_hoofdletter, regionaam
from vol_reporting.gastheer import Cijferbron
from vol_reporting.herleiding import Wijziging, verschil
from vol_reporting.indicatoren import Definitie
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web import adressen
from vol_reporting.web.blad import toelichting
from vol_reporting.web.recordblad import in_woorden, lees_getal


@dataclass(frozen=True, slots=True)
class Verschilregel:
    """A record that counts otherwise. `opent`: its codes with where their events are."""

    regio: str
    opent: tuple[tuple[str, str], ...]
    toen: str
    nu: str
    sinds: str


@dataclass(frozen=True, slots=True)
class Verschilblad:
    """`wat` says of which number, `toen` and `nu` what it came to."""

    definitie: Definitie
    wat: str
    sinds: str
    toen: str
    nu: str
    regels: tuple[Verschilregel, ...]


def maak_verschilblad(opslag: Cijferbron, definitie: Definitie, waarden: Mapping[str, str]) -> Verschilblad:
    """Since the moment that the address asks for. Raises OnjuisteVraag, also where it asks for none."""
    if not waarden["stand"].strip() and not waarden["bekend_op"].strip():
        raise OnjuisteVraag({"stand": "Kies een vroeger moment om mee te vergelijken."})
    gezocht = lees_getal(opslag, definitie, waarden)
    try:
        gevonden = verschil(opslag.lezer(), gezocht)
    except ValueError as fout:
        raise OnjuisteVraag({"code": str(fout)}) from fout
    return Verschilblad(
        definitie,
        in_woorden(gezocht),
        toelichting({**waarden, "splits": ""}, None),
        _bijdrage(definitie, gevonden.toen),
        _bijdrage(definitie, gevonden.nu),
        tuple(_regel(definitie, wijziging) for wijziging in gevonden.wijzigingen),
    )


def _regel(definitie: Definitie, wijziging: Wijziging) -> Verschilregel:
    opent = [(code, adressen.gebeurtenissen(regio, code, {})) for regio, code in wijziging.sleutel if code]
    soorten = dict.fromkeys(soort.replace("-", " ") for soort in wijziging.sinds)
    return Verschilregel(
        regionaam(wijziging.sleutel[0][0]),
        tuple(opent),
        _bijdrage(definitie, wijziging.toen),
        _bijdrage(definitie, wijziging.nu),
        met_hoofdletter(", ".join(soorten)) or ("Niets over dit record zelf" if opent else "Gewist"),
    )


def _bijdrage(definitie: Definitie, bijdrage: tuple[int, int]) -> str:
    """`12 van 30`; of a count only the number."""
    teller, noemer = bijdrage
    return getal(teller) if definitie.noemer is None else f"{getal(teller)} van {getal(noemer)}"
