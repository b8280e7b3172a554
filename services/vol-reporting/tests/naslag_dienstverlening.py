"""The figures on what is done for people, and how, read slowly."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise

from holidays import country_holidays

from .bouw import BRUSSEL
from .naslag_bereik import regiowaarde
from .naslag_geldig import Dossiersleutel, Feit
from .naslag_telling import TRAPPEN, Rij, Telling, percentiel, reeks


def dienstverlening(t: Telling) -> Iterator[Rij]:
    yield from _doorstroom(t)
    yield from _niet_verschenen(t)
    yield from _wachttijd(t)
    yield from _doorlooptijd(t)
    yield from _kost(t)
    yield from _uitkomsten(t)
    yield from _werkwijze(t)


def _doorstroom(t: Telling) -> Iterator[Rij]:
    kort = t.n.per_dossier("informatie-verstrekt")
    antwoord = [d for d in t.cohort if d in kort]
    gesprek = [d for d in t.cohort if d in t.n.sessies]
    na_antwoord = sum(d in t.n.sessies for d in antwoord)
    na_gesprek = sum(d in t.n.trajecten for d in gesprek)
    yield "D02", None, None, na_antwoord + na_gesprek, len(antwoord) + len(gesprek)
    if t.cohort:
        yield "D02", "stap", "informatieverstrekking", na_antwoord, len(antwoord)
        yield "D02", "stap", "informatiebemiddeling", na_gesprek, len(gesprek)


def _niet_verschenen(t: Telling) -> Iterator[Rij]:
    gehouden, niet = t.feiten("sessie-gehouden"), t.feiten("sessie-niet-verschenen")
    op_de_dag = [f for f in t.feiten("sessie-geannuleerd") if f.data["door"] == "client" and _bedoeld(t, f) == f.dag]
    yield "D07", None, None, len(niet), len(gehouden) + len(niet) + len(op_de_dag)


def _bedoeld(t: Telling, f: Feit) -> date | None:
    """The day for which a session was meant, as last said."""
    over = t.n.per_dossier("sessie-gepland", "sessie-geannuleerd", "sessie-niet-verschenen").get(f.dossier, [])
    gezegd = [g.data["moment"] for g in over if g.data["sessie"] == f.data["sessie"] and "moment" in g.data]
    return datetime.fromisoformat(gezegd[-1]).astimezone(BRUSSEL).date() if gezegd else None


@cache
def _is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in country_holidays("BE", years=dag.year)


@cache
def werkdagen(van: date, tot: date) -> int:
    return sum(_is_werkdag(van + timedelta(days=i)) for i in range(1, (tot - van).days + 1))


def _wachttijd(t: Telling) -> Iterator[Rij]:
    dispatching = t.n.per_dossier("dispatching-beslist")
    eerst: list[int] = []
    for tot, feiten in (("dispatching", dispatching), ("sessie", t.n.sessies)):
        wie = [d for d in t.cohort if d in feiten]
        dagen = {d: werkdagen(t.n.aanmeldingen[d].dag, min(f.dag for f in feiten[d])) for d in wie}
        eerst = eerst or (list(dagen.values()) if tot == "dispatching" else [])
        yield from reeks("D08", f"tot-{tot}", list(dagen.values()))
        if wie:
            aangemeld = {d: t.n.aanmeldingen[d].dag.isoformat() for d in wie}
            normen = {d: regiowaarde(t, f"norm-wachttijd-{tot}", d[0], aangemeld[d]) for d in wie}
            binnen = [dagen[d] <= norm if norm is not None else None for d, norm in normen.items()]
            teller = None if None in binnen else sum(map(bool, binnen))
            deel = None if teller is None else Fraction(100 * teller, len(wie))
            yield "D08", "binnen-norm", tot, teller, len(wie), deel
    yield _totaal("D08", eerst)


def _doorlooptijd(t: Telling) -> Iterator[Rij]:
    keuzes = t.n.per_dossier("keuze-gemaakt", "keuze-herzien")
    dagen: list[int] = []
    for d in t.gestart:
        start = t.n.trajecten[d]
        later = [f.dag for f in keuzes.get(d, []) if f.tijdstip >= start.tijdstip]
        dagen += [(min(later) - start.dag).days] if later else []
    yield _totaal("D09", dagen)
    yield from reeks("D09", "doorlooptijd", dagen)


def _totaal(code: str, dagen: list[int]) -> Rij:
    """The median as the total of the figure."""
    if not dagen:
        return code, None, None, 0, 0
    return code, None, None, sum(dagen), len(dagen), percentiel(dagen, Fraction(1, 2))


def _kost(t: Telling) -> Iterator[Rij]:
    met = [d for d in t.cohort if t.n.trap(d)]

    def kost(groep: list[Dossiersleutel]) -> Fraction | None:
        uur = {d: regiowaarde(t, "uurkost", d[0], t.n.aanmeldingen[d].dag.isoformat()) for d in groep}
        euro = [None if prijs is None else t.minuten(d) * prijs / 60 for d, prijs in uur.items()]
        bekend = [e for e in euro if e is not None]
        return sum(bekend, Fraction(0)) / len(groep) if groep and len(bekend) == len(euro) else None

    yield "D10", None, None, sum(map(t.minuten, met)), len(met), kost(met)
    for trap in TRAPPEN:
        groep = [d for d in met if t.n.trap(d) == trap]
        if groep:
            yield "D10", "trap", trap, sum(map(t.minuten, groep)), len(groep), kost(groep)


def _uitkomsten(t: Telling) -> Iterator[Rij]:
    inschrijvingen = t.n.per_dossier("inschrijving-vastgesteld")
    gestopt = t.n.per_dossier("opleiding-stopgezet")
    rijp = [d for d in t.gekozen if (t.n.peil - t.n.keuzes[d].dag).days >= 90]

    def snel(d: Dossiersleutel) -> bool:
        keuze = t.n.keuzes[d]
        later = [f for f in inschrijvingen.get(d, []) if f.tijdstip >= keuze.tijdstip]
        return any((f.dag - keuze.dag).days <= 90 for f in later)

    yield t.deel("R04", rijp, snel)
    verloop = t.n.per_dossier("dossier-afgesloten", "dossier-heropend")
    gesloten = t.feiten("dossier-afgesloten")
    redenen = [f.data["reden"] for f in gesloten]
    yield "R06", None, None, redenen.count("afgehaakt") + redenen.count("niet-bereikbaar"), len(gesloten)
    for reden in set(redenen):
        yield "R06", "afsluitreden", reden, redenen.count(reden), len(gesloten)
    heropend = [
        f.soort == "dossier-afgesloten" and volgende.soort == "dossier-heropend" and t.binnen(f.o.regio, f.dag)
        for feiten in verloop.values()
        for f, volgende in pairwise(feiten)
    ]
    yield "R07", None, None, sum(heropend), len(gesloten)
    yield t.deel("R08", [d for d in t.cohort if d in inschrijvingen], lambda d: d in gestopt)


def _werkwijze(t: Telling) -> Iterator[Rij]:
    sessies = t.n.sessies
    contacten = t.n.per_dossier("sessie-gehouden", "microcontact-geregistreerd")
    inschrijvingen = t.n.per_dossier("inschrijving-vastgesteld")
    meer = [d for d in t.gestart if len(sessies.get(d, [])) > 1]
    yield t.deel("K01", meer, lambda d: len({f.data["begeleider"] for f in sessies[d]}) == 1)

    def opgevolgd(d: Dossiersleutel) -> bool:
        keuze = t.n.keuzes[d].tijdstip
        grens = min((f.tijdstip for f in inschrijvingen.get(d, [])), default=None)
        na = [f.tijdstip for f in contacten.get(d, []) if f.tijdstip > keuze]
        return any(grens is None or moment < grens for moment in na)

    yield t.deel("K05", t.gekozen, opgevolgd)
    yield t.deel("K06", t.gestart, lambda d: t.n.toestemming(d, "begeleiding", t.n.trajecten[d].tijdstip))
