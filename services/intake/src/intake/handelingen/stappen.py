"""What can be done with a dossier after its aanmelding: each step a form, and the command that it becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.domain.dispatching import DISPATCHING, DispatchingBeslissen, InformatieVerstrekken
from intake.domain.dossier import DOSSIER, DossierAfsluiten, DossierHeropenen
from intake.domain.profiel import PROFIEL, ProfielAanvullen
from intake.domain.toestemming import TOESTEMMING, ToestemmingGeven, ToestemmingIntrekken
from intake.handelingen.aanmelding import lees_antwoord
from intake.handelingen.dossierbeeld import Dossierbeeld
from intake.handelingen.koppelen import koppelbaar, lees_koppeling
from intake.handelingen.opgave import Opgave
from intake.handelingen.personen import als_velden, lees_persoon, sluit_persoon
from intake.handelingen.profiel import lees_profiel
from intake.handelingen.velden import Velden
from leerwinkel.dienst import Kader, Wat
from leerwinkel.dienst.collegas import begeleiders
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.intake import (
    Afspraak,
    DispatchingBeslist,
    DossierAfgesloten,
    DossierHeropend,
    ProfielAangevuld,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens

Beginwaarden = Sequence[tuple[str, str]]


def _niets(_kader: Kader, _velden: Velden, _beeld: Dossierbeeld) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Stap:
    """One form of a dossier. `naam` is its path and its template.

    `lees` may block, and raises Onvolledig; `begin` gives what the form holds when it is opened;
    `erbij` what its template needs besides, and may block. `wat`: what somebody must be allowed to.
    """

    naam: str
    titel: str
    lees: Callable[[Kader, Velden, Dossierbeeld], Opgave]
    begin: Callable[[Dossierbeeld], Beginwaarden] = lambda _: ()
    erbij: Callable[[Kader, Velden, Dossierbeeld], Mapping[str, Any]] = _niets
    wat: Wat = Wat.DOSSIER


def _dispatching(_kader: Kader, velden: Velden, _beeld: Dossierbeeld) -> Opgave:
    besluit, reden = (
        velden.code("besluit", "besluit", "Kies een beslissing."),
        velden.misschien("reden", "dispatchreden"),
    )
    tijdstip, afspraak = velden.gebeurd(), velden.moment("afspraak")
    begeleider = velden.uit("begeleider", [wie.medewerker for wie in begeleiders()])
    if begeleider and not afspraak:
        velden.fouten["afspraak"] = "Vul ook het moment van de afspraak in, of kies geen begeleider."
    velden.keur()
    afgesproken = Afspraak(moment=afspraak, begeleider=begeleider) if afspraak else None
    beslissing = DispatchingBeslist(besluit=besluit, reden=reden, afspraak=afgesproken)
    return Opgave(DISPATCHING, DispatchingBeslissen(beslissing=beslissing, tijdstip=tijdstip), tijdstip)


def _als_voorgesteld(beeld: Dossierbeeld) -> Beginwaarden:
    voorstel = beeld.voorstel
    return [("besluit", voorstel.besluit), ("reden", voorstel.reden or "")] if voorstel else ()


def _informatie(_kader: Kader, velden: Velden, _beeld: Dossierbeeld) -> Opgave:
    antwoord, tijdstip = lees_antwoord(velden), velden.gebeurd()
    velden.keur()
    assert antwoord is not None
    return Opgave(DISPATCHING, InformatieVerstrekken(informatie=antwoord, tijdstip=tijdstip, nu=velden.nu), tijdstip)


def _toestemming(_kader: Kader, velden: Velden, _beeld: Dossierbeeld) -> Opgave:
    geeft, trekt_in = velden.waarde("geef"), velden.waarde("trek_in")
    wijze, tijdstip = velden.misschien("wijze", "toestemmingswijze"), velden.gebeurd()
    if (geeft or trekt_in) not in codelijst("toestemmingsdoel"):
        velden.fouten["doel"] = "Kies waarvoor de cliënt toestemming geeft of intrekt."
    velden.keur()
    if geeft:
        toestemming = ToestemmingGegeven(doel=geeft, wijze=wijze)
        return Opgave(TOESTEMMING, ToestemmingGeven(toestemming=toestemming, tijdstip=tijdstip), tijdstip)
    intrekking = ToestemmingIngetrokken(doel=trekt_in, wijze=wijze)
    return Opgave(TOESTEMMING, ToestemmingIntrekken(intrekking=intrekking, tijdstip=tijdstip), tijdstip)


def _profiel(kader: Kader, velden: Velden, beeld: Dossierbeeld) -> Opgave:
    bekend = beeld.persoon if isinstance(beeld.persoon, Persoonsgegevens) else None
    persoon = lees_persoon(velden, bekend)
    geboren = persoon.geboortedatum.year if persoon and persoon.geboortedatum else None
    profiel = lees_profiel(velden, geboren, groepen_bekend="kansengroepen" in beeld.profiel)
    velden.keur()
    gezegd: dict[str, Any] = {naam: getattr(profiel, naam) for naam in type(profiel).model_fields}
    if persoon and beeld.client and persoon != bekend:
        gezegd["persoonsgegevens"] = sluit_persoon(kader.kluis, velden, beeld.client, persoon)
    aanvulling = ProfielAangevuld.model_validate(gezegd)
    return Opgave(PROFIEL, ProfielAanvullen(aanvulling=aanvulling, tijdstip=velden.nu), velden.nu)


def _wat_bekend_is(beeld: Dossierbeeld) -> Beginwaarden:
    persoon = beeld.persoon if isinstance(beeld.persoon, Persoonsgegevens) else None
    gekozen: list[tuple[str, str]] = []
    for naam, waarde in beeld.profiel.items():
        gekozen += [(naam, str(deel)) for deel in (waarde if isinstance(waarde, list) else [waarde])]
    return [*als_velden(persoon), *gekozen]


def _afsluiten(_kader: Kader, velden: Velden, _beeld: Dossierbeeld) -> Opgave:
    reden, tijdstip = velden.code("reden", "afsluitreden", "Kies waarom je het dossier afsluit."), velden.gebeurd()
    velden.keur()
    afsluiting = DossierAfgesloten(reden=reden)
    return Opgave(DOSSIER, DossierAfsluiten(afsluiting=afsluiting, tijdstip=tijdstip), tijdstip)


def _heropenen(_kader: Kader, velden: Velden, _beeld: Dossierbeeld) -> Opgave:
    tijdstip = velden.gebeurd()
    velden.keur()
    heropening = DossierHeropend(aanleiding="nazorg")
    return Opgave(DOSSIER, DossierHeropenen(heropening=heropening, tijdstip=tijdstip), tijdstip)


STAPPEN = (
    Stap("dispatching", "Dispatching", _dispatching, _als_voorgesteld, wat=Wat.DISPATCHEN),
    Stap("informatie", "Antwoord", _informatie, wat=Wat.DISPATCHEN),
    Stap("toestemming", "Toestemming", _toestemming),
    Stap("profiel", "Profiel", _profiel, _wat_bekend_is),
    Stap("koppelen", "Koppelen", lees_koppeling, erbij=koppelbaar),
    Stap("afsluiten", "Dossier afsluiten", _afsluiten),
    Stap("heropenen", "Dossier heropenen", _heropenen),
)
"""In the order in which they come."""
