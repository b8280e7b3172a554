"""A report as people read it, on a page and on paper alike: texts in cells, and charts with their sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leerwinkel.runtime.web.grafiek import Grafiek
from leerwinkel.runtime.web.opmaak import GEEN, getal
from vol_reporting.duidingswoorden import met_eenheid, tussen
from vol_reporting.grafieken import reeksgrafiek, trechtergrafiek
from vol_reporting.publicatie.bestanden import GEHEIM
from vol_reporting.rapporten.cijferdelen import TOTAAL
from vol_reporting.rapporten.model import VERBORGEN, Cel, Deel, Grafiekvraag, Kolom, Rapport, Tabel
from vol_reporting.statistiek import Interval, aandelenreeks, trechter, waardenreeks

_TUSSEN = {"onder": "95 % zeker tussen", "ondergrens": "Grenzen"}


@dataclass(frozen=True, slots=True)
class Kop:
    """A column as people see it; `is_getal`: to the right."""

    titel: str
    is_getal: bool


@dataclass(frozen=True, slots=True)
class Getoond:
    """A table in texts; the first cell of a row names it. `onder`: which rows are a part of the one above."""

    naam: str
    titel: str
    koppen: tuple[Kop, ...]
    rijen: tuple[tuple[str, ...], ...]
    onder: frozenset[int]


@dataclass(frozen=True, slots=True)
class Toondeel:
    """What is said, the chart if there is one, and its table."""

    uitleg: str
    grafiek: Grafiek | None
    tabel: Getoond


@dataclass(frozen=True, slots=True)
class Toonhoofdstuk:
    """A chapter; `naam` is its place in a page."""

    naam: str
    titel: str
    uitleg: tuple[str, ...]
    delen: tuple[Toondeel, ...]


def toon(rapport: Rapport) -> list[Toonhoofdstuk]:
    """All chapters. Draws the charts; what was drawn before is kept."""
    return [
        Toonhoofdstuk(h.naam, h.titel, h.uitleg, tuple(_deel(deel) for deel in h.delen)) for h in rapport.hoofdstukken
    ]


def _deel(deel: Deel) -> Toondeel:
    return Toondeel(deel.uitleg, deel.grafiek and _grafiek(deel.tabel, deel.grafiek), getoond(deel.tabel))


def getoond(tabel: Tabel) -> Getoond:
    """The columns for people, bounds together in one."""
    plaatsen = [plaats for plaats, kolom in enumerate(tabel.kolommen) if kolom.getoond and kolom.soort != "boven"]
    koppen = tuple(_kop(tabel.kolommen[plaats]) for plaats in plaatsen)
    rijen = tuple(tuple(_cel(tabel, rij, plaats) for plaats in plaatsen) for rij in tabel.rijen)
    return Getoond(tabel.naam, tabel.titel, koppen, rijen, frozenset(_onderdelen(tabel)))


def _onderdelen(tabel: Tabel) -> Iterator[int]:
    if any(kolom.naam == "verdeling" for kolom in tabel.kolommen):
        yield from (nummer for nummer, waarde in enumerate(tabel.kolom("verdeling")) if waarde != TOTAAL)


def _kop(kolom: Kolom) -> Kop:
    return Kop(_TUSSEN.get(kolom.naam, kolom.titel), kolom.soort != "tekst")


def _cel(tabel: Tabel, rij: Sequence[Cel], plaats: int) -> str:
    kolom, cel = tabel.kolommen[plaats], rij[plaats]
    if cel is None:
        return _leeg(tabel, rij, kolom)
    if isinstance(cel, str):
        return cel
    if kolom.soort == "aantal":
        return getal(cel)
    eenheid = str(rij[tabel.plaats("eenheid")])
    if kolom.soort == "waarde":
        return met_eenheid(cel, eenheid) + ("" if eenheid in ("%", "aantal") else f" {eenheid}")
    boven = rij[plaats + 1]
    return tussen(Interval(cel, float(boven)) if isinstance(boven, int | float) else None, eenheid)


def _leeg(tabel: Tabel, rij: Sequence[Cel], kolom: Kolom) -> str:
    if kolom.soort == "tekst":
        return ""
    verborgen = [str(rij[plaats] or "") for plaats, naast in enumerate(tabel.kolommen) if naast.naam == VERBORGEN]
    return GEHEIM if any(kolom.naam in namen.split() for namen in verborgen) else GEEN


def _grafiek(tabel: Tabel, vraag: Grafiekvraag) -> Grafiek | None:
    tellers, noemers = tabel.kolom("teller"), tabel.kolom("noemer")
    paren = [(_heel(teller), _heel(noemer)) for teller, noemer in zip(tellers, noemers, strict=True)]
    if vraag.soort == "trechter":
        regios = dict(zip(map(str, tabel.kolom("regiocode")), paren, strict=True))
        return trechtergrafiek(trechter(regios), vraag.titel, vraag.wat, naam=tabel.naam)
    maanden = [str(maand) for maand in tabel.kolom("maand")]
    if vraag.als_aandeel:
        reeks = aandelenreeks([(maand, *paar) for maand, paar in zip(maanden, paren, strict=True)])
    else:
        waarden = [w if isinstance(w, int | float) else None for w in tabel.kolom("waarde")]
        reeks = waardenreeks(list(zip(maanden, waarden, strict=True)))
    return reeksgrafiek(reeks, vraag.titel, vraag.eenheid, 100 if vraag.als_aandeel else 1, naam=tabel.naam)


def _heel(cel: Cel) -> int:
    return cel if isinstance(cel, int) else 0
