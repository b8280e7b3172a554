"""What lights and effects say, in the words of a page. The colour is always in the word."""

from datetime import timedelta
from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web.opmaak import datum, getal
from vol_reporting.benamingen import dimensienaam, waardenaam
from vol_reporting.duidingswoorden import NBSP, Woord
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.doelkeuring import Norm
from vol_reporting.kwaliteit.effect import Uitslag
from vol_reporting.kwaliteit.licht import MINSTENS, Kleur, Licht, Waarom
from vol_reporting.periode import Periode

KLEUREN: Final[dict[Kleur, Woord]] = {
    "groen": Woord("goed", "groen"),
    "oranje": Woord("let-op", "oranje"),
    "rood": Woord("fout", "rood"),
    "geen": Woord("stil", "te weinig gegevens"),
}
UITLEG: Final[dict[Waarom, str]] = {
    "gehaald": "",
    "op-koers": "",
    "niet-gehaald": "",
    "ver-van-doel": "Voorbij de grens, verder dan toeval doet.",
    "nog-niet-begonnen": "Dit jaar moet nog beginnen.",
    "geen-cijfer": "Er is geen cijfer om naast het doel te leggen.",
    "te-weinig": f"Minder dan {MINSTENS} om te tellen, of nog geen maand van het jaar.",
    "toeval": "Het verschil met het doel kan toeval zijn.",
    "geen-interval": "Van dit cijfer is niet te zeggen wat toeval doet.",
    "niet-rijp": "Wat nog volgt, kan dit cijfer nog doen stijgen.",
}
UITSLAGEN: Final[dict[Uitslag, Woord]] = {
    "zoals-bedoeld": Woord("goed", "veranderd zoals bedoeld"),
    "andersom": Woord("let-op", "veranderd in de andere richting"),
    "toeval": Woord("stil", "geen verschil dat verder gaat dan toeval"),
    "te-weinig": Woord("stil", "te weinig gegevens"),
    "niet-te-meten": Woord("stil", "niet te meten: geen interval"),
    "nog-niet": Woord("stil", "nog niets te zien"),
    "geen-ervoor": Woord("stil", "ervoor nog niet geregistreerd"),
}


def lichtwoord(licht: Licht, norm: Norm | None) -> Woord:
    """The badge of a light: its colour, and what it means."""
    kant = "onder" if norm == "minstens" else "boven"
    match licht.waarom:
        case "gehaald" | "op-koers":
            return Woord("goed", f"groen: {licht.waarom.replace('-', ' ')}")
        case "niet-gehaald":
            return Woord("let-op", f"oranje: {kant} het doel")
        case "ver-van-doel":
            return Woord("fout", f"rood: ver {kant} het doel")
        case "geen-cijfer" | "nog-niet-begonnen":
            return Woord("stil", licht.waarom.replace("-", " "))
        case _:
            return KLEUREN["geen"]


def maat(waarde: float, eenheid: str) -> str:
    """`75 %`, `62,5 %`, `1.200`, `5 werkdagen`."""
    heel = waarde == int(waarde)
    tekst = getal(waarde, 0 if heel else 1)
    return tekst if eenheid == "aantal" else f"{tekst}{NBSP}{eenheid}"


def cijfernaam(code: str, dimensie: str | None = None, waarde: str | None = None) -> str:
    """The name of a figure, or of a row of it."""
    naam = definities()[code].naam if code in definities() else code
    if dimensie is None or waarde is None:
        return naam
    return f"{naam}, {dimensienaam(dimensie)}: {waardenaam(dimensie, waarde).lower()}"


def label(lijst: str, code: str | None) -> str:
    """What a code is called; nothing where there is none."""
    if code is None:
        return ""
    gevonden = codelijst(lijst).get(code)
    return gevonden.label_nl if gevonden else code


def maanden(periode: Periode) -> str:
    """`oktober 2014 tot en met maart 2015`, of a period of whole months."""
    if periode.van is None or periode.tot is None:
        return periode.label
    eerste, laatste = (datum(dag).partition(NBSP)[2] for dag in (periode.van, periode.tot - timedelta(days=1)))
    return eerste if eerste == laatste else f"{eerste} tot en met {laatste}"
