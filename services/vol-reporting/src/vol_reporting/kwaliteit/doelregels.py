"""Targets as rows of a page or a report: what was agreed, what was measured, what the light says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.cijfers import Cijfer
from vol_reporting.duidingswoorden import Woord, tussen, waarde
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.doelkeuring import norm_van
from vol_reporting.kwaliteit.oordeel import Beoordeeld
from vol_reporting.kwaliteit.woorden import UITLEG, cijfernaam, label, lichtwoord, maat
from vol_reporting.vraag import VLAANDEREN

SOORTEN: Final = {"bereik": "Bereik", "output": "Output", "kwaliteit": "Kwaliteit", "": "Zonder strategisch doel"}
"""The kinds of engagement in a management agreement (blueprint 7.1), in its order."""


@dataclass(frozen=True, slots=True)
class Doelregel:
    """A target in words. `tot_nu`: what is asked of the part of the year that went by; `herzien`: how often."""

    nummer: str
    gebied: str
    jaar: str
    code: str
    naam: str
    strategisch: str
    doel: str
    rood: str
    waarde: str
    tussen: str
    aantallen: str
    tot_nu: str
    woord: Woord
    uitleg: str
    cijfer: Cijfer | None
    sinds: datetime
    herzien: int
    bron: str
    beoordeeld: Beoordeeld


@dataclass(frozen=True, slots=True)
class Doelgroep:
    """The targets of one kind of engagement."""

    naam: str
    regels: tuple[Doelregel, ...]


def doelregel(beoordeeld: Beoordeeld) -> Doelregel:
    """In words."""
    gesteld, cijfer, gemeten = beoordeeld.doel.gesteld, beoordeeld.cijfer, beoordeeld.gemeten
    norm, eenheid = norm_van(gesteld), _eenheid(beoordeeld)
    return Doelregel(
        nummer=beoordeeld.doel.nummer,
        gebied=gesteld.regio or VLAANDEREN,
        jaar=gesteld.periode,
        code=gesteld.indicator,
        naam=cijfernaam(gesteld.indicator, gesteld.dimensie, gesteld.dimensiewaarde),
        strategisch=label("strategisch_doel", gesteld.strategisch),
        doel=f"{norm or ''} {maat(gesteld.streefwaarde, eenheid)}".strip(),
        rood="" if gesteld.grens is None else maat(gesteld.grens, eenheid),
        waarde=waarde(cijfer),
        tussen=tussen(gemeten.ruimte if gemeten else None, eenheid),
        aantallen=_aantallen(cijfer),
        tot_nu="" if beoordeeld.tot_nu is None else getal(beoordeeld.tot_nu, 0 if eenheid == "aantal" else 1),
        woord=lichtwoord(beoordeeld.licht, norm),
        uitleg=UITLEG[beoordeeld.licht.waarom],
        cijfer=cijfer,
        sinds=beoordeeld.doel.sinds,
        herzien=beoordeeld.doel.herzien,
        bron=gesteld.bron or "",
        beoordeeld=beoordeeld,
    )


def _eenheid(beoordeeld: Beoordeeld) -> str:
    gesteld = beoordeeld.doel.gesteld
    definitie = definities().get(gesteld.indicator)
    if beoordeeld.cijfer is not None or definitie is None:
        return beoordeeld.cijfer.eenheid if beoordeeld.cijfer else ""
    return definitie.eenheid_van(gesteld.dimensie if gesteld.dimensie in definitie.dimensies else None)


def _aantallen(cijfer: Cijfer | None) -> str:
    if cijfer is None or cijfer.noemer is None or cijfer.eenheid != "%":
        return ""
    return f"{getal(cijfer.teller)} van {getal(cijfer.noemer)}"


def per_soort(regels: Iterable[Doelregel]) -> list[Doelgroep]:
    """By kind of engagement; empty kinds are left out."""
    groepen: dict[str, list[Doelregel]] = {soort: [] for soort in SOORTEN}
    for regel in regels:
        groepen[_soort(regel)].append(regel)
    return [Doelgroep(SOORTEN[soort], tuple(van)) for soort, van in groepen.items() if van]


def _soort(regel: Doelregel) -> str:
    strategisch = codelijst("strategisch_doel").get(regel.beoordeeld.doel.gesteld.strategisch or "")
    return (strategisch.groep or "") if strategisch else ""


def tel_lichten(regels: Sequence[Doelregel]) -> dict[str, int]:
    """How many are green, orange, red, and without verdict."""
    return {k: sum(r.beoordeeld.licht.kleur == k for r in regels) for k in ("groen", "oranje", "rood", "geen")}
