"""A second, slow reading of indicators.md in plain Python, to hold the SQL against."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from leerwinkel.gebeurtenissen import REGISTER
from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.periode import Periode

from .bouw import BRUSSEL, Ontvangst

Sleutel = tuple[str, str, str]
Dossiersleutel = tuple[str, str]
Uitkomst = dict[tuple[str, str, str, str | None, str | None], tuple[int, int | None]]

REGIOS = list(codelijst("regio"))
TRAPPEN = ["informatieverstrekking", "informatiebemiddeling", "begeleidingstraject"]


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact: an event as it counts."""

    o: Ontvangst
    tijdstip: datetime
    data: dict[str, Any]

    @property
    def soort(self) -> str:
        return self.o.gebeurtenis.soort

    @property
    def dossier(self) -> Dossiersleutel:
        return self.o.regio, self.o.gebeurtenis.subject

    @property
    def dag(self) -> date:
        return self.tijdstip.astimezone(BRUSSEL).date()

    @property
    def orde(self) -> tuple[datetime, datetime, str, str]:
        g = self.o.gebeurtenis
        return self.tijdstip, g.recordedtime, g.source, g.id


def _data(o: Ontvangst) -> dict[str, Any]:
    return json.loads(o.gebeurtenis.ruw())["data"]


def _sleutel(o: Ontvangst) -> Sleutel:
    return o.regio, o.gebeurtenis.source, o.gebeurtenis.id


def _doel(o: Ontvangst) -> Sleutel:
    doel = _data(o)["doel"]
    return o.regio, doel["source"], doel["id"]


def geldige(ontvangsten: Iterable[Ontvangst]) -> list[Feit]:
    """Retractions and corrections applied."""
    per_sleutel = {_sleutel(o): o for o in ontvangsten}
    ingetrokken_door: dict[Sleutel, list[Ontvangst]] = defaultdict(list)
    gecorrigeerd_door: dict[Sleutel, list[Ontvangst]] = defaultdict(list)
    for o in per_sleutel.values():
        if o.gebeurtenis.soort == "gebeurtenis-ingetrokken":
            ingetrokken_door[_doel(o)].append(o)
        if o.gebeurtenis.soort == "gebeurtenis-gecorrigeerd":
            gecorrigeerd_door[_doel(o)].append(o)

    def gegrond(o: Ontvangst) -> bool:
        gezien: set[Sleutel] = set()
        while o.gebeurtenis.soort == "gebeurtenis-ingetrokken":
            if _sleutel(o) in gezien or _doel(o) not in per_sleutel:
                return False
            gezien.add(_sleutel(o))
            o = per_sleutel[_doel(o)]
        return True

    def weg(sleutel: Sleutel) -> bool:
        return any(gegrond(i) and not weg(_sleutel(i)) for i in ingetrokken_door[sleutel])

    def als_feit(o: Ontvangst) -> Feit:
        passend = [
            c for c in gecorrigeerd_door[_sleutel(o)] if not weg(_sleutel(c)) and o.gebeurtenis.type in (c.past_op or [])
        ]
        if not passend:
            return Feit(o, o.gebeurtenis.time, _data(o))
        laatste = _data(max(passend, key=lambda c: (c.gebeurtenis.recordedtime, c.gebeurtenis.source, c.gebeurtenis.id)))
        tijdstip = datetime.fromisoformat(laatste["tijdstip"]) if "tijdstip" in laatste else o.gebeurtenis.time
        return Feit(o, tijdstip, laatste["gegevens"])

    feiten = (o for o in per_sleutel.values() if not o.gebeurtenis.soort.startswith("gebeurtenis-"))
    return [als_feit(o) for o in feiten if gegrond(o) and not weg(_sleutel(o))]


def bekend(
    ontvangsten: Iterable[Ontvangst], stand: Mapping[str, int] | None, bekend_op: datetime | None
) -> list[Ontvangst]:
    """What counts at a stand and as known at a moment."""
    return [
        o
        for o in ontvangsten
        if (stand is None or o.positie <= stand.get(o.regio, 0))
        and (bekend_op is None or o.gebeurtenis.recordedtime <= bekend_op)
    ]


