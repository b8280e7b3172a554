"""From what was filled in on the pages of quality to a command: each field checked, in the words of the page."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from pydantic import ValidationError
from starlette.datastructures import FormData

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.fouten import fouten_van
from leerwinkel.gebeurtenissen.kwaliteit import (
    DoelstellingVastgelegd,
    VerbeteractieAfgerond,
    VerbeteractieBijgestuurd,
    VerbeteractieGestart,
)
from leerwinkel.runtime.getallen import geheel
from vol_reporting.benamingen import dimensienaam, waardenaam
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.caf import is_resultaat
from vol_reporting.kwaliteit.doelstelling import DoelstellingIntrekken, DoelstellingVastleggen
from vol_reporting.kwaliteit.verbeteractie import VerbeteractieAfronden, VerbeteractieBijsturen, VerbeteractieStarten
from vol_reporting.kwaliteit.zelfevaluatie import DEELSCORES, ZelfevaluatieVastleggen
from vol_reporting.rijenbestand import getal_uit
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.web.beslissing import Onvolledig

CIJFERS_PER_ACTIE: Final = 3
"""So many figures an action can have on the form."""
_BRON: Final = 200


def cijferkeuzes(*, rijen: bool) -> list[tuple[str, str]]:
    """The figures that can be counted over a year, and where asked their rows of fixed name."""
    keuzes: list[tuple[str, str]] = []
    for d in definities().values():
        if d.tijdsas.startswith("geen"):
            continue
        keuzes.append((d.code, f"{d.code} {d.naam}"))
        for naam, dimensie in d.dimensies.items() if rijen else ():
            if dimensie.maten:
                continue
            namen = ((w, f"{d.code} {d.naam}, {dimensienaam(naam)}: {waardenaam(naam, w)}") for w in dimensie.waarden)
            keuzes += [(f"{d.code}|{naam}|{waarde}", tekst) for waarde, tekst in namen if _kan(waarde)]
    return keuzes


def _kan(waarde: str) -> bool:
    return all(teken.isascii() and (teken.isalnum() or teken in "-_") for teken in waarde)


def doel_uit(velden: FormData, gebied: str) -> DoelstellingVastleggen:
    """A target of an area. Raises Onvolledig."""
    code, _, rij = _tekst(velden, "cijfer").partition("|")
    dimensie, _, waarde = rij.partition("|")
    begin = _tekst(velden, "beheersovereenkomst")
    gegeven: dict[str, object] = {
        "indicator": _verplicht(code, "Kies een cijfer."),
        "periode": _verplicht(_tekst(velden, "jaar"), "Schrijf voor welk jaar."),
        "streefwaarde": _getal(velden, "streefwaarde", "Schrijf het doel als getal."),
        "beheersovereenkomst": geheel(begin),
        "regio": None if gebied == VLAANDEREN else gebied,
        "dimensie": dimensie,
        "dimensiewaarde": waarde,
        "grens": _getal(velden, "grens") if _tekst(velden, "grens") else None,
        **{veld: _tekst(velden, veld) for veld in ("norm", "strategisch", "bron")},
    }
    try:
        return DoelstellingVastleggen(DoelstellingVastgelegd.model_validate(_gevuld(gegeven)))
    except ValidationError as fout:
        raise _onvolledig(fout) from None


def intrekking_uit(velden: FormData, doelen: Iterable[str]) -> DoelstellingIntrekken:
    """Withdrawing one of these targets. Raises Onvolledig."""
    _een_van(_tekst(velden, "doel"), doelen, "Kies een doel.")
    return DoelstellingIntrekken(_een_van(_tekst(velden, "reden"), codelijst("correctiereden"), "Kies waarom."))


def start_uit(velden: FormData, collegas: Mapping[str, str]) -> VerbeteractieStarten:
    """A plan, that one of these sees to. Raises Onvolledig."""
    paren = [(_tekst(velden, f"cijfer{n}"), _tekst(velden, f"beweging{n}")) for n in range(1, CIJFERS_PER_ACTIE + 1)]
    gebied = _verplicht(_tekst(velden, "gebied"), "Kies een leerwinkel, of Vlaanderen.")
    gegeven: dict[str, object] = {
        "regio": None if gebied == VLAANDEREN else gebied,
        "indicatoren": tuple(dict.fromkeys(code for code, _ in paren if code)),
        "verwacht": {code: beweging for code, beweging in paren if code and beweging},
        "caf": _verplicht(_tekst(velden, "caf"), "Kies bij welk criterium van CAF de actie hoort."),
        "aanleiding": _verplicht(_tekst(velden, "aanleiding"), "Kies de aanleiding."),
        "aanpak": _verplicht(_tekst(velden, "aanpak"), "Kies de aanpak."),
        "actiehouder": _een_van(_tekst(velden, "actiehouder"), collegas, "Kies wie de actie opvolgt."),
        "aanvang": _dag(velden, "aanvang", "Kies wanneer de actie begint."),
        "einde": _dag(velden, "einde", "Kies wanneer de actie eindigt."),
        "bron": _tekst(velden, "bron"),
    }
    try:
        return VerbeteractieStarten(VerbeteractieGestart.model_validate(_gevuld(gegeven)))
    except ValidationError as fout:
        raise _onvolledig(fout) from None


def check_uit(velden: FormData) -> VerbeteractieBijsturen:
    """A check. Raises Onvolledig."""
    gegeven: dict[str, object] = {
        "bevinding": _verplicht(_tekst(velden, "bevinding"), "Kies wat je zag."),
        "bekeken_op": _dag(velden, "bekeken_op", "Kies op welke dag je het bekeek."),
        "aanpak": _tekst(velden, "aanpak"),
        "einde": _dag(velden, "einde", "Kies een dag.") if _tekst(velden, "einde") else None,
    }
    try:
        return VerbeteractieBijsturen(VerbeteractieBijgestuurd.model_validate(_gevuld(gegeven)))
    except ValidationError as fout:
        raise _onvolledig(fout) from None


def slot_uit(velden: FormData) -> VerbeteractieAfronden:
    """An end. Raises Onvolledig."""
    gegeven: dict[str, object] = {
        "uitkomst": _verplicht(_tekst(velden, "uitkomst"), "Kies hoe de actie afliep."),
        "borging": _tekst(velden, "borging"),
    }
    try:
        return VerbeteractieAfronden(VerbeteractieAfgerond.model_validate(_gevuld(gegeven)))
    except ValidationError as fout:
        raise _onvolledig(fout) from None


def evaluatie_uit(velden: FormData, regio: str, jaar: int) -> ZelfevaluatieVastleggen:
    """A score. Raises Onvolledig."""
    caf = _tekst(velden, "caf")
    scores = [_tekst(velden, f"deelscore{n}") for n in range(1, len(DEELSCORES[is_resultaat(caf)]) + 1)]
    if not all((getypt := geheel(score)) is not None and getypt <= 100 for score in scores):  # noqa: PLR2004 - CAF
        raise Onvolledig("Geef elk onderdeel een score van 0 tot 100.")
    stukken = tuple(str(stuk) for stuk in velden.getlist("bewijsstuk"))
    for stuk in stukken:
        _een_van(stuk, codelijst("bewijsstuk"), "Kies bewijsstukken uit de lijst.")
    return ZelfevaluatieVastleggen(
        regio=regio,
        jaar=jaar,
        caf=caf,
        deelscores=tuple(map(int, scores)),
        bewijsstukken=stukken,
        bron=_tekst(velden, "bron")[:_BRON] or None,
    )


def _tekst(velden: FormData, veld: str) -> str:
    return str(velden.get(veld, "")).strip()


def _gevuld(gegeven: dict[str, object]) -> dict[str, object]:
    return {veld: waarde for veld, waarde in gegeven.items() if waarde not in (None, "")}


def _verplicht(waarde: str, zin: str) -> str:
    if not waarde:
        raise Onvolledig(zin)
    return waarde


def _een_van(waarde: str, mogelijk: Iterable[str], zin: str) -> str:
    if waarde not in mogelijk:
        raise Onvolledig(zin)
    return waarde


def _getal(velden: FormData, veld: str, leeg: str = "") -> float:
    tekst = _verplicht(_tekst(velden, veld), leeg)
    try:
        return getal_uit(tekst, veld)
    except ValueError as fout:
        raise Onvolledig(str(fout).capitalize()) from None


def _dag(velden: FormData, veld: str, zin: str) -> date:
    try:
        return date.fromisoformat(_tekst(velden, veld))
    except ValueError:
        raise Onvolledig(zin) from None


def _onvolledig(fout: ValidationError) -> Onvolledig:
    return Onvolledig(" ".join(f"{f}." for f in fouten_van(fout)))
