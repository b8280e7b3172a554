"""What the leerwinkel does for groups: information sessions, and making itself known; a form for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from intake.domain.regio import REGIO, BekendmakingRegistreren, InfosessieRegistreren
from intake.handelingen.adresboek import adresboek
from intake.handelingen.opgave import Opgave
from intake.handelingen.velden import Velden
from leerwinkel.dienst import Kader
from leerwinkel.gebeurtenissen.intake import BekendmakingUitgevoerd, InfosessieGehouden

_LANGSTE_SESSIE: Final = 1440
_DOELGROEP: Final = "Kies voor welke groep."


@dataclass(frozen=True, slots=True)
class Groepsblad:
    """One form, with a list of what was registered: `soort` is the kind of its event, `naam` its path and template."""

    naam: str
    titel: str
    soort: str
    lees: Callable[[Kader, Velden], Opgave]


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