class Naslag:
    """All figures over those events."""

    def __init__(self, ontvangsten: Sequence[Ontvangst]) -> None:
        self.ontvangsten = ontvangsten
        self.feiten = geldige(ontvangsten)

    def van(self, *soorten: str) -> list[Feit]:
        return sorted((f for f in self.feiten if f.soort in soorten), key=lambda f: f.orde)

    def per_dossier(self, *soorten: str) -> dict[Dossiersleutel, list[Feit]]:
        gevonden: dict[Dossiersleutel, list[Feit]] = defaultdict(list)
        for f in self.van(*soorten):
            gevonden[f.dossier].append(f)
        return gevonden

    @cached_property
    def aanmeldingen(self) -> dict[Dossiersleutel, Feit]:
        return {d: feiten[0] for d, feiten in self.per_dossier("aanmelding-geregistreerd").items()}

    @cached_property
    def profielen(self) -> dict[Dossiersleutel, dict[str, Any]]:
        aanvullingen = self.per_dossier("profiel-aangevuld")
        profielen: dict[Dossiersleutel, dict[str, Any]] = {}
        for d, aanmelding in self.aanmeldingen.items():
            profiel: dict[str, Any] = {}
            for f in sorted([aanmelding, *aanvullingen.get(d, [])], key=lambda f: f.orde):
                nieuw = f.data["profiel"] if f is aanmelding else f.data
                profiel |= {k: v for k, v in nieuw.items() if v is not None}
            profielen[d] = profiel
        return profielen

    def leeftijd(self, d: Dossiersleutel) -> int | None:
        jaar = self.profielen[d].get("geboortejaar")
        return self.aanmeldingen[d].dag.year - jaar if isinstance(jaar, int) else None

    @cached_property
    def personen(self) -> dict[Dossiersleutel, str]:
        """Client → the smallest label of the clients that are one person with it."""
        laatste: dict[tuple[str, frozenset[str]], bool] = {}
        for f in self.van("dossiers-gekoppeld", "dossiers-ontkoppeld"):
            paar = frozenset({f"{f.o.regio}/{f.data['client']}", f"{f.o.regio}/{f.data['met_client']}"})
            laatste["koppeling", paar] = f.soort == "dossiers-gekoppeld"
        for f in self.van("dubbel-beoordeeld"):
            een = f"{f.data['regio_a']}/{f.data['client_a']}"
            paar = frozenset({een, f"{f.data['regio_b']}/{f.data['client_b']}"})
            laatste["oordeel", paar] = f.data["oordeel"] == "zelfde-persoon"
        groep: dict[str, set[str]] = {}
        for (_, paar), samen in laatste.items():
            if samen:
                leden = set().union(*(groep.get(lid, {lid}) for lid in paar))
                groep |= dict.fromkeys(leden, leden)
        return {
            d: min(groep.get(f"{d[0]}/{f.data['client']}", {f"{d[0]}/{f.data['client']}"}))
            for d, f in self.aanmeldingen.items()
        }

    @cached_property
    def sessies(self) -> dict[Dossiersleutel, list[Feit]]:
        return self.per_dossier("sessie-gehouden")

    @cached_property
    def trajecten(self) -> dict[Dossiersleutel, Feit]:
        return {d: feiten[0] for d, feiten in self.per_dossier("traject-gestart").items()}

    def trap(self, d: Dossiersleutel) -> str | None:
        if d in self.trajecten:
            return "begeleidingstraject"
        if d in self.sessies:
            return "informatiebemiddeling"
        return "informatieverstrekking" if d in self.per_dossier("informatie-verstrekt") else None

    def toestemming(self, d: Dossiersleutel, doel: str, op: datetime | None = None) -> bool:
        feiten = self.per_dossier("toestemming-gegeven", "toestemming-ingetrokken").get(d, [])
        feiten = [f for f in feiten if f.data["doel"] == doel and (op is None or f.tijdstip <= op)]
        return bool(feiten) and feiten[-1].soort == "toestemming-gegeven"

    def gesloten(self, d: Dossiersleutel, op: datetime) -> bool:
        feiten = [f for f in self.per_dossier("dossier-afgesloten", "dossier-heropend").get(d, []) if f.tijdstip < op]
        return bool(feiten) and feiten[-1].soort == "dossier-afgesloten"

    def cijfers(self, perioden: Sequence[Periode]) -> Uitkomst:
        uit: Uitkomst = {}
        for periode in perioden:
            for gebied in [*REGIOS, "vlaanderen"]:
                for code, dimensie, waarde, teller, noemer in _Telling(self, periode, gebied).alles():
                    uit[code, gebied, periode.label, dimensie, waarde] = (teller, noemer)
        return uit


