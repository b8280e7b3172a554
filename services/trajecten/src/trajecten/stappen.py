"""What can be done next with a dossier: exactly what the deciders would allow now."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from leerwinkel.dienst import Wat
from leerwinkel.eventsourcing import Refusal
from leerwinkel.gebeurtenissen.trajecten import (
    DrempelVastgesteld,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    KeuzeHerzien,
    MicrocontactGeregistreerd,
    OpleidingStopgezet,
    SessieGehouden,
    SessieGepland,
)
from trajecten.domain.beslissing import Command, decide
from trajecten.domain.dossier import Aangemeld, Afgesloten, Dossier, Gedispatcht, Heropend, Lopend, Onbekend
from trajecten.domain.keuze import KeuzeAanpassen, KeuzeRegistreren
from trajecten.domain.sessies import SessiePlannen, SessieRegistreren
from trajecten.domain.traject import (
    BegeleiderWijzigen,
    DrempelVaststellen,
    MicrocontactRegistreren,
    TrajectStarten,
)
from trajecten.domain.uitkomst import GetuigschriftVaststellen, InschrijvingVaststellen, OpleidingStopzetten

_EEN: Final = "een-voorbeeld"
"""An id that no dossier has."""
_ERNST: Final = 3
_NOG_NOOIT: Final = 1_000_000
_DAG: Final = date(2099, 12, 31)
"""Of what is known already nothing comes: these are said as nobody said them before."""


@dataclass(frozen=True, slots=True)
class Stap:
    """A step, on the page of that service at that path below the dossier's. `voorop`: it usually comes now.

    `wat`: what somebody must be allowed to.
    """

    service: str
    pad: str
    naam: str
    voorop: bool = False
    wat: Wat = Wat.BEGELEIDEN


def stappen(dossier: Dossier, nu: datetime) -> list[Stap]:
    """Those that are allowed, the most likely first."""
    mogelijk = [
        *(stap for stap, proef in _proeven(dossier, nu) if _mag(proef, dossier)),
        *_van_anderen(dossier),
    ]
    voorop = _voorop(dossier)
    gemerkt = [replace(stap, voorop=stap.pad in voorop) for stap in mogelijk]
    return sorted(gemerkt, key=lambda stap: not stap.voorop)


def _mag(command: Command, dossier: Dossier) -> bool:
    try:
        return bool(decide(command, dossier))
    except Refusal:
        return False


def contact_mag(dossier: Dossier) -> bool:
    """Whether a microcontact can be registered."""
    return _mag(MicrocontactRegistreren(contact=MicrocontactGeregistreerd(medium="sms", richting="uit")), dossier)


def _proeven(dossier: Dossier, nu: datetime) -> list[tuple[Stap, Command]]:
    """A command of each kind that is allowed if any of its kind is."""
    wie = dossier.feiten.begeleider or _EEN
    soort = "nazorg" if isinstance(dossier, Heropend) else "informatiebemiddeling"
    morgen = nu + timedelta(days=1)
    plan = SessieGepland(sessie=_EEN, soort=soort, moment=morgen, begeleider=wie, vorm="fysiek")
    gesprek = SessieGehouden(sessie=_EEN, soort=soort, vorm="fysiek", duur_minuten=1, begeleider=wie)
    keuze = KeuzeHerzien(aanbieder_soort="andere", overwogen_opties=_NOG_NOOIT)
    bekend = dossier.feiten.drempels.get(("andere", None))
    drempel = DrempelVastgesteld(drempelsoort="andere", ernst=1 if bekend and bekend.ernst == _ERNST else _ERNST)
    return [
        (_eigen("sessie", "Sessie plannen"), SessiePlannen(plan=plan, nu=nu)),
        (_eigen("gesprek", "Gesprek registreren"), SessieRegistreren(gehouden=gesprek, tijdstip=nu, nu=nu)),
        (_eigen("traject", "Traject starten"), TrajectStarten(begeleider=wie, instemming=True)),
        (_eigen("keuze", "Keuze registreren"), KeuzeRegistreren(keuze=KeuzeGemaakt(**dict(keuze)), van_client=True)),
        (_eigen("keuze", "Keuze herzien"), KeuzeAanpassen(keuze=keuze, van_client=True)),
        *_uitkomsten(),
        (_eigen("drempel", "Drempel vaststellen"), DrempelVaststellen(drempel=drempel)),
        (_eigen("begeleider", "Dossier overdragen"), BegeleiderWijzigen(naar=_EEN, reden="andere")),
    ]


def _uitkomsten() -> list[tuple[Stap, Command]]:
    ingeschreven = InschrijvingVastgesteld(bron="client", aanbieder_soort="andere", ingangsdatum=_DAG)
    gestopt = OpleidingStopgezet(bron="client", datum=_DAG)
    getuigschrift = GetuigschriftBehaald(bron="client", datum=_DAG)
    return [
        (_eigen("inschrijving", "Inschrijving vaststellen"), InschrijvingVaststellen(inschrijving=ingeschreven)),
        (_eigen("stopzetting", "Opleiding stopgezet"), OpleidingStopzetten(stopzetting=gestopt)),
        (_eigen("getuigschrift", "Getuigschrift behaald"), GetuigschriftVaststellen(getuigschrift=getuigschrift)),
    ]


def _eigen(pad: str, naam: str) -> Stap:
    return Stap("trajecten", pad, naam)


def _gehouden(service: str, pad: str, naam: str) -> Stap:
    return Stap(service, pad, naam, wat=Wat.DOSSIER)


def _van_anderen(dossier: Dossier) -> list[Stap]:
    """By state alone: what intake and partners allow exactly, they say themselves."""
    toestemming = _gehouden("intake", "toestemming", "Toestemming")
    match dossier:
        case Onbekend():
            return []
        case Afgesloten():
            return [_gehouden("intake", "heropenen", "Heropenen voor nazorg"), toestemming]
        case Aangemeld() | Gedispatcht() | Lopend() | Heropend():
            return [
                Stap("intake", "dispatching", "Dispatching", wat=Wat.DISPATCHEN),
                Stap("intake", "informatie", "Kort antwoord registreren", wat=Wat.DISPATCHEN),
                toestemming,
                _gehouden("intake", "profiel", "Profiel aanvullen"),
                _gehouden("intake", "koppelen", "Dossiers koppelen"),
                _gehouden("partners", "doorverwijzen", "Doorverwijzen"),
                _gehouden("intake", "afsluiten", "Dossier afsluiten"),
            ]


def _voorop(dossier: Dossier) -> tuple[str, ...]:
    """What usually comes now (blueprint 3.3)."""
    feiten = dossier.feiten
    match dossier:
        case Aangemeld():
            pad = ("dispatching",)
        case Gedispatcht() | Lopend() if feiten.ingeschreven:
            pad = ("afsluiten",)
        case Gedispatcht() | Lopend() if feiten.keuze:
            pad = ("inschrijving",)
        case Gedispatcht():
            pad = ("traject", "keuze") if feiten.gesproken else ("sessie", "gesprek")
        case Lopend():
            pad = ("sessie", "keuze")
        case Heropend():
            pad = ("sessie",)
        case Onbekend() | Afgesloten():
            pad = ()
    return pad
