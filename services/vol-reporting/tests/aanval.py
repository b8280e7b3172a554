"""A reader with bad intentions: computes what the published files leave open, from those files alone.

Written apart from the disclosure control: own names, own equations, bounds by linear programming. It is told the one
thing that it could not read but might guess right: which cells did not change between two publications.
"""

import csv
import itertools
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import highspy
import numpy as np

KWARTALEN = ("Q1", "Q2", "Q3", "Q4")
TELT = {
    "jonger-dan-26": ("jong", "dossiers"),
    "aan-het-werk": ("werkt", "dossiers"),
    "eerste-keer-begeleid": ("nieuw", "dossiers"),
    "keuze-gemaakt": ("keuze", "trajecten"),
    "ingeschreven-na-traject": ("ingeschreven na traject", "trajecten"),
    "ingeschreven": ("ingeschreven", "dossiers"),
}
DELEN = [("dossiers", "dossiers met een trap"), *((geheel, deel) for deel, geheel in TELT.values())]


class Vak(NamedTuple):
    wat: str
    indeling: str
    groep: str
    regio: str
    periode: str


_MEEST = 10_000.0
"""More than this the reader does not believe of anything."""

Waarheid = Callable[[int, Vak], int]
"""(publication, cell) → what is really there; only used to tell whether two cells are the same, and to judge."""


@dataclass
class Aanval:
    waarheid: Waarheid
    open: dict[tuple[Vak, int], int] = field(default_factory=dict[tuple[Vak, int], int])
    geheim: set[tuple[Vak, int]] = field(default_factory=set[tuple[Vak, int]])
    gelijk: list[tuple[list[tuple[Vak, int]], list[int]]] = field(
        default_factory=list[tuple[list[tuple[Vak, int]], list[int]]]
    )
    hoogstens: list[tuple[tuple[Vak, int], tuple[Vak, int]]] = field(
        default_factory=list[tuple[tuple[Vak, int], tuple[Vak, int]]]
    )

    def lees(self, nummer: int, map_: Path) -> None:
        """One publication more."""
        groepen: dict[tuple[str, str], set[str]] = {}
        perioden: set[str] = set()
        regios: set[str] = set()
        for bron in json.loads((map_ / "datapackage.json").read_text())["resources"]:
            with (map_ / bron["path"]).open(newline="") as bestand:
                for rij in csv.DictReader(bestand):
                    perioden.add(rij["periode"])
                    regios.add(rij["regio"])
                    for vak, tekst in _vakken(bron["name"], rij):
                        groepen.setdefault((vak.wat, vak.indeling), set()).add(vak.groep)
                        self._noteer(nummer, vak, tekst)
        jaren = [p for p in perioden if "-" not in p]
        kwartalen = {p for p in perioden if "-" in p} | {f"{j}-{k}" for j in jaren for k in KWARTALEN}
        for periode in (*jaren, *kwartalen):
            self._verbind(nummer, periode, regios, groepen)
        for jaar, regio, (naam, namen) in itertools.product(jaren, regios, groepen.items()):
            for groep in namen:
                vakken = [Vak(*naam, groep, regio, p) for p in (jaar, *(f"{jaar}-{k}" for k in KWARTALEN))]
                self._som(nummer, vakken)

    def _getal(self, nummer: int, vak: Vak) -> tuple[Vak, int]:
        return vak, self.waarheid(nummer, vak)

    def _noteer(self, nummer: int, vak: Vak, tekst: str) -> None:
        if tekst == "geheim":
            self.geheim.add(self._getal(nummer, vak))
        else:
            self.open[self._getal(nummer, vak)] = int(tekst)

    def _som(self, nummer: int, vakken: list[Vak]) -> None:
        getallen = [self._getal(nummer, vak) for vak in vakken]
        self.gelijk.append((getallen, [1, *[-1] * (len(getallen) - 1)]))

    def _verbind(self, nummer: int, periode: str, regios: set[str], groepen: dict[tuple[str, str], set[str]]) -> None:
        for (wat, indeling), namen in groepen.items():
            for groep in namen:
                plaatsen = ("vlaanderen", *sorted(regios - {"vlaanderen"}))
                self._som(nummer, [Vak(wat, indeling, groep, regio, periode) for regio in plaatsen])
        for regio in regios:
            for (wat, indeling), namen in groepen.items():
                if indeling:
                    delen = [Vak(wat, indeling, groep, regio, periode) for groep in sorted(namen)]
                    self._som(nummer, [Vak(wat, "", "", regio, periode), *delen])
            jong = [g for g in ("< 18", "18–25") if g in groepen.get(("dossiers", "leeftijdsgroep"), ())]
            leeftijden = [Vak("dossiers", "leeftijdsgroep", groep, regio, periode) for groep in jong]
            self._som(nummer, [Vak("jong", "", "", regio, periode), *leeftijden])
            if "werkend" in groepen.get(("dossiers", "statuut"), ()):
                self._som(
                    nummer,
                    [Vak("werkt", "", "", regio, periode), Vak("dossiers", "statuut", "werkend", regio, periode)],
                )
            for geheel, deel in DELEN:
                paar = [self._getal(nummer, Vak(wat, "", "", regio, periode)) for wat in (deel, geheel)]
                self.hoogstens.append((paar[0], paar[1]))

    def grenzen(self, doelen: Iterable[dict[tuple[Vak, int], int]]) -> list[tuple[float, float]]:
        """Of each combination of cells the lowest and highest value that the files allow."""
        programma = _Programma(self)
        return [(programma.uiterste(doel, -1), programma.uiterste(doel, 1)) for doel in doelen]

    def onvermijdelijk(self, doel: dict[tuple[Vak, int], int]) -> float:
        """The lowest value that the combination could have if everything but zeroes were hidden."""
        nullen = {getal: 0 for getal, aantal in self.open.items() if aantal == 0}
        alles = Aanval(self.waarheid, nullen, self.geheim | (self.open.keys() - nullen), self.gelijk, self.hoogstens)
        return _Programma(alles).uiterste(doel, -1)