Rij = tuple[str, str | None, str | None, int, int | None]


class _Telling:
    def __init__(self, naslag: Naslag, periode: Periode, gebied: str) -> None:
        self.n, self.periode, self.gebied = naslag, periode, gebied

    def binnen(self, regio: str, dag: date) -> bool:
        begonnen = self.periode.van is None or self.periode.van <= dag
        bezig = self.periode.tot is None or dag < self.periode.tot
        return begonnen and bezig and regio in (REGIOS if self.gebied == "vlaanderen" else [self.gebied])

    def feiten(self, *soorten: str) -> list[Feit]:
        return [f for f in self.n.van(*soorten) if self.binnen(f.o.regio, f.dag)]

    @cached_property
    def cohort(self) -> list[Dossiersleutel]:
        return [d for d, f in self.n.aanmeldingen.items() if self.binnen(f.o.regio, f.dag)]

    @cached_property
    def gestart(self) -> list[Dossiersleutel]:
        return [d for d, f in self.n.trajecten.items() if self.binnen(f.o.regio, f.dag)]

    def alles(self) -> Iterator[Rij]:
        yield "B01", None, None, len(self.cohort), None
        yield "B02", None, None, len({self.n.personen[d] for d in self.cohort}), None
        yield from self._profiel()
        yield from self._trappen()
        yield from self._gesprekken()
        yield from self._resultaten()
        yield from self._tevredenheid()
        yield from self._drempels()
        yield from self._tijdigheid()
        yield from self._regels()

    def _deel(self, code: str, groep: list[Dossiersleutel], toets: Callable[[Dossiersleutel], bool]) -> Rij:
        return code, None, None, sum(toets(d) for d in groep), len(groep)

    def _profiel(self) -> Iterator[Rij]:
        n = self.n

        def jong(d: Dossiersleutel) -> bool:
            leeftijd = n.leeftijd(d)
            return leeftijd is not None and leeftijd < 26

        yield self._deel("P01", self.cohort, jong)
        yield self._deel("P02", self.cohort, lambda d: n.profielen[d].get("statuut") == "werkend")
        yield self._deel("P03", self.cohort, lambda d: n.aanmeldingen[d].data.get("eerder_begeleid") is False)

    def _trappen(self) -> Iterator[Rij]:
        met = [d for d in self.cohort if self.n.trap(d)]
        per_trap = {trap: [d for d in met if self.n.trap(d) == trap] for trap in TRAPPEN}
        kort = self.n.per_dossier("informatie-verstrekt")

        def minuten(d: Dossiersleutel) -> int:
            bron = kort if self.n.trap(d) == "informatieverstrekking" else self.n.sessies
            return sum(f.data["duur_minuten"] for f in bron.get(d, []))

        yield "D01", None, None, len(met), len(met)
        yield "D03", None, None, sum(map(minuten, met)), len(met)
        if met or self.gebied == "vlaanderen":
            for trap, groep in per_trap.items():
                yield "D01", "trap", trap, len(groep), len(met)
                yield "D03", "trap", trap, sum(map(minuten, groep)), len(groep)

    def _gesprekken(self) -> Iterator[Rij]:
        sessies = self.feiten("sessie-gehouden")
        per_persoon: dict[str, int] = defaultdict(int)
        for f in sessies:
            per_persoon[self.n.personen.get(f.dossier, f"zonder aanmelding {f.dossier}")] += 1
        aantallen = list(per_persoon.values())
        yield "D04", None, None, len(sessies), len(aantallen)
        klassen = {"1": (1, 1), "2–3": (2, 3), "4–8": (4, 8), "> 8": (9, 10**9)}
        if aantallen or self.gebied == "vlaanderen":
            for klasse, (van, tot) in klassen.items():
                yield "D04", "verdeling", klasse, sum(van <= a <= tot for a in aantallen), len(aantallen)
        yield "D05", None, None, sum(f.data["duur_minuten"] for f in sessies), len(sessies)
        contacten = self.n.per_dossier("sessie-gehouden", "microcontact-geregistreerd")
        yield "D06", None, None, sum(len(contacten.get(d, [])) for d in self.gestart), len(self.gestart)

    def _resultaten(self) -> Iterator[Rij]:
        n = self.n
        keuzes = n.per_dossier("keuze-gemaakt", "keuze-herzien")
        inschrijvingen = n.per_dossier("inschrijving-vastgesteld")
        getuigschriften = n.per_dossier("getuigschrift-behaald")

        def gekoppeld(d: Dossiersleutel) -> bool:
            return any(f.data["bron"] == "davinci" for f in inschrijvingen.get(d, []))

        toegestaan = [d for d in self.cohort if n.toestemming(d, "opvolging-inschrijving")]
        yield self._deel("R01", self.gestart, lambda d: d in keuzes)
        yield self._deel("R02a", toegestaan, gekoppeld)
        yield self._deel("R02b", toegestaan, lambda d: d in inschrijvingen)
        yield self._deel("R02c", self.gestart, lambda d: d in inschrijvingen)
        yield self._deel("R02d", self.cohort, lambda d: d in inschrijvingen)
        yield self._deel("R03", [d for d in toegestaan if gekoppeld(d)], lambda d: d in getuigschriften)

    def _tevredenheid(self) -> Iterator[Rij]:
        antwoorden = self.feiten("tevredenheid-beantwoord")
        verstuurd = self.feiten("bevraging-verstuurd")
        yield "R05", None, None, sum(f.data["waardevol"] == "ja" for f in antwoorden), len(antwoorden)
        if antwoorden or verstuurd:
            yield "R05", "respons", "beantwoord", len(antwoorden), len(verstuurd)

    def _drempels(self) -> Iterator[Rij]:
        drempels = self.n.per_dossier("drempel-vastgesteld")
        soorten = {d: {f.data["drempelsoort"] for f in drempels.get(d, [])} for d in self.cohort}
        yield self._deel("S03", self.cohort, lambda d: bool(soorten[d]))
        for soort in {s for gevonden in soorten.values() for s in gevonden}:
            yield "S03", "drempelsoort", soort, sum(soort in s for s in soorten.values()), len(self.cohort)

    def _tijdigheid(self) -> Iterator[Rij]:
        eigen: dict[str, int] = defaultdict(int)
        import_: dict[str, int] = defaultdict(int)
        for f in self.n.feiten:
            if f.o.regio != "vol" and self.binnen(f.o.regio, f.dag):
                dagen = (f.o.gebeurtenis.recordedtime.astimezone(BRUSSEL).date() - f.dag).days
                klasse = next(k for k, tot in _KLASSEN if dagen <= tot)
                (import_ if f.o.gebeurtenis.systeem == "import" else eigen)[klasse] += 1
        yield "Q03", None, None, eigen["0"] + eigen["1–3"], sum(eigen.values())
        for dimensie, telling in (("klasse", eigen), ("klasse-import", import_)):
            for klasse, aantal in telling.items():
                if aantal:
                    yield "Q03", dimensie, klasse, aantal, sum(telling.values())

    def _regels(self) -> Iterator[Rij]:
        geteld: dict[str, list[bool]] = defaultdict(list)
        for regel, regio, dag, gebroken in _bevindingen(self.n):
            if self.binnen(regio, dag):
                geteld[regel].append(gebroken)
        alle = [g for regel in geteld.values() for g in regel]
        yield "Q07", None, None, sum(alle), len(alle)
        for regel, gebroken in geteld.items():
            yield "Q07", "regel", regel, sum(gebroken), len(gebroken)


