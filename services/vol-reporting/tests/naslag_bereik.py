"""The figures on whom the leerwinkels reach, read slowly."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from leerwinkel.gebeurtenissen.codelijst import codelijst

from .naslag_geldig import Dossiersleutel, Feit
from .naslag_telling import Rij, Telling

TWEEDE_VERSIE = date(2026, 1, 1)
"""From then on B04 follows the labour market."""
ONBEKEND = ("onbekend", "niet-gevraagd", "wil-niet-zeggen")


def bereik(t: Telling) -> Iterator[Rij]:
    n, cohort = t.n, t.cohort
    personen = len({n.personen[d] for d in cohort})
    inwoners = gebiedswaarde(t, "inwoners-18-64")
    per_duizend = None if not inwoners else Fraction(1000 * personen) / inwoners
    yield "B03", None, None, personen, None if inwoners is None else int(inwoners), per_duizend
    blauwdruk = [scholing(t, d, "laaggeschoold_blauwdruk") for d in cohort]
    arbeidsmarkt = [scholing(t, d, "scholing_arbeidsmarkt") for d in cohort]
    oud = t.periode.tot is not None and t.periode.tot <= TWEEDE_VERSIE
    indeling, groepen_ = ("laaggeschoold", blauwdruk) if oud else ("scholing", arbeidsmarkt)
    yield "B04", None, None, groepen_.count("laag"), len(cohort)
    yield from _verdeeld("B04", indeling, groepen_, len(cohort))
    groepen = [kansengroepen(t, d) for d in cohort]
    yield "B05", None, None, sum(bool(g - {"geen", *ONBEKEND}) for g in groepen), len(cohort)
    yield from _verdeeld("B05", "kansengroepen", [g for deel in groepen for g in deel], len(cohort))
    meldingen = [n.aanmeldingen[d].data for d in cohort]
    yield "B06", None, None, len(cohort), len(cohort)
    yield from _verdeeld("B06", "toeleiding", [m["toeleiding"]["wijze"] for m in meldingen], len(cohort))
    soorten = [m["toeleiding"].get("partnersoort") for m in meldingen]
    yield from _verdeeld("B06", "partnersoort", [s for s in soorten if s], len(cohort))
    yield "B07", None, None, len(cohort), len(cohort)
    yield from _verdeeld("B07", "kanaal", [m["kanaal"] for m in meldingen], len(cohort))
    laag, gekend = blauwdruk.count("laag"), sum(s in ("laag", "niet-laag") for s in blauwdruk)
    aandeel = gebiedswaarde(t, "aandeel-laaggeschoold")
    yield "B08", None, None, laag, gekend, Fraction(100 * laag, gekend) / aandeel if gekend and aandeel else None


def _verdeeld(code: str, dimensie: str, waarden: Iterable[str], noemer: int) -> Iterator[Rij]:
    for waarde, aantal in Counter(waarden).items():
        yield code, dimensie, waarde, aantal, noemer


def scholing(t: Telling, d: Dossiersleutel, lijst: str) -> str:
    profiel = t.n.profielen[d]
    diploma = profiel.get("hoogste_diploma", "niet-gevraagd")
    if lijst == "laaggeschoold_blauwdruk" and diploma == "buitenlands" and profiel.get("diploma_erkend") == "nee":
        return "laag"
    code = codelijst(lijst).get(diploma)
    return (code.groep or diploma) if code else diploma


def kansengroepen(t: Telling, d: Dossiersleutel) -> set[str]:
    profiel: dict[str, Any] = t.n.profielen[d]
    groepen = set(profiel.get("kansengroepen", ["niet-gevraagd"]))
    if scholing(t, d, "laaggeschoold_blauwdruk") == "laag":
        groepen.add("laaggeschoold")
    if (t.n.leeftijd(d) or 0) >= 55:
        groepen.add("55-plus")
    if profiel.get("gezinssituatie") == "alleenstaand-kinderen":
        groepen.add("alleenstaande-ouder")
    return groepen or {"geen"}


def _waarden(t: Telling, naam: str) -> list[Feit]:
    return [f for f in t.n.van("referentiewaarde-vastgelegd") if f.data["naam"] == naam]


def gebiedswaarde(t: Telling, naam: str) -> Fraction | None:
    """The last value of the area itself that is valid within the period."""
    eigen = [
        f
        for f in _waarden(t, naam)
        if f.data.get("regio", "vlaanderen") == t.gebied
        and (t.periode.tot is None or f.data["geldig_van"] < t.periode.tot.isoformat())
        and (t.periode.van is None or f.data.get("geldig_tot", "9999") > t.periode.van.isoformat())
    ]
    laatste = max(eigen, key=lambda f: (f.data["geldig_van"], f.orde), default=None)
    return None if laatste is None else Fraction(laatste.data["waarde"])


def regiowaarde(t: Telling, naam: str, regio: str, dag: str) -> Fraction | None:
    """The value of that day: of the region, else of Flanders."""
    passend = [
        f
        for f in _waarden(t, naam)
        if f.data.get("regio", regio) == regio and f.data["geldig_van"] <= dag < f.data.get("geldig_tot", "9999")
    ]
    laatste = max(passend, key=lambda f: ("regio" in f.data, f.data["geldig_van"], f.orde), default=None)
    return None if laatste is None else Fraction(laatste.data["waarde"])
