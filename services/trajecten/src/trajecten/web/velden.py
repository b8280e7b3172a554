"""The fields of the forms, as the template shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trajecten.web.woorden import keuzes

Opties = Sequence[tuple[str, str]]

JA_NEE: Opties = (("", "Niet gevraagd"), ("ja", "Ja"), ("nee", "Nee"))


@dataclass(frozen=True, slots=True)
class Veld:
    """A field; `waarden` is what stands in it at first."""

    naam: str
    label: str
    soort: Literal["keuze", "getal", "dag", "uur", "vink", "vinken", "tekstvak", "verborgen"]
    waarden: Sequence[str] = ()
    opties: Opties = ()
    uitleg: str | None = None

    @property
    def waarde(self) -> str:
        """Of a field that has one."""
        return self.waarden[-1] if self.waarden else ""


def keuze(naam: str, label: str, opties: Opties, waarde: str = "", uitleg: str | None = None) -> Veld:
    """One of these; where nothing is chosen yet, that stands first."""
    leeg: Opties = () if waarde or any(code == "" for code, _ in opties) else (("", "Kies"),)
    return Veld(naam, label, "keuze", (waarde,), (*leeg, *opties), uitleg)


def code(naam: str, label: str, lijst: str, waarde: str = "", uitleg: str | None = None) -> Veld:
    """One of a code list."""
    return keuze(naam, label, keuzes(lijst), waarde, uitleg)


def misschien(naam: str, label: str, opties: Opties, uitleg: str | None = None) -> Veld:
    """One of these, or nothing."""
    return Veld(naam, label, "keuze", ("",), (("", "Niet ingevuld"), *opties), uitleg)


def getal(naam: str, label: str, waarde: str = "", uitleg: str | None = None) -> Veld:
    """A whole number."""
    return Veld(naam, label, "getal", (waarde,), uitleg=uitleg)


def vink(naam: str, label: str) -> Veld:
    """Something to confirm."""
    return Veld(naam, label, "vink")
