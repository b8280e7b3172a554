"""The figures, read slowly from the catalogue of indicators.md."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vol_reporting.periode import Periode

from .bouw import BRUSSEL
from .naslag import Naslag
from .naslag_bereik import bereik
from .naslag_dienstverlening import dienstverlening
from .naslag_geldig import Dossiersleutel
from .naslag_kwaliteit import kwaliteit
from .naslag_netwerk import netwerk
from .naslag_regels import bevindingen
from .naslag_telling import REGIOS, TRAPPEN, Rij, Telling, Uitkomst

_KLASSEN = (("0", 0), ("1–3", 3), ("4–6", 6), ("7–10", 10), ("11+", 10**9))


def cijfers(naslag: Naslag, perioden: Sequence[Periode]) -> Uitkomst:
    """All figures of all areas and periods: teller, noemer, and the number where it is no plain share or mean."""
    uit: Uitkomst = {}
    for periode in perioden:
        for gebied in [*REGIOS, "vlaanderen"]:
            for code, dimensie, waarde, teller, noemer, *eigen in _Telling(naslag, periode, gebied).alles():
                uit[code, gebied, periode.label, dimensie, waarde] = (teller, noemer, eigen[0] if eigen else None)
    return uit


class _Telling(Telling):
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
        for groep in (bereik, dienstverlening, netwerk, kwaliteit):
            yield from groep(self)

    def _profiel(self) -> Iterator[Rij]:
        n = self.n

        def jong(d: Dossiersleutel) -> bool:
            leeftijd = n.leeftijd(d)
            return leeftijd is not None and leeftijd < 26

        yield self.deel("P01", self.cohort, jong)
        yield self.deel("P02", self.cohort, lambda d: n.profielen[d].get("statuut") == "werkend")
        yield self.deel("P03", self.cohort, lambda d: n.aanmeldingen[d].data.get("eerder_begeleid") is False)

    def _trappen(self) -> Iterator[Rij]:
        met = [d for d in self.cohort if self.n.trap(d)]
        per_trap = {trap: [d for d in met if self.n.trap(d) == trap] for trap in TRAPPEN}
        yield "D01", None, None, len(met), len(met)
        yield "D03", None, None, sum(map(self.minuten, met)), len(met)
        if met or self.gebied == "vlaanderen":
            for trap, groep in per_trap.items():
                yield "D01", "trap", trap, len(groep), len(met)
                yield "D03", "trap", trap, sum(map(self.minuten, groep)), len(groep)

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
        yield self.deel("R01", self.gestart, lambda d: d in keuzes)
        yield self.deel("R02a", toegestaan, gekoppeld)
        yield self.deel("R02b", toegestaan, lambda d: d in inschrijvingen)
        yield self.deel("R02c", self.gestart, lambda d: d in inschrijvingen)
        yield self.deel("R02d", self.cohort, lambda d: d in inschrijvingen)
        yield self.deel("R03", [d for d in toegestaan if gekoppeld(d)], lambda d: d in getuigschriften)

    def _tevredenheid(self) -> Iterator[Rij]:
        antwoorden = self.feiten("tevredenheid-beantwoord")
        verstuurd = self.feiten("bevraging-verstuurd")
        yield "R05", None, None, sum(f.data["waardevol"] == "ja" for f in antwoorden), len(antwoorden)
        if antwoorden or verstuurd:
            yield "R05", "respons", "beantwoord", len(antwoorden), len(verstuurd)

    def _drempels(self) -> Iterator[Rij]:
        drempels = self.n.per_dossier("drempel-vastgesteld")
        soorten = {d: {f.data["drempelsoort"] for f in drempels.get(d, [])} for d in self.cohort}
        yield self.deel("S03", self.cohort, lambda d: bool(soorten[d]))
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
        for regel, regio, dag, gebroken in bevindingen(self.n):
            if self.binnen(regio, dag):
                geteld[regel].append(gebroken)
        alle = [g for regel in geteld.values() for g in regel]
        yield "Q07", None, None, sum(alle), len(alle)
        for regel, gebroken in geteld.items():
            yield "Q07", "regel", regel, sum(gebroken), len(gebroken)
