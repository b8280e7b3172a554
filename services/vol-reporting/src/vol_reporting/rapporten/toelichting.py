"""What a reader of a report must know: findings, signals, definitions, the stand, what a figure cannot say."""

from collections.abc import Sequence

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import Bevinding
from leerwinkel.runtime.web.opmaak import datum
from vol_reporting.benamingen import regionaam
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.rapporten.model import Cel, Deel, Hoofdstuk, Kolom, Tabel
from vol_reporting.rapporten.stof import Stof, telbaar
from vol_reporting.signalen.bronnen import Kaart
from vol_reporting.vraag import VLAANDEREN

_BEPERKINGEN = (
    "Een cijfer telt wat ontvangen was op de stand van dit rapport. Wat later kwam, verandert het niet.",
    "Wat een interval of een grens heet, rekent met toeval alleen: niet met wat verkeerd of niet geregistreerd is.",
    "Onbekende waarden tellen mee in de noemer, behalve waar de definitie iets anders zegt.",
    "Hoe het met gaten in het log staat (Q06), is van een vroegere stand niet te zeggen en staat niet in dit rapport.",
)
GEBRUIK = {
    "intern": "Dit rapport is intern: het toont ook kleine aantallen. Geef het alleen aan de VOL en de leerwinkel.",
    "publiek": "Dit rapport mag naar buiten. Wat ‘geheim’ heet, is verborgen om mensen te beschermen.",
}
"""Bestemming → who may have the report."""
_UITKOMST = {
    "vastgesteld": "wacht op wie het behandelt",
    "in-behandeling": "in behandeling",
    "beantwoord": "beantwoord",
}


def signalen(stof: Stof, gebied: str) -> Hoofdstuk:
    """The signals of policy of the period: established or answered in it, or still open at its end."""
    kolommen = (
        Kolom("signaal", "Signaal"),
        Kolom("nummer", "Nummer", getoond=False),
        Kolom("waar", "Waar"),
        Kolom("sinds", "Vastgesteld op"),
        Kolom("toestand", "Toestand"),
        Kolom("antwoord", "Antwoord"),
    )
    rijen = tuple(_signaalrij(kaart) for kaart in stof.beleidssignalen if _in_rapport(kaart, stof, gebied))
    uitleg = "Beleidssignalen die in de periode vastgesteld of beantwoord werden, of nog open stonden."
    tabel = Tabel("beleidssignalen", "Beleidssignalen van de periode", kolommen, rijen)
    return Hoofdstuk("beleidssignalen", "Signalen voor het beleid", (uitleg,), (Deel(tabel),))


def _in_rapport(kaart: Kaart, stof: Stof, gebied: str) -> bool:
    van, tot = stof.periode.van, stof.periode.tot
    assert van is not None
    assert tot is not None
    hier = gebied in (VLAANDEREN, *kaart.regios)
    open_ = kaart.stand != "beantwoord"
    return hier and kaart.vastgesteld.date() < tot and (open_ or kaart.gewijzigd.date() >= van)


def _signaalrij(kaart: Kaart) -> tuple[Cel, ...]:
    thema = codelijst("thema")[kaart.thema].label_nl if kaart.thema else None
    drempel = codelijst("drempelsoort")[kaart.drempelsoort].label_nl if kaart.drempelsoort else None
    cijfer = definities()[kaart.indicator].naam if kaart.indicator in definities() else kaart.indicator
    gevolg = codelijst("signaalgevolg")[kaart.gevolg].label_nl if kaart.gevolg else None
    waar = ", ".join(map(regionaam, kaart.regios))
    wat = ": ".join(deel for deel in (thema or cijfer, drempel) if deel)
    return (wat, kaart.nummer, waar, datum(kaart.vastgesteld), _UITKOMST[kaart.stand], gevolg)


def kwaliteit(bevindingen: Sequence[Bevinding], gronden: Sequence[str], gebied: str) -> Hoofdstuk:
    """What was known to be wrong or missing, and why the period was closed all the same."""
    kolommen = (
        Kolom("bevinding", "Bevinding"),
        Kolom("soort", "Soort", getoond=False),
        Kolom("regio", "Regio"),
        Kolom("regiocode", "Code van de regio", getoond=False),
        Kolom("aantal", "Aantal", "aantal"),
    )
    labels = codelijst("afsluitbevinding")
    rijen = tuple(
        (labels[b.soort].label_nl, b.soort, regionaam(b.regio), b.regio, b.aantal)
        for b in bevindingen
        if gebied in (VLAANDEREN, b.regio)
    )
    uitleg = (
        "Er was niets dat een waarschuwing vroeg." if not rijen else "Wie de periode afsloot, zag deze bevindingen."
    )
    waarom = [codelijst("afsluitgrond")[grond].label_nl for grond in gronden] if rijen else []
    zinnen = (uitleg, *([f"Toch afgesloten: {'; '.join(waarom)}."] if waarom else []))
    tabel = Tabel("bevindingen", "Bevindingen bij het afsluiten", kolommen, rijen)
    return Hoofdstuk("bevindingen", "Waar je op moet letten", zinnen, (Deel(tabel),))


def definitielijst(stof: Stof) -> Hoofdstuk:
    """What every figure means, what it was counted on, and what it cannot say."""
    namen = ("cijfer", "code", "versie", "betekenis", "teller", "noemer", "eenheid", "periode_volgens", "bron")
    titels = ("Cijfer", "Code", "Versie", "Betekenis", "Teller", "Noemer", "Eenheid", "Periode volgens", "Bron")
    getoond = {"cijfer", "betekenis", "teller", "noemer"}
    kolommen = tuple(
        Kolom(naam, titel, "aantal" if naam == "versie" else "tekst", getoond=naam in getoond)
        for naam, titel in zip(namen, titels, strict=True)
    )
    rijen = tuple(_definitierij(definitie, stof) for definitie in telbaar())
    log = (Kolom("log", "Log"), Kolom("regiocode", "Code", getoond=False), Kolom("positie", "Positie", "aantal"))
    posities = tuple((_log(regio), regio, positie) for regio, positie in sorted(stof.stand.items()))
    delen = (
        Deel(Tabel("definities", "Wat elk cijfer betekent", kolommen, rijen)),
        Deel(Tabel("stand", "De stand: tot welke positie van elk log", log, posities)),
    )
    return Hoofdstuk("toelichting", "Toelichting", _BEPERKINGEN, delen)


def _definitierij(d: Definitie, stof: Stof) -> tuple[Cel, ...]:
    namen = (f"{d.naam} ({d.code})", d.code, d.versie_van(stof.periode), d.betekenis, d.teller, d.noemer)
    return (*namen, d.eenheid, d.tijdsas, f"{d.bron}; CAF {d.caf}")


def _log(regio: str) -> str:
    return "De VOL zelf" if regio == "vol" else regionaam(regio)
