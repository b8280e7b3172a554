"""The access file: all that the leerwinkel knows of a person, readable, for that person (GDPR, articles 15 and 20)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from intake.handelingen.adresboek import adresboek
from intake.handelingen.persoonsbeeld import Persoonsbeeld, Persoonsdossier
from leerwinkel.dienst import Kader
from leerwinkel.dienst.tijdlijn import Regel, Versie, tijdlijn
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens, uit_tekst
from leerwinkel.kluis.sleutel import Eigenaar, NietLeesbaar
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.web.opmaak import datum, machinetijd

_GESLOTEN: Final = ("persoonsgegevens", "notitie")
_LABELS: Final = {
    "voornaam": "Voornaam",
    "naam": "Familienaam",
    "geboortedatum": "Geboortedatum",
    "rijksregisternummer": "Rijksregisternummer",
    "telefoon": "Telefoon",
    "email": "E-mail",
    "adres": "Adres",
    "notitie": "Notitie",
}
BLADEN: Final = {
    "begin": "Eerste bladzijde",
    "dossier": "Dossier",
    "dossiers": "Lijst van dossiers",
    "zoek": "Zoekresultaat",
    "agenda": "Agenda",
    "privacy": "Privacy",
    "wissen": "Wissen",
    "inzagebestand.json": "Inzagebestand (JSON)",
    "inzagebestand.pdf": "Inzagebestand (PDF)",
    "opdracht-inzage": "Inzagebestand (opdracht)",
    "mijn": "Doorverwijzingen van de partner",
    "api": "Via een programma",
}
_EERSTE: Final = {"trajecten": "Vandaag", "intake": "Nieuwe aanmelding", "partners": "Partners"}


def bladnaam(service: str, blad: str) -> str:
    """How a page on which somebody looked is called."""
    if blad == "begin":
        return _EERSTE.get(service, BLADEN["begin"])
    return BLADEN.get(blad, blad.replace("-", " ").capitalize())


def persoonsvelden(persoon: Persoonsgegevens) -> dict[str, str]:
    """What is known of who it is, in words."""
    velden = persoon.model_dump(exclude_none=True)
    return {
        titel: datum(velden[naam]) if naam == "geboortedatum" else str(velden[naam])
        for naam, titel in _LABELS.items()
        if naam in velden
    }


def inzagebestand(kader: Kader, beeld: Persoonsbeeld, nu: datetime) -> dict[str, Any]:
    """Everything, as JSON values. Who looked is in it by moment and page: who of the staff it was is their own data.

    Blocking. Raises NotBuilt.
    """
    boek = adresboek(kader)
    namen = {partner: naam.naam for partner, naam in boek.partners.items()} | dict(boek.loketten)
    blikken = kader.inzage.alle([een.dossier for een in beeld.dossiers], beeld.clients)
    return {
        "opgemaakt": machinetijd(nu),
        "leerwinkel": codelijst("regio")[kader.regio].label_nl,
        "naam": beeld.naam,
        "persoonsgegevens": persoonsvelden(beeld.persoon) if beeld.persoon else {},
        "nummers": list(beeld.clients),
        "dossiers": [_dossier(kader, een, namen) for een in beeld.dossiers],
        "inzage": [
            {"moment": machinetijd(b.moment), "waar": bladnaam(b.service, b.blad), "dossier": b.dossier}
            for b in blikken
        ],
    }


def als_json(bestand: Mapping[str, Any]) -> bytes:
    """The file, for a program."""
    return json.dumps(bestand, ensure_ascii=False, indent=2).encode()


def _dossier(kader: Kader, dossier: Persoonsdossier, namen: Mapping[str, str]) -> dict[str, Any]:
    doelen = codelijst("toestemmingsdoel")
    regels = tijdlijn(dossier.gezegd, namen)
    geopend = _geopend(kader, dossier, [event for regel in regels for event in (regel.event, regel.geldt)])
    return {
        "dossier": dossier.dossier,
        "aangemeld": machinetijd(dossier.aangemeld) if dossier.aangemeld else None,
        "toestand": "open" if dossier.open else "afgesloten",
        "toestemmingen": [
            {"doel": doelen[u.doel].label_nl, "gegeven": u.gegeven, "moment": machinetijd(u.moment)}
            for u in dossier.uitspraken
        ],
        "gebeurtenissen": [_gebeurtenis(regel, geopend) for regel in reversed(regels)],
    }


def _geopend(kader: Kader, dossier: Persoonsdossier, events: Iterable[AnyGebeurtenis]) -> dict[str, Any]:
    """Per JWE what stands in it; else why nobody can read it."""
    gesloten = sorted({jwe for event in events for _, jwe in _jwes(event)})
    eigenaar = Eigenaar("client", dossier.client or "")
    gelezen = Versleuteling(kader.kluis).ontcijfer_alle([(eigenaar, jwe) for jwe in gesloten])
    return dict(zip(gesloten, gelezen, strict=True))


def _jwes(event: AnyGebeurtenis) -> Iterator[tuple[str, str]]:
    for naam in _GESLOTEN:
        if isinstance(jwe := getattr(event.data, naam, None), str):
            yield naam, jwe


def _gebeurtenis(regel: Regel, geopend: Mapping[str, Any]) -> dict[str, Any]:
    gezegd = {
        **_versie(regel.nu),
        "soort": regel.event.type,
        "geregistreerd": machinetijd(regel.event.recordedtime),
        "telt mee": not regel.ingetrokken,
        **_leesbaar(regel.geldt, geopend),
    }
    if regel.eerst or regel.geldt is not regel.event:
        gezegd["eerst"] = {**_versie(regel.eerst or regel.nu), **_leesbaar(regel.event, geopend)}
    if regel.ingrepen:
        gezegd["ingrepen"] = [
            {"wat": een.wat, "reden": een.reden, "moment": machinetijd(een.moment)} for een in regel.ingrepen
        ]
    return gezegd


def _versie(versie: Versie) -> dict[str, Any]:
    return {"moment": machinetijd(versie.moment), "wat": versie.titel, "bijzonderheden": dict(versie.bijzonderheden)}


def _leesbaar(event: AnyGebeurtenis, geopend: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: _tekst(naam, geopend[jwe]) for naam, jwe in _jwes(event)}


def _tekst(naam: str, gelezen: bytes | NietLeesbaar) -> str | dict[str, str]:
    if isinstance(gelezen, NietLeesbaar):
        return str(gelezen)
    if naam == "notitie":
        return gelezen.decode("utf-8", "replace").rstrip()
    try:
        return persoonsvelden(uit_tekst(gelezen))
    except ValueError:
        return "Deze tekst kan niet gelezen worden."


def bestandsnaam(beeld: Persoonsbeeld, soort: str) -> str:
    """What the file is called: no name of a person."""
    return f"inzage-{beeld.dossier[-6:].lower()}.{soort}"


def alle_dossiers(beeld: Persoonsbeeld) -> Sequence[str]:
    """The ids of all dossiers of this person."""
    return [een.dossier for een in beeld.dossiers]
