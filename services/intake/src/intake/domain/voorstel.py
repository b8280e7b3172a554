"""The proposal for the dispatching, with its reason (blueprint 3.2, 3.3). The dispatcher decides and may deviate."""

from dataclasses import dataclass

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd

_ZONDER_BESTEMMING = {"herorientering", "andere"}
"""Themes that do not yet say what somebody wants to learn: their question is not well defined (blueprint 3.2)."""


@dataclass(frozen=True, slots=True)
class Voorstel:
    """What to decide and why: a code of `dispatchreden` where there is one, and a sentence for the dispatcher."""

    besluit: str
    reden: str | None
    uitleg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesprek:
    """What is known after a held talk: whether the cliënt made a keuze, and consents to begeleiding."""

    keuze: bool
    instemming: bool


def voorstel(aanmelding: AanmeldingGeregistreerd, gesprek: Gesprek | None = None) -> Voorstel:
    """Of what is known now. Without a talk it is never a begeleidingstraject, nor without consent (blueprint 3.1)."""
    if aanmelding.in_secundair:
        return Voorstel(
            "buiten-doelgroep",
            "nog-secundair",
            "De cliënt zit nog in het secundair onderwijs. Verwijs door naar het CLB.",
        )
    if aanmelding.traject_naar_werk:
        return Voorstel(
            "doorverwezen",
            "traject-naar-werk",
            "De vraag hoort bij een traject naar werk. Verwijs door naar VDAB.",
        )
    return _op_aanmelding(aanmelding) if gesprek is None else _na_gesprek(gesprek)


def _op_aanmelding(aanmelding: AanmeldingGeregistreerd) -> Voorstel:
    themas = dict.fromkeys(aanmelding.themas)
    if aanmelding.vraagsoort == "leernood":
        return _gesprek_nodig("leernood", "De cliënt heeft een leernood die nog vaag is. Verhelder die in een gesprek.")
    if aanmelding.vraagsoort == "onbekend":
        return _gesprek_nodig(None, "Er is nog niet met de cliënt gesproken. Vraag door, of plan een gesprek.")
    if not themas:
        return _gesprek_nodig(None, "Er is nog geen thema bekend. Vraag door, of plan een gesprek.")
    if len(themas) > 1:
        return _gesprek_nodig("complexe-leervraag", "De vraag gaat over meer dan één thema. Plan een gesprek.")
    [thema] = themas
    label = codelijst("thema")[thema].label_nl
    if thema in _ZONDER_BESTEMMING:
        return _gesprek_nodig("complexe-leervraag", f"Het thema ‘{label}’ vraagt om afwegen. Plan een gesprek.")
    return Voorstel(
        "informatieverstrekking",
        "concrete-leervraag",
        f"De cliënt heeft een concrete leervraag over ‘{label}’. Antwoord meteen.",
    )


def _na_gesprek(gesprek: Gesprek) -> Voorstel:
    if gesprek.keuze:
        return Voorstel("informatiebemiddeling", "na-gesprek", "De cliënt koos na het gesprek. Een traject hoeft niet.")
    if gesprek.instemming:
        return Voorstel(
            "begeleidingstraject",
            "na-gesprek",
            "Na het gesprek is er nog geen keuze, en de cliënt stemt in met begeleiding. Start een traject.",
        )
    return Voorstel(
        "informatiebemiddeling",
        "na-gesprek",
        "Na het gesprek is er nog geen keuze. Vraag of de cliënt instemt met een traject: anders kan het niet.",
    )


def _gesprek_nodig(reden: str | None, uitleg: str) -> Voorstel:
    return Voorstel("informatiebemiddeling", reden, uitleg)
