"""Improvement actions for a page: a row each, and one with its four steps and what became of its figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from leerwinkel.gebeurtenissen.kwaliteit import VerbeteractieBijgestuurd
from leerwinkel.runtime.web.opmaak import datum, getal
from vol_reporting.benamingen import regionaam
from vol_reporting.duidingswoorden import NBSP, Woord, tussen
from vol_reporting.kwaliteit.bronnen import Actie
from vol_reporting.kwaliteit.effect import Effect, Vensters, meet, vensters
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.kwaliteit.verbeteractie import Afgerond, richting_van
from vol_reporting.kwaliteit.woorden import UITSLAGEN, cijfernaam, label
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.web import adressen
from vol_reporting.web.regels import Regel, regel

_UITKOMST: Final = {"doel-bereikt": "goed"}


@dataclass(frozen=True, slots=True)
class Actieregel:
    """An action in a list."""

    nummer: str
    gebied: str
    waar: str
    cijfers: str
    aanpak: str
    aanvang: date | None
    einde: date | None
    woord: Woord


@dataclass(frozen=True, slots=True)
class Effectregel:
    """A figure before and after; both lead to their records."""

    naam: str
    adres: str
    richting: str
    voor: Regel | None
    na: Regel | None
    verschil: str
    tussen: str
    woord: Woord
    even_rijp: bool


@dataclass(frozen=True, slots=True)
class Stap:
    """A check, or the end, as it was said."""

    moment: datetime
    velden: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Actieblad:
    """`over`: the months that are compared; None while there are none after the action."""

    regel: Actieregel
    plan: Sequence[tuple[str, str]]
    gestart: datetime
    checks: Sequence[Stap]
    slot: Stap | None
    loopt: bool
    over: Vensters | None
    effecten: Sequence[Effectregel]


def actieregel(actie: Actie, peil: date) -> Actieregel:
    """In words, from that day."""
    plan = actie.stand.plan
    return Actieregel(
        nummer=actie.nummer,
        gebied=plan.regio or VLAANDEREN,
        waar=regionaam(plan.regio or VLAANDEREN),
        cijfers=", ".join(cijfernaam(code) for code in plan.indicatoren),
        aanpak=label("actie_aanpak", plan.aanpak),
        aanvang=plan.aanvang,
        einde=plan.einde,
        woord=_woord(actie, peil),
    )


def _woord(actie: Actie, peil: date) -> Woord:
    stand = actie.stand
    if isinstance(stand, Afgerond):
        return Woord(_UITKOMST.get(stand.slot.uitkomst, "stil"), label("actie_uitkomst", stand.slot.uitkomst).lower())
    if stand.plan.einde is not None and peil >= stand.plan.einde:
        return Woord("let-op", "klaar om af te ronden")
    return Woord("stil", "gepland" if stand.plan.aanvang and peil < stand.plan.aanvang else "loopt")


def regels_van(acties: Iterable[Actie], peil: date, gebied: str | None = None) -> list[Actieregel]:
    """Those of an area, or all: what goes on first."""
    gevraagd = [a for a in acties if gebied in (None, a.stand.plan.regio or VLAANDEREN)]
    return [actieregel(a, peil) for a in sorted(gevraagd, key=lambda actie: isinstance(actie.stand, Afgerond))]


def maak_actieblad(kijk: Kijk, actie: Actie, namen: Mapping[str, str]) -> Actieblad:
    """The action with its effect, as known then. `namen`: code → who it is."""
    plan, peil = actie.stand.plan, kijk.meter.peil
    over = vensters(plan.aanvang, plan.einde, peil) if plan.aanvang and plan.einde else None
    eerste, *daarna = actie.verloop
    slot = daarna.pop() if isinstance(actie.stand, Afgerond) else None
    return Actieblad(
        regel=actieregel(actie, peil),
        plan=_plan(actie, namen),
        gestart=eerste.moment,
        checks=[Stap(g.moment, _check(c)) for g, c in zip(daarna, actie.stand.checks, strict=True)],
        slot=Stap(slot.moment, _slot(actie.stand)) if slot and isinstance(actie.stand, Afgerond) else None,
        loopt=not isinstance(actie.stand, Afgerond),
        over=over,
        effecten=effectregels(kijk, actie, over),
    )


def effectregels(kijk: Kijk, actie: Actie, over: Vensters | None) -> list[Effectregel]:
    """What became of each figure of the action."""
    plan = actie.stand.plan
    gebied = plan.regio or VLAANDEREN
    effecten = (meet(kijk.meter, code, gebied, richting_van(plan, code) or "hoger", over) for code in plan.indicatoren)
    return [_effectregel(kijk, gebied, effect) for effect in effecten]


def _effectregel(kijk: Kijk, gebied: str, effect: Effect) -> Effectregel:
    vraag = {**kijk.terug, "regio": gebied, "periode": effect.na.periode if effect.na else ""}
    toen = {**kijk.terug, "bekend_op": effect.bekend_op.isoformat() if effect.bekend_op else ""}
    voor = regel(effect.voor, effect.voor.periode, toen) if effect.voor else None
    na = regel(effect.na, effect.na.periode, kijk.terug) if effect.na else None
    eenheid = effect.na.eenheid if effect.na else ""
    return Effectregel(
        naam=cijfernaam(effect.code),
        adres=adressen.indicator(effect.code, vraag),
        richting=effect.richting,
        voor=voor,
        na=na,
        verschil=_verschil(effect.verschil, eenheid),
        tussen=tussen(effect.ruimte, "" if eenheid == "%" else eenheid),
        woord=UITSLAGEN[effect.uitslag],
        even_rijp=effect.even_rijp,
    )


def _verschil(verschil: float | None, eenheid: str) -> str:
    if verschil is None:
        return "–"
    tekst = getal(verschil, 0 if eenheid == "aantal" else 1)
    teken = "+" if verschil > 0 and not tekst.startswith("−") else ""
    return f"{teken}{tekst}{NBSP}{'punt' if eenheid == '%' else eenheid}" if eenheid != "aantal" else f"{teken}{tekst}"


def _plan(actie: Actie, namen: Mapping[str, str]) -> list[tuple[str, str]]:
    plan = actie.stand.eerst
    velden = [
        ("Aanleiding", label("actie_aanleiding", plan.aanleiding)),
        ("CAF-criterium", f"{plan.caf} {label('caf_criterium', plan.caf)}"),
        ("Wie", namen.get(plan.actiehouder or "", plan.actiehouder or "")),
        ("Moet veranderen", "; ".join(f"{cijfernaam(c)}: {richting_van(plan, c)}" for c in plan.indicatoren)),
        ("Uitgeschreven in", plan.bron or ""),
    ]
    return [(kop, tekst) for kop, tekst in velden if tekst]


def _check(check: VerbeteractieBijgestuurd) -> list[tuple[str, str]]:
    velden = [
        ("Bekeken op", datum(check.bekeken_op) if check.bekeken_op else ""),
        ("Bevinding", label("actiebevinding", check.bevinding)),
        ("Andere aanpak", label("actie_aanpak", check.aanpak)),
        ("Nieuw einde", datum(check.einde) if check.einde else ""),
    ]
    return [(kop, tekst) for kop, tekst in velden if tekst]


def _slot(stand: Afgerond) -> list[tuple[str, str]]:
    velden = [
        ("Uitkomst", label("actie_uitkomst", stand.slot.uitkomst)),
        ("Wat blijft", label("actie_borging", stand.slot.borging)),
    ]
    return [(kop, tekst) for kop, tekst in velden if tekst]