def _vakken(naam: str, rij: dict[str, str]) -> list[tuple[Vak, str]]:
    plaats = rij["regio"], rij["periode"]
    if naam in TELT:
        teller, noemer = TELT[naam]
        return [(Vak(teller, "", "", *plaats), rij["teller"]), (Vak(noemer, "", "", *plaats), rij["noemer"])]
    [indeling] = rij.keys() - {"periode", "regio", "aantal", "teller", "noemer", "aandeel"}
    wat = "dossiers met een trap" if naam == "trappen" else "dossiers"
    groep = ("", "") if rij[indeling] == "totaal" else (indeling, rij[indeling])
    gevonden = [(Vak(wat, *groep, *plaats), rij.get("aantal") or rij["teller"])]
    return [*gevonden, (Vak(wat, "", "", *plaats), rij["noemer"])] if "noemer" in rij else gevonden


class _Programma:
    def __init__(self, aanval: Aanval) -> None:
        self.bekend = aanval.open
        gebruikt = {g for getallen, _ in aanval.gelijk for g in getallen} | {g for p in aanval.hoogstens for g in p}
        self.kolom = {g: i for i, g in enumerate(sorted((gebruikt | aanval.geheim) - self.bekend.keys()))}
        self.highs = highspy.Highs()
        self.highs.silent()
        self.highs.setOptionValue("threads", 1)  # as who publishes: a process has one pool of threads for every solver
        for getal in self.kolom:
            self.highs.addVar(1.0 if getal in aanval.geheim else 0.0, _MEEST)
        for getallen, tekens in aanval.gelijk:
            self._rij(getallen, tekens, precies=True)
        for deel, geheel in aanval.hoogstens:
            self._rij([geheel, deel], [1, -1], precies=False)

    def _rij(self, getallen: list[tuple[Vak, int]], tekens: list[int], *, precies: bool) -> None:
        rest = -sum(t * self.bekend[g] for g, t in zip(getallen, tekens, strict=True) if g in self.bekend)
        open_ = [(self.kolom[g], float(t)) for g, t in zip(getallen, tekens, strict=True) if g in self.kolom]
        if open_:
            kolommen = np.array([k for k, _ in open_], dtype=np.int32)
            self.highs.addRow(
                rest, rest if precies else math.inf, len(open_), kolommen, np.array([t for _, t in open_])
            )
        else:
            assert rest == 0 if precies else rest <= 0, "the published files contradict each other"

    def uiterste(self, doel: dict[tuple[Vak, int], int], richting: int) -> float:
        vast = sum(teken * self.bekend[g] for g, teken in doel.items() if g in self.bekend)
        open_ = {self.kolom[g]: teken for g, teken in doel.items() if g in self.kolom}
        for kolom, teken in open_.items():
            self.highs.changeColCost(kolom, -richting * teken)
        self.highs.run()
        status, uitkomst = self.highs.getModelStatus(), self.highs.getInfo().objective_function_value
        for kolom in open_:
            self.highs.changeColCost(kolom, 0)
        assert status == highspy.HighsModelStatus.kOptimal, status
        return vast - richting * uitkomst
