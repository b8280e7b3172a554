"""The page of one figure: what it is, how it runs, where it differs, what it is split into, and what it stands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from leerwinkel.runtime.web.grafiek import Grafiek
from vol_reporting.benamingen import met_hoofdletter, regionaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duiding import interval, is_aandeel, is_ja_of_nee, reeks_over, trechter_over, vergelijkbaar
from vol_reporting.duidingswoorden import OORDELEN, OPVALLEND, grenzen, waarde
from vol_reporting.gastheer import Cijferbron
from vol_reporting.grafieken import KORT, reeksgrafiek, trechtergrafiek
from vol_reporting.herleiding import Getal, per_gebied
from vol_reporting.indicatoren import Definitie
from vol_reporting.kalender import laatste_maand, maanden, vandaag
from vol_reporting.momenten import moment
from vol_reporting.periode import Periode
from vol_reporting.statistiek.interval import Sommen
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.vraagstelling import stel_vraag
from vol_reporting.web.blad import toelichting
from vol_reporting.web.regels import Regel, Verdeling, regel, verdelingen

MAANDEN = 24


@dataclass(frozen=True, slots=True)
class Regios:
    """The regions beside each other: a row each, what they have in common, and the funnel where it is right."""

    regels: tuple[Regel, ...]
    gemeen: str
    trechter: Grafiek | None


@dataclass(frozen=True, slots=True)
class Verloop:
    """The months: a row each, with the limits where there are enough."""

    regels: tuple[Regel, ...]
    grafiek: Grafiek | None
    met_grenzen: bool
    opvallend: int
    andere_versie: bool


@dataclass(frozen=True, slots=True)
class Indicatorblad:
    """`posities`: up to where events of each region count. `cijfers`: all that the page tells."""

    definitie: Definitie
    versie: int
    titel: str
    toelichting: str
    totaal: Regel
    eenheid: str
    opmerking: str | None
    regios: Regios
    verloop: Verloop
    verdelingen: tuple[Verdeling, ...]
    posities: tuple[tuple[str, int], ...]
    cijfers: tuple[Cijfer, ...]


def maak_indicatorblad(opslag: Cijferbron, definitie: Definitie, waarden: Mapping[str, str]) -> Indicatorblad:
    """Answers what the form asks of one figure; without a region, of Flanders. Raises OnjuisteVraag."""
    splits = waarden["splits"] if definitie.splitsbaar else ""
    vraag = stel_vraag(opslag.lezer(), **{**waarden, "splits": splits}, codes=[definitie.code])
    gebied = vraag.regio or VLAANDEREN
    [periode] = vraag.perioden()
    reeks = maanden(_laatste(opslag, periode, waarden), MAANDEN)
    alle = opslag.cijfers(replace(vraag, regio=None, splits=None, periode=[periode, *reeks]))
    overal = [c for c in alle if c.periode == periode.label]
    hier = [c for c in overal if c.regio == gebied]
    gesplitst = opslag.cijfers(replace(vraag, regio=gebied)) if vraag.splits else []
    gesplitst = [c for c in gesplitst if c.dimensie and c.dimensie.split("|")[-1] == vraag.splits]
    sommen = _sommen(opslag, definitie, vraag)
    totaal = next(c for c in hier if c.dimensie is None)
    verloop = [c for m in reeks for c in alle if (c.periode, c.regio, c.dimensie) == (m.label, gebied, None)]
    return Indicatorblad(
        definitie=definitie,
        versie=totaal.versie,
        titel=f"{regionaam(gebied)}, {_in_woorden(periode)}",
        toelichting=toelichting(waarden, vraag.splits),
        totaal=regel(totaal, regionaam(gebied), waarden, interval(totaal, sommen.get(gebied))),
        eenheid="" if totaal.eenheid in {"aantal", "%"} else totaal.eenheid,
        opmerking=totaal.opmerking,
        regios=_regios(definitie, [c for c in overal if c.dimensie is None], sommen, waarden),
        verloop=_verloop(definitie, verloop, waarden),
        verdelingen=tuple(verdelingen([*hier, *gesplitst], waarden)),
        posities=_posities(opslag, vraag),
        cijfers=(*overal, *gesplitst),
    )


def _in_woorden(periode: Periode) -> str:
    return "alle periodes" if periode.van is None and periode.tot is None else f"periode {periode.label}"


def _laatste(opslag: Cijferbron, periode: Periode, waarden: Mapping[str, str]) -> date:
    """The last month to show: of the period, of the moment that is looked back to, or of what there is."""
    mogelijk = [laatste_maand(opslag.lezer(), vandaag())]
    mogelijk += [moment(waarden[veld]).date() for veld in ("stand", "bekend_op") if waarden[veld].strip()]
    if periode.tot is not None:
        mogelijk.append(periode.tot - timedelta(days=1))
    return min(mogelijk)


def _sommen(opslag: Cijferbron, definitie: Definitie, vraag: Vraag) -> dict[str, Sommen]:
    """By area, what the records of the figure add up to; nothing where it has no records."""
    if definitie.record is None or vraag.verzwijgt(definitie):
        return {}
    return per_gebied(opslag.lezer(), Getal(replace(vraag, regio=VLAANDEREN, splits=None)))


def _regios(
    definitie: Definitie, totalen: Sequence[Cijfer], sommen: Mapping[str, Sommen], waarden: Mapping[str, str]
) -> Regios:
    heel = sommen.get(VLAANDEREN)
    trechter = trechter_over(totalen) if is_aandeel(definitie) and heel is not None and is_ja_of_nee(heel) else None
    oordelen = trechter.oordelen if trechter else {}
    regels = [
        regel(
            cijfer,
            f"{regionaam(cijfer.regio)} ({KORT[cijfer.regio]})" if trechter else regionaam(cijfer.regio),
            waarden,
            interval(cijfer, sommen.get(cijfer.regio)),
            OORDELEN[oordelen[cijfer.regio]] if cijfer.regio in oordelen else None,
        )
        for cijfer in totalen
        if cijfer.regio != VLAANDEREN
    ]
    gemeen = waarde(next(c for c in totalen if c.regio == VLAANDEREN))
    grafiek = None
    if trechter:
        grafiek = trechtergrafiek(trechter, f"{definitie.naam} per regio", met_hoofdletter(definitie.noemer or ""))
    return Regios(tuple(regels), gemeen, grafiek)


def _verloop(definitie: Definitie, alle: Sequence[Cijfer], waarden: Mapping[str, str]) -> Verloop:
    cijfers = vergelijkbaar(alle)
    aandeel = is_aandeel(definitie) and definitie.record is not None
    maal = 100 if aandeel else 1
    reeks = reeks_over(cijfers, als_aandeel=aandeel)
    regels = [
        replace(
            regel(cijfer, cijfer.periode, waarden),
            tussen=grenzen(punt, maal, cijfer.eenheid),
            woord=OPVALLEND[punt.opvallend] if punt.opvallend else None,
        )
        for cijfer, punt in zip(cijfers, reeks.punten, strict=True)
    ]
    grafiek = reeksgrafiek(reeks, f"{definitie.naam} per maand", definitie.eenheid, maal)
    versies = {cijfer.versie for cijfer in alle}
    return Verloop(tuple(regels), grafiek, reeks.met_grenzen, len(reeks.opvallend), len(versies) > 1)


def _posities(opslag: Cijferbron, vraag: Vraag) -> tuple[tuple[str, int], ...]:
    posities = opslag.posities() if vraag.stand is None else vraag.stand
    return tuple(sorted((regionaam(regio), positie) for regio, positie in posities.items() if regio != "vol"))