_KLASSEN = (("0", 0), ("1–3", 3), ("4–6", 6), ("7–10", 10), ("11+", 10**9))


def _bevindingen(n: Naslag) -> Iterator[tuple[str, str, date, bool]]:
    for regel, doel, soort, toets in _TOESTEMMINGSREGELS:
        for f in n.van(soort):
            if toets(f.data):
                yield regel, f.o.regio, f.dag, not n.toestemming(f.dossier, doel, f.tijdstip)
    dispatchings = n.per_dossier("dispatching-beslist")
    for f in n.van("sessie-gehouden"):
        eerder = any(b.tijdstip <= f.tijdstip for b in dispatchings.get(f.dossier, []))
        yield "sessie-voor-dispatching", f.o.regio, f.dag, not eerder
        yield "sessie-op-afgesloten-dossier", f.o.regio, f.dag, n.gesloten(f.dossier, f.tijdstip)
        yield "sessie-in-de-toekomst", f.o.regio, f.dag, f.tijdstip > f.o.ontvangen
    trajecten = n.per_dossier("traject-gestart")
    for f in n.van("keuze-gemaakt", "keuze-herzien"):
        eerder = any(t.tijdstip <= f.tijdstip for t in trajecten.get(f.dossier, []))
        yield "keuze-zonder-traject", f.o.regio, f.dag, not eerder
    yield from _sporen(n)
    yield from _correcties(n)


