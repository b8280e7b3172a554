"""Figures and records as files to take along, with a sheet that says what they are."""

from collections.abc import Sequence
from datetime import datetime

from leerwinkel.runtime.web.opmaak import BRUSSEL, tijdstip
from leerwinkel.runtime.web.rekenblad import Cel, Vorm, als_csv, als_xlsx
from vol_reporting.web.indicatorblad import Indicatorblad
from vol_reporting.web.recordblad import Recordblad

_CIJFERS = (
    ("Code", 8),
    ("Versie", 8),
    ("Regio", 18),
    ("Periode", 20),
    ("Verdeling", 18),
    ("Waarde van de verdeling", 28),
    ("Teller", 10),
    ("Noemer", 10),
    ("Cijfer", 12),
    ("Eenheid", 12),
    ("Opmerking", 40),
)


def cijferbestand(blad: Indicatorblad, vorm: Vorm) -> bytes:
    """Every number of the page of a figure, not rounded."""
    rijen: list[list[Cel]] = [
        [
            c.code,
            c.versie,
            c.regio,
            c.periode,
            c.dimensie,
            c.waarde_dimensie,
            c.teller,
            c.noemer,
            c.waarde,
            c.eenheid,
            c.opmerking,
        ]
        for c in blad.cijfers
    ]
    over = [
        ("Cijfer", f"{blad.definitie.naam} ({blad.definitie.code}), versie {blad.versie}"),
        ("Wat is dit?", blad.definitie.betekenis),
        ("Teller", blad.definitie.teller),
        ("Noemer", blad.definitie.noemer or "geen"),
        ("Voor", blad.titel),
        ("Posities", ", ".join(f"{regio} {positie}" for regio, positie in blad.posities)),
    ]
    return _bestand(vorm, blad.definitie.code, _CIJFERS, rijen, over)


def recordbestand(blad: Recordblad, vorm: Vorm) -> bytes:
    """All records behind a number. Of what was erased only region, year and trap."""
    koppen = [("Regio", 18), ("Code", 38), *((kop, 20) for kop in blad.koppen), ("Teller", 10), ("Noemer", 10)]
    rijen: list[list[Cel]] = []
    for rij in blad.rijen:
        cellen = [*rij.cellen, *[""] * (len(blad.koppen) - len(rij.cellen))]
        rijen.append([rij.regio, ", ".join(code for code, _ in rij.opent), *cellen, rij.teller, rij.noemer])
    over = [
        ("Records van", f"{blad.definitie.naam} ({blad.definitie.code})"),
        ("Voor", blad.wat),
        ("Samen", f"{blad.bladzijde.totaal} {blad.soort}"),
        ("Let op", "Gecodeerde gegevens van mensen: bewaar ze niet langer dan nodig en geef ze niet door."),
    ]
    return _bestand(vorm, "Records", koppen, rijen, over)


def _bestand(
    vorm: Vorm, naam: str, koppen: Sequence[tuple[str, int]], rijen: list[list[Cel]], over: list[tuple[str, str]]
) -> bytes:
    if vorm == "csv":
        return als_csv([kop for kop, _ in koppen], rijen)
    return als_xlsx(naam, koppen, rijen, [*over, ("Gemaakt op", tijdstip(datetime.now(BRUSSEL)))])
