"""The signals page: the board by status, the proposals with their evidence, and the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import regionaam
from vol_reporting.gastheer import Cijferbron
from vol_reporting.indicatoren import definities
from vol_reporting.kalender import maand_eerder
from vol_reporting.signalen.bronnen import Kaart, lees_meldingen
from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import KLEIN, Bewijs, Voorstel
from vol_reporting.signalen.voorstellen import Toestand
from vol_reporting.web.signaalkaart import Gemeenteregel, Tegel, gemeenten, gemeentenaam, tegels

TONEN = 6
"""So many proposals at first; the others on request."""
_JAAR = 12

Rijen = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Bewijsblad:
    """Evidence in words and numbers for a page; small numbers of groups are not told."""

    totaal: int
    regios: Rijen
    maanden: Rijen
    doelgroepen: Rijen
    gemeenten: Rijen
    signalen: Sequence["Signaalregel"]


@dataclass(frozen=True, slots=True)
class Signaalregel:
    """One signal, with where its events are."""

    adres: str
    dag: date
    regio: str
    soort: str


@dataclass(frozen=True, slots=True)
class Voorstelblad:
    """A proposal for a page."""

    nummer: str
    titel: str
    soort: str
    waarom: str
    waar: str
    van: date
    tot: date
    indicator: str | None
    bewijs: Bewijsblad | None


@dataclass(frozen=True, slots=True)
class Kaartblad:
    """A beleidssignaal for a page."""

    kaart: Kaart
    titel: str
    soort: str
    waar: str


@dataclass(frozen=True, slots=True)
class Signaalbord:
    """`kolommen`: the steps in order with what is at each. `maand` is the last one that has ended."""

    voorstellen: Sequence[Voorstelblad]
    meer: int
    kolommen: Sequence[tuple[str, str, Sequence[Kaartblad]]]
    tegels: Sequence[Tegel]
    gemeenten: Sequence[Gemeenteregel]
    signalen: int


_KOLOMMEN = (
    ("vastgesteld", "Vastgesteld", "Wacht op wie het behandelt."),
    ("in-behandeling", "In behandeling", "Wacht op een antwoord."),
    ("beantwoord", "Beantwoord", "De regio’s zien het antwoord."),
)


def maak_bord(toestand: Toestand, vandaag: date, *, alles: bool) -> Signaalbord:
    """The whole page; without `alles` the first proposals only."""
    kaarten, voorstellen = toestand.kaarten.values(), toestand.voorstellen
    jaar = [m for m in toestand.meldingen if m.dag >= maand_eerder(vandaag, _JAAR)]
    return Signaalbord(
        voorstellen=[voorstelblad(v) for v in (voorstellen if alles else voorstellen[:TONEN])],
        meer=0 if alles else max(0, len(voorstellen) - TONEN),
        kolommen=[
            (titel, uitleg, [kaartblad(k) for k in kaarten if k.stand == stand]) for stand, titel, uitleg in _KOLOMMEN
        ],
        tegels=tegels(jaar, kaarten),
        gemeenten=gemeenten(jaar),
        signalen=len(jaar),
    )


def voorstelblad(voorstel: Voorstel) -> Voorstelblad:
    """In words."""
    return Voorstelblad(
        voorstel.nummer,
        titel(voorstel.thema, voorstel.drempelsoort, voorstel.indicator),
        _label("beleidssignaalherkomst", voorstel.herkomst),
        voorstel.waarom,
        waar(voorstel.regios),
        voorstel.van,
        voorstel.tot,
        voorstel.indicator,
        bewijsblad(voorstel.meldingen) if voorstel.meldingen else None,
    )


def kaartblad(kaart: Kaart) -> Kaartblad:
    """In words."""
    soort = _label("beleidssignaalherkomst", kaart.herkomst)
    return Kaartblad(kaart, titel(kaart.thema, kaart.drempelsoort, kaart.indicator), soort, waar(kaart.regios))


def bewijs_van(opslag: Cijferbron, kaart: Kaart) -> Bewijsblad | None:
    """What the events behind a beleidssignaal say now, corrections included; None where it rests on none."""
    if not kaart.bewijs:
        return None
    alle = lees_meldingen(opslag.lezer(), date.min)
    return bewijsblad([m for m in alle if (m.source, m.id) in kaart.bewijs])


def bewijsblad(meldingen: Sequence[Melding]) -> Bewijsblad:
    """In words and numbers."""
    bewijs = Bewijs.van(meldingen)
    return Bewijsblad(
        bewijs.totaal,
        [(regionaam(code), getal(n)) for code, n in bewijs.regios.items()],
        [(f"{maand:%m/%Y}", getal(n)) for maand, n in bewijs.maanden.items()],
        [(_label("doelgroep", code), _klein(n)) for code, n in bewijs.doelgroepen.items()],
        [(gemeentenaam(code), getal(n)) for code, n in bewijs.gemeenten.items()],
        [
            Signaalregel(f"/records/{m.regio}/{m.signaal}", m.dag, regionaam(m.regio), _label("signaalsoort", m.soort))
            for m in meldingen
        ],
    )


def _klein(aantal: int) -> str:
    return f"hoogstens\N{NO-BREAK SPACE}{KLEIN}" if aantal <= KLEIN else getal(aantal)


def titel(thema: str | None, drempelsoort: str | None, indicator: str | None) -> str:
    """What it is about."""
    if indicator is not None:
        return definities()[indicator].naam if indicator in definities() else indicator
    delen = [_label("thema", thema or "andere"), _label("drempelsoort", drempelsoort) if drempelsoort else ""]
    return ": ".join(filter(None, delen))


def waar(regios: Sequence[str]) -> str:
    """Where it comes from."""
    alle = codelijst("regio")
    return "Alle regio’s" if len(regios) == len(alle) else ", ".join(map(regionaam, regios))


def _label(lijst: str, code: str) -> str:
    gevonden = codelijst(lijst).get(code)
    return gevonden.label_nl if gevonden else code


def opties(lijst: str, leeg: str) -> list[tuple[str, str]]:
    """The codes of a list to choose from, after what nothing chosen is called."""
    return [("", leeg), *((code, codering.label_nl) for code, codering in codelijst(lijst).items())]


def labels(lijst: str) -> Mapping[str, str]:
    """Code → label."""
    return {code: codering.label_nl for code, codering in codelijst(lijst).items()}