_TOESTEMMINGSREGELS: list[tuple[str, str, str, Callable[[dict[str, Any]], bool]]] = [
    ("warme-overdracht-zonder-toestemming", "warme-overdracht", "doorverwijzing-gemaakt", lambda d: d["warm"]),
    ("traject-zonder-toestemming", "begeleiding", "traject-gestart", lambda _: True),
    ("bevraging-zonder-toestemming", "bevraging", "bevraging-verstuurd", lambda _: True),
    *(
        ("koppeling-zonder-toestemming", "opvolging-inschrijving", soort, lambda d: d["bron"] == "davinci")
        for soort in ("inschrijving-vastgesteld", "getuigschrift-behaald")
    ),
]


def _sporen(n: Naslag) -> Iterator[tuple[str, str, date, bool]]:
    eerste: dict[Dossiersleutel, date] = {}
    for f in n.feiten:
        soort = REGISTER[f.o.gebeurtenis.type]
        if soort.entiteit == "dossier" and soort.service in ("intake", "trajecten"):
            eerste[f.dossier] = min(f.dag, eerste.get(f.dossier, f.dag))
    aangemeld = n.per_dossier("aanmelding-geregistreerd")
    for d, dag in eerste.items():
        yield "dossier-zonder-aanmelding", d[0], aangemeld[d][0].dag if d in aangemeld else dag, d not in aangemeld


def _correcties(n: Naslag) -> Iterator[tuple[str, str, date, bool]]:
    per_sleutel = {_sleutel(o): o for o in n.ontvangsten}
    # a correction that is not retracted stands as a fact once its own kind is looked away from
    levend = {_sleutel(o) for o in _levende_correcties(n.ontvangsten)}
    for o in n.ontvangsten:
        if _sleutel(o) in levend and (doel := per_sleutel.get(_doel(o))) is not None:
            dag = o.gebeurtenis.time.astimezone(BRUSSEL).date()
            yield "correctie-past-niet", o.regio, dag, doel.gebeurtenis.type not in (o.past_op or [])


def _levende_correcties(ontvangsten: Sequence[Ontvangst]) -> Iterator[Ontvangst]:
    ingetrokken_door: dict[Sleutel, list[Ontvangst]] = defaultdict(list)
    for o in ontvangsten:
        if o.gebeurtenis.soort == "gebeurtenis-ingetrokken":
            ingetrokken_door[_doel(o)].append(o)

    def weg(sleutel: Sleutel) -> bool:
        return any(not weg(_sleutel(i)) for i in ingetrokken_door[sleutel])

    # downward from a correction there are no cycles: only a retraction can be on one
    for o in ontvangsten:
        if o.gebeurtenis.soort == "gebeurtenis-gecorrigeerd" and not weg(_sleutel(o)):
            yield o
