"""How regions, groups of figures, dimensions and their values are called on a page."""

from functools import cache

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.vraag import VLAANDEREN

GROEPEN = {
    "bereik": ("BP", "Bereik", "Wie de leerwinkels bereiken."),
    "dienstverlening": ("D", "Dienstverlening", "Wat de leerwinkels voor mensen doen."),
    "resultaat": ("R", "Resultaat", "Wat het mensen oplevert."),
    "werkwijze": ("K", "Werkwijze", "Of er gewerkt wordt zoals de blauwdruk vraagt."),
    "netwerk": ("N", "Netwerk", "Met wie de leerwinkels samenwerken."),
    "signalen": ("S", "Signalen", "Wat mensen tegenhoudt om te leren."),
    "datakwaliteit": ("Q", "Datakwaliteit", "Of je op de registratie kan bouwen."),
}
"""Code → first letters of its figures, name, and what the group is about."""

_DIMENSIES = {
    "nationaliteit_groep": "nationaliteit",
    "herkomst_groep": "herkomst",
    "nederlands": "kennis van het Nederlands",
    "kansengroepen": "kansengroep",
    "laaggeschoold": "laaggeschoold (blauwdruk)",
    "scholing": "scholing (arbeidsmarkt)",
    "verdeling": "aantal gesprekken",
    "drempelsoort": "soort drempel",
    "klasse": "aantal dagen tot de registratie",
    "klasse-import": "aantal dagen tot de registratie, bij import",
    "partnersoort": "soort partner",
    "tot-dispatching": "wachttijd tot de dispatching",
    "tot-sessie": "wachttijd tot het eerste gesprek",
    "binnen-norm": "wachttijd binnen de norm",
    "afsluitreden": "reden van afsluiting",
    "verwijsrichting": "richting",
    "open-termijn": "termijn",
    "tot-antwoord": "wachttijd tot het antwoord",
    "signaalsoort": "soort signaal",
    "profielveld": "veld van het profiel",
    "niet-geweten": "waarom niet geweten",
}
_WAARDEN = {
    "mediaan": "Mediaan",
    "p90": "9 op de 10 hoogstens",
    "laag": "Laag- of kortgeschoold",
    "niet-laag": "Niet laaggeschoold",
    "midden": "Middengeschoold",
    "hoog": "Hooggeschoold",
    "geen": "Geen",
    "uit": "Naar een partner",
    "in": "Van een partner",
    "langer-dan-14-dagen": "Langer dan 14 dagen",
}
_LIJSTEN = {"thuistaal": "taal", "kansengroepen": "kansengroep"}


def regionaam(code: str) -> str:
    """`west-vlaanderen` → `West-Vlaanderen`, without the word Leerwinkel that every label starts with."""
    if code == VLAANDEREN:
        return "Vlaanderen"
    codering = codelijst("regio").get(code)
    return met_hoofdletter(codering.label_nl.removeprefix("Leerwinkel ") if codering else code)


def dimensienaam(dimensie: str) -> str:
    """In words; of a combination `trap|geslacht`, both."""
    return " en ".join(_DIMENSIES.get(deel, deel.replace("_", " ")) for deel in dimensie.split("|"))


def waardenaam(dimensie: str, waarde: str) -> str:
    """The label of the code list, else the value itself in words; of a combination, both."""
    paren = zip(dimensie.split("|"), waarde.split("|"), strict=True)
    return " · ".join(_labels(deel).get(code) or _WAARDEN.get(code) or _gewoon(code) for deel, code in paren)


def _gewoon(code: str) -> str:
    return met_hoofdletter(code.replace("-", " ").replace("_", " "))


def met_hoofdletter(tekst: str) -> str:
    """The first letter large, the others as they are."""
    return tekst[:1].upper() + tekst[1:]


@cache
def _labels(dimensie: str) -> dict[str, str]:
    try:
        return {code: codering.label_nl for code, codering in codelijst(_LIJSTEN.get(dimensie, dimensie)).items()}
    except FileNotFoundError:
        return {}
