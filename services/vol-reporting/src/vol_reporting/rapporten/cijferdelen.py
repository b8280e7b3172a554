"""The chapters of figures: per group of the catalogue, each figure with its own dimensions; and those by profile."""

from collections.abc import Iterable, Iterator, Mapping

from vol_reporting.benamingen import GROEPEN, dimensienaam, met_hoofdletter, regionaam, waardenaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duiding import interval
from vol_reporting.indicatoren import definities
from vol_reporting.rapporten.model import Cel, Deel, Hoofdstuk, Kolom, Tabel, rond
from vol_reporting.rapporten.stof import PERSONEN, PROFIEL, Stof
from vol_reporting.statistiek import Interval
from vol_reporting.vraag import VLAANDEREN

GETALLEN = (
    Kolom("waarde", "Waarde", "waarde"),
    Kolom("onder", "95 % zeker vanaf", "onder"),
    Kolom("boven", "95 % zeker tot", "boven"),
    Kolom("teller", "Teller", "aantal"),
    Kolom("noemer", "Noemer", "aantal"),
    Kolom("eenheid", "Eenheid", getoond=False),
)
"""What a row tells of a number."""
_NAMEN = (
    Kolom("cijfer", "Cijfer"),
    Kolom("code", "Code", getoond=False),
    Kolom("versie", "Versie", "aantal", getoond=False),
    Kolom("verdeling", "Verdeling", getoond=False),
    Kolom("groep", "Groep", getoond=False),
)
_VLAANDEREN = Kolom("vlaanderen", "Vlaanderen", "waarde")
TOTAAL = "totaal"
"""Stands where a figure is not split."""
_Sleutel = tuple[str, str | None, str | None]
_OPMERKING = Kolom("opmerking", "Opmerking", getoond=False)


def getallen(cijfer: Cijfer, ruimte: Interval | None = None) -> tuple[Cel, ...]:
    """The cells of GETALLEN."""
    onder, boven = (ruimte.onder, ruimte.boven) if ruimte else (None, None)
    return (rond(cijfer.waarde), rond(onder), rond(boven), cijfer.teller, cijfer.noemer, cijfer.eenheid)


def hoofdstukken(stof: Stof, gebied: str) -> Iterator[Hoofdstuk]:
    """A chapter for each group of the catalogue. A region sees what Flanders has, beside what is no count."""
    heel = {_sleutel(c): c for c in stof.cijfers if c.regio == VLAANDEREN} if gebied != VLAANDEREN else None
    kolommen = (*_NAMEN, *GETALLEN, *((_VLAANDEREN,) if heel is not None else ()), _OPMERKING)
    for naam, (letters, titel, uitleg) in GROEPEN.items():
        hier = [c for c in stof.cijfers if c.regio == gebied and c.code[0] in letters]
        rijen = tuple(_rij(stof, cijfer, heel) for cijfer in hier)
        tabel = Tabel(naam, f"{titel}: {regionaam(gebied)}", kolommen, rijen)
        yield Hoofdstuk(naam, titel, (uitleg, *_opmerkingen(hier)), (Deel(tabel),))


def _sleutel(cijfer: Cijfer) -> _Sleutel:
    return cijfer.code, cijfer.dimensie, cijfer.waarde_dimensie


def _rij(stof: Stof, cijfer: Cijfer, heel: Mapping[_Sleutel, Cijfer] | None) -> tuple[Cel, ...]:
    ruimte = None if cijfer.dimensie else interval(cijfer, stof.sommen.get(cijfer.code, {}).get(cijfer.regio))
    naast: tuple[Cel, ...] = ()
    if heel is not None:
        samen = heel.get(_sleutel(cijfer))
        naast = (rond(samen.waarde) if samen and samen.noemer is not None else None,)
    return (*_namen(cijfer), *getallen(cijfer, ruimte), *naast, cijfer.opmerking)


def _namen(cijfer: Cijfer) -> tuple[Cel, ...]:
    naam = definities()[cijfer.code].naam
    if cijfer.dimensie is None:
        return f"{naam} ({cijfer.code})", cijfer.code, cijfer.versie, TOTAAL, TOTAAL
    groep = waardenaam(cijfer.dimensie, cijfer.waarde_dimensie or "")
    regel = f"{met_hoofdletter(dimensienaam(cijfer.dimensie))}: {groep}"
    return regel, cijfer.code, cijfer.versie, cijfer.dimensie, cijfer.waarde_dimensie


def _opmerkingen(cijfers: Iterable[Cijfer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{c.code}: {c.opmerking}" for c in cijfers if c.opmerking))


def per_profiel(stof: Stof, gebied: str) -> Hoofdstuk:
    """Who came, who chose and who enrolled, by what is known of them."""
    delen = [_profieldeel(stof, gebied, code) for code in PERSONEN]
    uitleg = "Elke persoon telt mee in één groep van elk kenmerk, maar kan in meer dan één kansengroep zitten."
    return Hoofdstuk("profiel", "Wie het zijn", (uitleg,), tuple(delen))


def _profieldeel(stof: Stof, gebied: str, code: str) -> Deel:
    kolommen = (
        Kolom("groep", "Groep"),
        Kolom("kenmerk", "Kenmerk", getoond=False),
        Kolom("waarde_kenmerk", "Waarde van het kenmerk", getoond=False),
        Kolom("code", "Code", getoond=False),
        Kolom("versie", "Versie", "aantal", getoond=False),
        *(kolom for kolom in GETALLEN if kolom.naam not in ("onder", "boven")),
    )
    hier = [c for c in stof.profiel if (c.code, c.regio) == (code, gebied)]
    gesorteerd = sorted(hier, key=lambda c: PROFIEL.index(str(c.dimensie)))
    definitie = definities()[code]
    titel = f"{definitie.naam} ({code}) naar profiel: {regionaam(gebied)}"
    rijen = tuple(_profielrij(cijfer) for cijfer in gesorteerd)
    return Deel(Tabel(f"profiel-{code.lower()}", titel, kolommen, rijen), definitie.betekenis)


def _profielrij(cijfer: Cijfer) -> tuple[Cel, ...]:
    kenmerk = cijfer.dimensie or ""
    naam = f"{met_hoofdletter(dimensienaam(kenmerk))}: {waardenaam(kenmerk, cijfer.waarde_dimensie or '')}"
    waarde, _, _, *rest = getallen(cijfer)
    return (naam, kenmerk, cijfer.waarde_dimensie, cijfer.code, cijfer.versie, waarde, *rest)
