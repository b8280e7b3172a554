"""The figures of the file for the external evaluation: targets, trends, signals and complaints, data quality."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from leerwinkel.runtime.web.opmaak import GEEN, datum, getal
from vol_reporting.benamingen import regionaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duiding import is_aandeel, reeks_over, vergelijkbaar
from vol_reporting.duidingswoorden import grenzen, waarde
from vol_reporting.grafieken import reeksgrafiek
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.doelregels import Doelregel, per_soort
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.kwaliteit.klachten import lees_klachten
from vol_reporting.kwaliteit.woorden import label
from vol_reporting.periode import Periode
from vol_reporting.rapporten.getoond import Getoond, Kop, Toondeel, Toonhoofdstuk
from vol_reporting.vraag import VLAANDEREN

KWARTALEN: Final = 4
_SIGNALEN: Final = ("S01", "S02", "R05")
_DATAKWALITEIT: Final = ("Q01", "Q02", "Q03", "Q05", "Q07")


def tabel(naam: str, titel: str, koppen: Iterable[str], rijen: Iterable[Sequence[str]], getallen: str = "") -> Getoond:
    """A table of texts. `getallen`: a mark per column, `1` for one of numbers."""
    namen = list(koppen)
    soorten = getallen.ljust(len(namen), "0")
    return Getoond(
        naam,
        titel,
        tuple(Kop(kop, soort == "1") for kop, soort in zip(namen, soorten, strict=True)),
        tuple(tuple(rij) for rij in rijen),
        frozenset(),
    )


def doelen(regels: Sequence[Doelregel]) -> Toonhoofdstuk:
    """Every target of the five years, with what was measured and its light."""
    koppen = ("Cijfer", "Jaar", "Doel", "Rood voorbij", "Gemeten", "95 % zeker tussen", "Licht")
    delen = [
        Toondeel("", None, tabel(f"doelen-{n}", groep.naam, koppen, map(_doel, _op_jaar(groep.regels)), "0111110"))
        for n, groep in enumerate(per_soort(regels))
    ]
    return Toonhoofdstuk("doelen", "Doelen over vijf jaar", (_OVER_LICHTEN,), tuple(delen))


_OVER_LICHTEN: Final = (
    "Een licht is alleen oranje of rood als toeval het verschil met het doel niet kan verklaren. Van een lopend jaar"
    " wordt van een aantal zoveel gevraagd als er van het jaar voorbij is. Een herzien doel staat er zoals het op deze"
    " stand gold."
)


def _op_jaar(regels: Iterable[Doelregel]) -> list[Doelregel]:
    return sorted(regels, key=lambda regel: (regel.naam, regel.jaar))


def _doel(r: Doelregel) -> tuple[str, ...]:
    licht = f"{r.woord.tekst}. {r.uitleg}" if r.uitleg else r.woord.tekst
    return r.naam, r.jaar, r.doel, r.rood or GEEN, r.waarde, r.tussen, licht


def verloop(kijk: Kijk, gebied: str, codes: Sequence[str], jaren: range) -> Toonhoofdstuk:
    """The figures with a target, by quarter, each as a chart with its table."""
    kwartalen = [Periode.lees(f"{jaar}-Q{n}") for jaar in jaren for n in range(1, KWARTALEN + 1)]
    voorbij = [k for k in kwartalen if k.tot is not None and k.tot <= kijk.meter.peil]
    cijfers = [c for c in kijk.meter.cijfers(codes, voorbij, gebied) if c.dimensie is None]
    delen = [_reeks(code, [c for c in cijfers if c.code == code]) for code in codes if voorbij]
    uitleg = (
        "Per kwartaal dat voorbij is. De grenzen zeggen wat toeval doet rond het eigen gemiddelde van de leerwinkel."
    )
    return Toonhoofdstuk("verloop", "Verloop", (uitleg,), tuple(delen))


def _reeks(code: str, cijfers: Sequence[Cijfer]) -> Toondeel:
    definitie, gelijk = definities()[code], vergelijkbaar(cijfers)
    aandeel = is_aandeel(definitie) and definitie.record is not None
    maal = 100 if aandeel else 1
    reeks = reeks_over(gelijk, als_aandeel=aandeel)
    rijen = [
        (c.periode, waarde(c), getal(c.teller), getal(c.noemer), grenzen(p, maal, c.eenheid))
        for c, p in zip(gelijk, reeks.punten, strict=True)
    ]
    titel = f"{definitie.naam} ({code}) per kwartaal"
    grafiek = reeksgrafiek(reeks, titel, definitie.eenheid, maal, f"verloop-{code}") if len(rijen) > 1 else None
    koppen = ("Kwartaal", "Waarde", "Teller", "Noemer", "Grenzen")
    return Toondeel(definitie.betekenis, grafiek, tabel(f"verloop-{code}", titel, koppen, rijen, "01111"))


def signalen(kijk: Kijk, regio: str, jaren: range) -> Toonhoofdstuk:
    """What was signalled, what clients found, and the complaints, one by one."""
    van, tot = date(jaren[0], 1, 1), date(jaren[-1], 12, 31)
    klachten = [
        (datum(k.ontvangen), label("klachtthema", k.thema), datum(k.behandeld) if k.behandeld else "nog niet")
        for k in lees_klachten(kijk.meter.opslag.lezer(), kijk.meter.vraag, regio, van, tot)
    ]
    delen = (
        Toondeel(
            "", None, _per_jaar(kijk, regio, ("signalen-jaar", "Signalen en wat cliënten zeggen"), _SIGNALEN, jaren)
        ),
        Toondeel("", None, tabel("klachten", "Klachten", ("Ontvangen", "Thema", "Behandeld"), klachten)),
    )
    uitleg = "Een leerwinkel die veel signalen of klachten registreert, heeft er niet meer: ze kijkt misschien beter."
    return Toonhoofdstuk("signalen", "Signalen en klachten", (uitleg,), delen)


def datakwaliteit(kijk: Kijk, regio: str, jaren: range) -> Toonhoofdstuk:
    """Whether one can build on the registration."""
    uitleg = "Hoe goed de registratie is waarop alle cijfers van dit dossier steunen."
    cijfers = _per_jaar(kijk, regio, ("registratie", "De registratie per jaar"), _DATAKWALITEIT, jaren)
    return Toonhoofdstuk("datakwaliteit", "Kwaliteit van de registratie", (uitleg,), (Toondeel("", None, cijfers),))


def _per_jaar(kijk: Kijk, regio: str, wat: tuple[str, str], codes: Sequence[str], jaren: range) -> Getoond:
    """These figures by year, and in the last year that began of Flanders. `wat`: the name and title of the table."""
    begonnen = [jaar for jaar in jaren if date(jaar, 1, 1) <= kijk.meter.peil] or [jaren[0]]
    perioden = [Periode.lees(str(jaar)) for jaar in begonnen]
    totalen = {(c.code, c.regio, c.periode): c for c in kijk.meter.cijfers(codes, perioden) if c.dimensie is None}
    rijen = [
        (
            f"{definities()[code].naam} ({code})",
            *(waarde(totalen[code, regio, str(jaar)]) for jaar in begonnen),
            waarde(totalen[code, VLAANDEREN, str(begonnen[-1])]),
        )
        for code in codes
    ]
    koppen = ("Cijfer", *map(str, begonnen), f"{regionaam(VLAANDEREN)} {begonnen[-1]}")
    return tabel(*wat, koppen, rijen, "0" + "1" * (len(begonnen) + 1))
