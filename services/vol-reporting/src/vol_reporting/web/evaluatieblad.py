"""The self-assessment of a leerwinkel for a page: nine criteria, each with its score and the figures beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from vol_reporting.benamingen import regionaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duidingswoorden import Woord, waarde
from vol_reporting.indicatoren import Definitie
from vol_reporting.kwaliteit.bronnen import Evaluatie
from vol_reporting.kwaliteit.caf import CRITERIA, cijfers_van, is_resultaat
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.kwaliteit.woorden import label
from vol_reporting.kwaliteit.zelfevaluatie import DEELSCORES
from vol_reporting.periode import Periode
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.web import adressen
from vol_reporting.web.regels import Regel, regel


@dataclass(frozen=True, slots=True)
class Bewijsregel:
    """A figure of the leerwinkel: this year, the year before, Flanders, and the light of its target if it has one."""

    naam: str
    code: str
    eenheid: str
    adres: str
    nu: Regel
    vorig: Regel
    vlaanderen: str
    licht: Woord | None


@dataclass(frozen=True, slots=True)
class Criterium:
    """`delen`: what is scored, with the score. `stukken`: what it rests on, beside figures."""

    code: str
    naam: str
    resultaat: bool
    evaluatie: Evaluatie | None
    delen: Sequence[tuple[str, int | None]]
    stukken: Sequence[str]
    cijfers: Sequence[Bewijsregel]


@dataclass(frozen=True, slots=True)
class Evaluatieblad:
    """All nine."""

    regio: str
    naam: str
    criteria: Sequence[Criterium]


def maak_evaluatieblad(kijk: Kijk, regio: str) -> Evaluatieblad:
    """Of a leerwinkel, for the year."""
    bewijs = _Bewijs(kijk, regio)
    return Evaluatieblad(regio, regionaam(regio), [_criterium(kijk, regio, caf, bewijs) for caf in CRITERIA])


def _criterium(kijk: Kijk, regio: str, caf: str, bewijs: "_Bewijs") -> Criterium:
    evaluatie, namen = kijk.evaluaties.get((regio, kijk.jaar, caf)), DEELSCORES[is_resultaat(caf)]
    gescoord = evaluatie.gescoord if evaluatie else None
    deelscores: Sequence[int | None] = gescoord.deelscores if gescoord and gescoord.deelscores else [None] * len(namen)
    return Criterium(
        code=caf,
        naam=CRITERIA[caf],
        resultaat=is_resultaat(caf),
        evaluatie=evaluatie,
        delen=list(zip(namen, deelscores, strict=False)),
        stukken=[label("bewijsstuk", stuk) for stuk in (gescoord.bewijsstukken if gescoord else ())],
        cijfers=[bewijs.regel(definitie) for definitie in cijfers_van(caf)],
    )


class _Bewijs:
    """The figures of the year and the one before, of the leerwinkel and of Flanders, and the lights of the targets."""

    def __init__(self, kijk: Kijk, regio: str) -> None:
        self._kijk, self._regio = kijk, regio
        self._nu, self._vorig = str(kijk.jaar), str(kijk.jaar - 1)
        codes = [definitie.code for caf in CRITERIA for definitie in cijfers_van(caf)]
        perioden = [Periode.lees(self._nu), Periode.lees(self._vorig)]
        self._totalen = {
            (c.code, c.regio, c.periode): c for c in kijk.meter.cijfers(codes, perioden) if c.dimensie is None
        }
        self._lichten = {
            r.code: r.woord for r in kijk.regels(regio) if r.cijfer is not None and r.cijfer.dimensie is None
        }

    def regel(self, definitie: Definitie) -> Bewijsregel:
        vraag = {**self._kijk.terug, "periode": self._nu, "regio": self._regio}
        return Bewijsregel(
            naam=definitie.naam,
            code=definitie.code,
            eenheid="" if definitie.eenheid in {"aantal", "%"} else definitie.eenheid,
            adres=adressen.indicator(definitie.code, vraag),
            nu=regel(self._van(definitie, self._regio, self._nu), f"{definitie.naam}, {self._nu}", self._kijk.terug),
            vorig=regel(
                self._van(definitie, self._regio, self._vorig), f"{definitie.naam}, {self._vorig}", self._kijk.terug
            ),
            vlaanderen=waarde(self._van(definitie, VLAANDEREN, self._nu)),
            licht=self._lichten.get(definitie.code),
        )

    def _van(self, definitie: Definitie, gebied: str, jaar: str) -> Cijfer:
        return self._totalen[definitie.code, gebied, jaar]
