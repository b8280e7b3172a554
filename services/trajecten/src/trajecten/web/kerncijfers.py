"""The core figures of the region beside Flanders: which, and how each is shown, in a chart and in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from leerwinkel.runtime.web.opmaak import getal
from trajecten.vragen.vol import VLAANDEREN, Cijfer

KERNCIJFERS: Final[Mapping[str, str]] = {
    "B01": "Aanmeldingen",
    "B02": "Unieke cliënten",
    "P01": "Jonger dan 26",
    "P02": "Aan het werk",
    "R01": "Keuze gemaakt",
    "R02b": "Ingeschreven, elke bron",
    "R05": "Waardevol",
    "S03": "Ervaren drempels",
}
"""As the VOL calls them."""
KWALITEIT: Final[Mapping[str, str]] = {"Q03": "Tijdigheid", "Q07": "Regels"}
UITLEG: Final[Mapping[str, str]] = {
    "B01": "Hoeveel vragen om hulp er binnenkwamen.",
    "B02": "Hoeveel verschillende mensen zich aanmeldden.",
    "P01": "Welk deel bij de aanmelding jonger is dan 26 jaar.",
    "P02": "Welk deel werkt.",
    "R01": "Welk deel van de gestarte trajecten tot een keuze kwam.",
    "R02b": "Welk deel zich inschreef, uit welke bron dat ook blijkt.",
    "R05": "Welk deel van wie antwoordde de dienstverlening waardevol vond.",
    "S03": "Welk deel minstens één drempel ervaart.",
    "Q03": "Welk deel binnen drie dagen na de feiten geregistreerd werd.",
    "Q07": "Welk deel van de feiten een regel van de blauwdruk breekt.",
}
_PROCENT: Final = "%"


@dataclass(frozen=True, slots=True)
class Regel:
    """A figure of one area, as text; `deel`: how long its bar is, from 0 to 1, None where there is nothing to draw."""

    gebied: str
    waarde: str
    teller: str
    noemer: str
    deel: float | None


@dataclass(frozen=True, slots=True)
class Kerncijfer:
    """A figure of the region and of Flanders. `zin` says what the chart shows."""

    code: str
    naam: str
    uitleg: str
    aandeel: bool
    regels: tuple[Regel, ...]

    @property
    def zin(self) -> str:
        """For who does not see the chart."""
        return f"{self.naam}: " + ", ".join(f"{regel.gebied} {regel.waarde}" for regel in self.regels) + "."


def naast_elkaar(cijfers: Sequence[Cijfer], regio: str, namen: Mapping[str, str], hier: str) -> list[Kerncijfer]:
    """Those of `namen` that were given for both areas, in that order. `hier`: how the region is called."""
    totaal = {(cijfer.code, cijfer.regio): cijfer for cijfer in cijfers if cijfer.dimensie is None}
    gevonden: list[Kerncijfer] = []
    for code, naam in namen.items():
        paar = [totaal.get((code, gebied)) for gebied in (regio, VLAANDEREN)]
        if (eigen := paar[0]) and (alle := paar[1]):
            regels = (_regel(eigen, hier, alle), _regel(alle, "Vlaanderen", alle))
            gevonden.append(Kerncijfer(code, naam, UITLEG[code], eigen.noemer is not None, regels))
    return gevonden


def _regel(cijfer: Cijfer, gebied: str, vlaanderen: Cijfer) -> Regel:
    if cijfer.noemer is None:
        deel = cijfer.teller / vlaanderen.teller if vlaanderen.teller else None
        return Regel(gebied, getal(cijfer.teller), getal(cijfer.teller), "", deel)
    tekst = getal(cijfer.waarde, 1) + ("\N{NO-BREAK SPACE}%" if cijfer.waarde is not None else "")
    deel = cijfer.waarde / 100 if cijfer.waarde is not None and cijfer.eenheid == _PROCENT else None
    return Regel(gebied, tekst, getal(cijfer.teller), getal(cijfer.noemer), deel)


def per_regel(cijfers: Sequence[Cijfer], regio: str) -> dict[str, int]:
    """How many facts of the region break each rule, by the VOL."""
    hier = [c for c in cijfers if (c.code, c.regio, c.dimensie) == ("Q07", regio, "regel")]
    return {cijfer.waarde_dimensie: cijfer.teller for cijfer in hier if cijfer.waarde_dimensie}
