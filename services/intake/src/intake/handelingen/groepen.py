"""What the leerwinkel does for groups: information sessions, and making itself known; a form for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from intake.domain.regio import REGIO, BekendmakingRegistreren, InfosessieRegistreren
from intake.handelingen.adresboek import adresboek
from intake.handelingen.opgave import Opgave
from intake.handelingen.velden import Velden
from intake.tabellen import BEREIK
from leerwinkel.dienst import Kader
from leerwinkel.gebeurtenissen.intake import BekendmakingUitgevoerd, InfosessieGehouden

_LAATSTE: Final = 20
_LANGSTE_SESSIE: Final = 1440
_DOELGROEP: Final = "Kies voor welke groep."


@dataclass(frozen=True, slots=True)
class Groepsblad:
    """One form, with a list of what was registered: `soort` is the kind of its event, `naam` its path and template."""

    naam: str
    titel: str
    soort: str
    lees: Callable[[Kader, Velden], Opgave]


@dataclass(frozen=True, slots=True)
class Gedaan:
    """One line of that list."""

    moment: datetime
    doelgroep: str
    aantal: int | None
    kanaal: str | None
    duur_minuten: int | None


def _infosessie(kader: Kader, velden: Velden) -> Opgave:
    """Blocking. Raises Onvolledig."""
    doelgroep, deelnemers = velden.code("doelgroep", "doelgroep", _DOELGROEP), velden.aantal("aantal")
    duur, tijdstip = velden.minuten("duur_minuten", _LANGSTE_SESSIE), velden.gebeurd()
    partner = velden.uit("partner", adresboek(kader).partners)
    velden.keur()
    gebeurd = InfosessieGehouden(doelgroep=doelgroep, partner=partner, deelnemers=deelnemers, duur_minuten=duur)
    command = InfosessieRegistreren(infosessie=gebeurd, tijdstip=tijdstip, nu=velden.nu)
    return Opgave(REGIO, command, tijdstip, kader.regio)


def _bekendmaking(kader: Kader, velden: Velden) -> Opgave:
    """Blocking. Raises Onvolledig."""
    doelgroep = velden.code("doelgroep", "doelgroep", _DOELGROEP)
    kanaal, tijdstip = velden.code("kanaal", "bekendmakingskanaal", "Kies hoe."), velden.gebeurd()
    bereik = velden.aantal("aantal") if velden.waarde("aantal") else None
    partner = velden.uit("partner", adresboek(kader).partners)
    velden.keur()
    gebeurd = BekendmakingUitgevoerd(doelgroep=doelgroep, partner=partner, kanaal=kanaal, bereik=bereik)
    command = BekendmakingRegistreren(bekendmaking=gebeurd, tijdstip=tijdstip, nu=velden.nu)
    return Opgave(REGIO, command, tijdstip, kader.regio)


GROEPSBLADEN: Final = (
    Groepsblad("infosessies", "Infosessies", "infosessie-gehouden", _infosessie),
    Groepsblad("bekendmakingen", "Bekendmaking", "bekendmaking-uitgevoerd", _bekendmaking),
)
"""Beside each other in the navigation of the page."""


def laatste_gedaan(kader: Kader, soort: str) -> Sequence[Gedaan]:
    """The last of that kind, the newest first. Blocking."""
    b = BEREIK.c
    deze = select(b.moment, b.doelgroep, b.aantal, b.kanaal, b.duur_minuten).where(b.soort == soort)
    with kader.leesmodel.store.reader() as lezer:
        return [Gedaan(*rij) for rij in lezer.execute(deze.order_by(b.moment.desc(), b.nummer.desc()).limit(_LAATSTE))]
