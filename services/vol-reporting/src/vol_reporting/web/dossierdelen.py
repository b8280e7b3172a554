"""The deeds in the file for the external evaluation: the self-assessments, and the improvement actions."""

from collections.abc import Mapping
from typing import Final

from leerwinkel.runtime.web.opmaak import GEEN, datum, getal
from vol_reporting.kwaliteit.caf import CRITERIA
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.kwaliteit.woorden import label
from vol_reporting.kwaliteit.zelfevaluatie import DEELSCORES
from vol_reporting.rapporten.getoond import Toondeel, Toonhoofdstuk
from vol_reporting.web.actieblad import Actieblad, maak_actieblad, regels_van
from vol_reporting.web.dossiercijfers import tabel

_ACTIES: Final = ("Aanpak", "Moet veranderen", "Van", "Tot", "Controles", "Stand")
_EFFECTEN: Final = ("Actie", "Cijfer", "Moet", "Voor", "Na", "Verschil", "95 % zeker tussen", "Verder dan toeval?")
_STEUN: Final = ("Jaar", "Criterium", "Onderdelen", "Steunt op")
_OVER_EFFECT: Final = (
    "Elke actie hoort bij cijfers die ze moest veranderen. Voor en na zijn dezelfde maanden van het jaar, even lang na"
    " hun einde bekeken. Een verschil zegt niet dat de actie het deed."
)


def zelfevaluatie(kijk: Kijk, regio: str, jaren: range) -> Toonhoofdstuk:
    """The scores by criterion and year, and what the last ones rest on."""
    scores = [
        (f"{caf}. {naam}", *(getal(_score(kijk, regio, jaar, caf)) for jaar in jaren)) for caf, naam in CRITERIA.items()
    ]
    koppen = ("Criterium", *map(str, jaren))
    steun = [rij for jaar in jaren for caf in CRITERIA for rij in _steun(kijk, regio, jaar, caf)]
    uitleg = "De score die de leerwinkel zichzelf gaf, van 0 tot 100, volgens de negen criteria van CAF 2020."
    delen = (
        Toondeel("", None, tabel("caf-scores", "Scores per criterium", koppen, scores, "0" + "1" * len(jaren))),
        Toondeel("", None, tabel("caf-steun", "Waar de scores op steunen", _STEUN, steun)),
    )
    return Toonhoofdstuk("zelfevaluatie", "Zelfevaluatie (CAF)", (uitleg,), delen)


def _score(kijk: Kijk, regio: str, jaar: int, caf: str) -> int | None:
    evaluatie = kijk.evaluaties.get((regio, jaar, caf))
    return evaluatie.gescoord.score if evaluatie else None


def _steun(kijk: Kijk, regio: str, jaar: int, caf: str) -> list[tuple[str, str, str, str]]:
    if (evaluatie := kijk.evaluaties.get((regio, jaar, caf))) is None:
        return []
    gescoord = evaluatie.gescoord
    namen = DEELSCORES[len(gescoord.deelscores) == len(DEELSCORES[True])]
    delen = ", ".join(f"{naam} {score}" for naam, score in zip(namen, gescoord.deelscores, strict=False))
    stukken = ", ".join(label("bewijsstuk", stuk) for stuk in gescoord.bewijsstukken)
    return [(str(jaar), f"{caf}. {CRITERIA.get(caf, '')}", delen, stukken or "de cijfers")]


def verbeteracties(kijk: Kijk, gebied: str, namen: Mapping[str, str]) -> Toonhoofdstuk:
    """The actions, and what became of their figures."""
    eigen = regels_van(kijk.acties.values(), kijk.meter.peil, gebied)
    bladen = [maak_actieblad(kijk, kijk.acties[regel.nummer], namen) for regel in eigen]
    effecten = [rij for blad in bladen for rij in _effecten(blad)]
    delen = (
        Toondeel("", None, tabel("acties", "Verbeteracties", _ACTIES, map(_actie, bladen), "000010")),
        Toondeel("", None, tabel("effecten", "Voor en na", _EFFECTEN, effecten, "00011110")),
    )
    return Toonhoofdstuk("acties", "Verbeteracties en hun effect", (_OVER_EFFECT,), delen)


def _actie(blad: Actieblad) -> tuple[str, ...]:
    r = blad.regel
    return r.aanpak, r.cijfers, datum(r.aanvang), datum(r.einde), str(len(blad.checks)), r.woord.tekst


def _effecten(blad: Actieblad) -> list[tuple[str, ...]]:
    return [
        (
            blad.regel.aanpak,
            e.naam,
            e.richting,
            e.voor.waarde if e.voor else GEEN,
            e.na.waarde if e.na else GEEN,
            e.verschil,
            e.tussen,
            e.woord.tekst,
        )
        for e in blad.effecten
    ]
