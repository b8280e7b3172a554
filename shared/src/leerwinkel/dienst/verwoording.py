"""What was said in an event, in Dutch words for people: titles, labels of fields and of codes, who it was."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final, get_args

from leerwinkel.dienst.collegas import naam_van_medewerker
from leerwinkel.gebeurtenissen.basis import Gegevens, Model
from leerwinkel.gebeurtenissen.codelijst import ONBEKEND, Code, codelijst
from leerwinkel.runtime.web.opmaak import datum, tijdstip

_TITELS: Final = {
    "sessie-niet-verschenen": "Cliënt niet verschenen",
    "informatie-verstrekt": "Kort antwoord gegeven",
    "microcontact-geregistreerd": "Kort contact",
    "doorverwijzing-ontvangen": "Door een partner naar ons verwezen",
    "doorverwijzing-gemaakt": "Doorverwezen naar een partner",
    "bevraging-verstuurd": "Vraag naar tevredenheid verstuurd",
    "dossier-heropend": "Dossier heropend voor nazorg",
}
_VOORAAN: Final = {
    "dispatching-beslist": "besluit",
    "sessie-gepland": "soort",
    "sessie-gehouden": "soort",
    "microcontact-geregistreerd": "medium",
    "keuze-gemaakt": "aanbieder_soort",
    "keuze-herzien": "aanbieder_soort",
    "drempel-vastgesteld": "drempelsoort",
    "toestemming-gegeven": "doel",
    "toestemming-ingetrokken": "doel",
    "dossier-afgesloten": "reden",
}
"""The field that the title says too."""

_LABELS: Final = {
    "aanbieder_soort": "Aanbieder",
    "bron": "Volgens",
    "door": "Door",
    "duur_minuten": "Duur",
    "eerder_begeleid": "Eerder begeleid",
    "evc": "EVC",
    "in_secundair": "In het secundair",
    "hoogste_diploma": "Hoogste diploma",
    "themas": "Thema's",
    "traject_naar_werk": "Traject naar werk",
    "wijze": "Hoe",
    "van": "Van",
    "naar": "Naar",
}
_ZWIJGT: Final = {"client", "sessie", "doorverwijzing", "persoonsgegevens", "notitie", "tekstversie", "omschrijving"}
_KORT, _TEKENS = 12, 4
_WIE: Final = {"begeleider", "van", "naar"}


def titel(soort: str, data: Gegevens) -> str:
    """`Sessie gehouden: intake`."""
    kaal = _TITELS.get(soort, soort.replace("-", " ").capitalize())
    waarde = getattr(data, _VOORAAN.get(soort, ""), None)
    return kaal if waarde is None else f"{kaal}: {klein(label(type(data), _VOORAAN[soort], waarde))}"


def wie_heet(medewerker: str | None) -> str:
    """The name of somebody of the leerwinkel; of a long id, as imports have, the end."""
    naam = naam_van_medewerker(medewerker)
    return f"Medewerker {naam[-_TEKENS:].upper()}" if naam == medewerker and len(naam) > _KORT else naam


def klein(zin: str) -> str:
    """Inside a sentence; what has capitals of its own stays as it is: EVC, WhatsApp."""
    eigen = any(letter.isupper() for letter in zin.split(" ", 1)[0][1:])
    return zin if eigen else zin[:1].lower() + zin[1:]


def bijzonderheden(data: Model, namen: Mapping[str, str], overslaan: str | None = None) -> Iterator[tuple[str, str]]:
    """Each field that says something, with its label. `namen` are those of partners and loketten, by id."""
    for naam in type(data).model_fields:
        waarde = getattr(data, naam)
        if waarde is None or waarde == () or naam in _ZWIJGT or naam == overslaan:
            continue
        if isinstance(waarde, Model):
            yield from bijzonderheden(waarde, namen)
        else:
            yield _LABELS.get(naam, naam.replace("_", " ").capitalize()), _tekst(type(data), naam, waarde, namen)


def vooraan(soort: str) -> str | None:
    """The field that the title of this kind says already."""
    return _VOORAAN.get(soort)


def _tekst(model: type[Model], naam: str, waarde: Any, namen: Mapping[str, str]) -> str:
    if isinstance(waarde, tuple):
        return ", ".join(label(model, naam, deel) for deel in waarde)
    if naam in _WIE:
        return wie_heet(waarde)
    if naam in ("partner", "loket"):
        return namen.get(waarde, waarde)
    return f"{waarde} minuten" if naam == "duur_minuten" else label(model, naam, waarde)


def label(model: type[Model], naam: str, waarde: Any) -> str:
    """The value as people say it; a code by its list."""
    match waarde:
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return tijdstip(waarde)
        case date():
            return datum(waarde)
        case str() if waarde in ONBEKEND:
            return waarde.replace("-", " ")
        case str() if (lijst := _lijst(model, naam)) and waarde in codelijst(lijst):
            return codelijst(lijst)[waarde].label_nl
        case _:
            return str(waarde)


@cache
def _lijst(model: type[Model], naam: str) -> str | None:
    veld = model.model_fields[naam]
    return next((code.lijst for code in (*veld.metadata, *_genest(veld.annotation)) if isinstance(code, Code)), None)


def _genest(soort: Any) -> Iterator[Any]:
    yield from getattr(soort, "__metadata__", ())
    for deel in get_args(soort):
        yield from _genest(deel)
