"""The VOL's overview: what stands out, the steps, the core figures over time, and one of them in every region."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leerwinkel.runtime.web.grafiek import lijntje
from vol_reporting.benamingen import regionaam, waardenaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duiding import KERN, interval, is_aandeel, reeks_over, trechter_over, vergelijkbaar
from vol_reporting.duidingswoorden import OORDELEN, OPVALLEND, Woord, waarde
from vol_reporting.gastheer import Cijferbron
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.kalender import laatste_maand, maanden, twaalf_maanden, vandaag
from vol_reporting.kwaliteit.doelregels import Doelregel
from vol_reporting.kwaliteit.kijk import maak_kijk
from vol_reporting.periode import Periode
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.web import adressen
from vol_reporting.web.regels import Regel, regel

_TRAPPEN, _DOORSTROOM = "D01", "D02"
_STAPPEN = {
    (_DOORSTROOM, "informatieverstrekking"): "Van antwoord naar gesprek",
    (_DOORSTROOM, "informatiebemiddeling"): "Van gesprek naar traject",
}
MAANDEN = 13


@dataclass(frozen=True, slots=True)
class Opvallend:
    """Something beyond chance: of which figure and where, in a word."""

    naam: str
    waar: str
    waarde: str
    woord: Woord
    adres: str


@dataclass(frozen=True, slots=True)
class Kerncijfer:
    """A core figure of Flanders: over a year, the last month beside the one before, and its line."""

    definitie: Definitie
    adres: str
    jaar: Regel
    maand: Regel
    vorige: Regel
    woord: Woord | None
    lijn: str


@dataclass(frozen=True, slots=True)
class Regiokaart:
    """A region among the eight: the year, a word, and its line on the scale that all have."""

    jaar: Regel
    adres: str
    lijn: str


@dataclass(frozen=True, slots=True)
class Overzicht:
    """`jaar` is the twelve months up to and including `maand`. `gekozen` is the figure of the region cards.

    `doelen`: the targets of Flanders for the year of that month, by figure.
    """

    maand: date
    jaar: Periode
    opvallend: tuple[Opvallend, ...]
    trappen: tuple[Regel, ...]
    doorstroom: tuple[Regel, ...]
    kern: tuple[Kerncijfer, ...]
    doelen: Mapping[str, Doelregel]
    gekozen: Definitie
    keuzes: tuple[tuple[str, str], ...]
    regios: tuple[Regiokaart, ...]


def maak_overzicht(opslag: Cijferbron, gekozen: str) -> Overzicht:
    """Everything received, up to the last month that has ended."""
    maand = laatste_maand(opslag.lezer(), vandaag())
    jaar, reeks = twaalf_maanden(maand), maanden(maand, MAANDEN)
    vraag = Vraag([jaar, *reeks], codes=[*KERN, _TRAPPEN, _DOORSTROOM])
    blad = _Cijfers(opslag.cijfers(vraag), jaar, reeks)
    code = gekozen if gekozen in KERN else "R01"
    return Overzicht(
        maand=maand,
        jaar=jaar,
        opvallend=tuple(blad.opvallend()),
        trappen=tuple(blad.verdeling(_TRAPPEN)),
        doorstroom=tuple(blad.verdeling(_DOORSTROOM)),
        kern=tuple(blad.kerncijfer(code) for code in KERN),
        doelen=_doelen(opslag, maand),
        gekozen=definities()[code],
        keuzes=tuple((code, definities()[code].naam) for code in KERN),
        regios=tuple(blad.regiokaarten(code)),
    )


def _doelen(opslag: Cijferbron, maand: date) -> dict[str, Doelregel]:
    regels = maak_kijk(opslag, jaar=str(maand.year)).regels(VLAANDEREN)
    return {regel.code: regel for regel in regels if regel.beoordeeld.doel.gesteld.dimensie is None}


class _Cijfers:
    """The numbers of the overview by figure, area and period."""

    def __init__(self, cijfers: Sequence[Cijfer], jaar: Periode, reeks: Sequence[Periode]) -> None:
        self._totalen = {(c.code, c.regio, c.periode): c for c in cijfers if c.dimensie is None}
        self._delen = [c for c in cijfers if c.dimensie is not None and c.periode == jaar.label]
        self._jaar, self._reeks = jaar.label, [p.label for p in reeks]
        self._regios = [gebied for gebied in Vraag().gebieden() if gebied != VLAANDEREN]

    def verloop(self, code: str, gebied: str) -> list[Cijfer]:
        """The months of a figure in an area."""
        return [self._totalen[code, gebied, label] for label in self._reeks]

    def verdeling(self, code: str) -> Iterator[Regel]:
        """The rows of a figure's own dimension in Flanders, over the year."""
        for c in self._delen:
            if (c.code, c.regio) == (code, VLAANDEREN):
                waarde_ = c.waarde_dimensie or ""
                yield regel(c, _STAPPEN.get((code, waarde_)) or waardenaam(c.dimensie or "", waarde_), {})

    def opvallend(self) -> Iterator[Opvallend]:
        """Regions outside the wide limits of the funnel, and last months outside those of the run."""
        for code in KERN:
            definitie, adres = definities()[code], adressen.indicator(code, {"periode": self._jaar})
            for regio, woord in self._oordelen(code).items():
                if woord.soort == "let-op":
                    cijfer = self._totalen[code, regio, self._jaar]
                    yield Opvallend(definitie.naam, regionaam(regio), waarde(cijfer), woord, f"{adres}#regios")
            laatste = self.verloop(code, VLAANDEREN)[-1]
            woord = self._laatste_woord(code)
            if woord is not None:
                yield Opvallend(
                    definitie.naam, f"Vlaanderen, {laatste.periode}", waarde(laatste), woord, f"{adres}#verloop"
                )

    def _oordelen(self, code: str) -> dict[str, Woord]:
        if not is_aandeel(definities()[code]):
            return {}
        trechter = trechter_over([self._totalen[code, regio, self._jaar] for regio in self._regios])
        return {regio: OORDELEN[oordeel] for regio, oordeel in trechter.oordelen.items()}

    def _laatste_woord(self, code: str) -> Woord | None:
        verloop = vergelijkbaar(self.verloop(code, VLAANDEREN))
        reeks = reeks_over(verloop, als_aandeel=is_aandeel(definities()[code]))
        opvallend = reeks.punten[-1].opvallend if reeks.punten else None
        return OPVALLEND[opvallend] if opvallend else None

    def kerncijfer(self, code: str) -> Kerncijfer:
        """A row of the core figures."""
        verloop, jaar = self.verloop(code, VLAANDEREN), self._totalen[code, VLAANDEREN, self._jaar]
        return Kerncijfer(
            definities()[code],
            adressen.indicator(code, {"periode": self._jaar}),
            regel(jaar, definities()[code].naam, {}, interval(jaar)),
            regel(verloop[-1], verloop[-1].periode, {}),
            regel(verloop[-2], verloop[-2].periode, {}),
            self._laatste_woord(code),
            _lijn(verloop, [verloop]),
        )

    def regiokaarten(self, code: str) -> Iterator[Regiokaart]:
        """The figure in every region, all lines on one scale."""
        alle = {regio: self.verloop(code, regio) for regio in self._regios}
        oordelen = self._oordelen(code)
        for regio, verloop in alle.items():
            jaar = self._totalen[code, regio, self._jaar]
            rij = regel(jaar, regionaam(regio), {}, interval(jaar), oordelen.get(regio))
            adres = adressen.indicator(code, {"periode": self._jaar, "regio": regio})
            yield Regiokaart(rij, adres, _lijn(verloop, list(alle.values())))


def _lijn(verloop: Sequence[Cijfer], schaal: Sequence[Sequence[Cijfer]]) -> str:
    waarden = [c.waarde for reeks in schaal for c in reeks if c.waarde is not None]
    return lijntje([c.waarde for c in verloop], laag=min([0.0, *waarden]), hoog=max([1.0, *waarden]))
