"""The core figures over time, and the regions beside each other: what chance does, and no order of merit."""

from collections.abc import Iterator

from vol_reporting.benamingen import met_hoofdletter, regionaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.duiding import (
    KERN,
    interval,
    is_aandeel,
    is_ja_of_nee,
    reeks_over,
    trechter_over,
    vergelijkbaar,
)
from vol_reporting.duidingswoorden import OORDELEN, OPVALLEND
from vol_reporting.grafieken import KORT
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.rapporten.cijferdelen import GETALLEN, getallen
from vol_reporting.rapporten.model import Cel, Deel, Grafiekvraag, Hoofdstuk, Kolom, Tabel, rond
from vol_reporting.rapporten.stof import Stof
from vol_reporting.statistiek.reeks import Punt
from vol_reporting.vraag import VLAANDEREN

_VERLOOP = (
    Kolom("maand", "Maand"),
    Kolom("code", "Code", getoond=False),
    Kolom("versie", "Versie", "aantal", getoond=False),
    Kolom("waarde", "Waarde", "waarde"),
    Kolom("ondergrens", "Ondergrens", "onder"),
    Kolom("bovengrens", "Bovengrens", "boven"),
    *GETALLEN[3:],
    Kolom("oordeel", "Wat de grenzen zeggen"),
)
_REGIOS = (
    Kolom("regio", "Regio"),
    Kolom("regiocode", "Code van de regio", getoond=False),
    Kolom("code", "Code", getoond=False),
    Kolom("versie", "Versie", "aantal", getoond=False),
    *GETALLEN,
    Kolom("oordeel", "Wat de grenzen zeggen"),
)
_UITLEG_VERLOOP = (
    "Toeval alleen blijft bijna altijd tussen de grenzen. Een maand valt op als ze erbuiten ligt, of als negen maanden "
    "op rij aan één kant van het midden liggen."
)
_UITLEG_REGIOS = (
    "Kleine regio’s verschillen ook door toeval. De trechter toont hoe ver toeval reikt rond wat alle regio’s samen "
    "hebben: in 95 op 100 gevallen tussen de stippellijnen, bijna altijd (99,8 %) tussen de volle lijnen. De regio’s "
    "staan in een vaste volgorde: dit is geen rangschikking."
)


def verloop(stof: Stof, gebied: str) -> Hoofdstuk:
    """Each core figure by month, with its limits."""
    delen = tuple(_verloopdeel(stof, gebied, definities()[code]) for code in KERN)
    return Hoofdstuk("verloop", "Hoe het loopt", (_UITLEG_VERLOOP,), delen)


def _verloopdeel(stof: Stof, gebied: str, definitie: Definitie) -> Deel:
    alle = [c for c in stof.maanden if (c.code, c.regio) == (definitie.code, gebied)]
    cijfers, aandeel = vergelijkbaar(alle), is_aandeel(definitie)
    reeks = reeks_over(cijfers, als_aandeel=aandeel)
    maal = 100 if aandeel else 1
    rijen = tuple(_maandrij(*paar, maal) for paar in zip(cijfers, reeks.punten, strict=True))
    titel = f"{definitie.naam} ({definitie.code}) per maand: {regionaam(gebied)}"
    tabel = Tabel(f"verloop-{definitie.code.lower()}", titel, _VERLOOP, rijen)
    vraag = Grafiekvraag("verloop", f"{definitie.naam} per maand", definitie.eenheid, aandeel)
    return Deel(tabel, definitie.betekenis, vraag if reeks.midden is not None else None)


def _maandrij(cijfer: Cijfer, punt: Punt, maal: int) -> tuple[Cel, ...]:
    grenzen = [None if grens is None else rond(maal * grens) for grens in (punt.onder, punt.boven)]
    waarde, _, _, *rest = getallen(cijfer)
    oordeel = OPVALLEND[punt.opvallend].tekst if punt.opvallend else None
    return (cijfer.periode, cijfer.code, cijfer.versie, waarde, *grenzen, *rest, oordeel)


def naast_elkaar(stof: Stof) -> Hoofdstuk:
    """The shares among the core figures in every region, each with its funnel."""
    delen = tuple(_regiodelen(stof))
    return Hoofdstuk("regios", "De regio’s naast elkaar", (_UITLEG_REGIOS,), delen)


def _regiodelen(stof: Stof) -> Iterator[Deel]:
    for definitie in (definities()[code] for code in KERN):
        sommen = stof.sommen.get(definitie.code, {})
        heel = sommen.get(VLAANDEREN)
        if not is_aandeel(definitie) or (heel is not None and not is_ja_of_nee(heel)):
            continue
        totalen = [c for c in stof.totalen(definitie.code) if c.regio != VLAANDEREN]
        trechter = trechter_over(totalen)
        rijen = tuple(
            (
                f"{regionaam(c.regio)} ({KORT[c.regio]})",
                c.regio,
                c.code,
                c.versie,
                *getallen(c, interval(c, sommen.get(c.regio))),
                OORDELEN[trechter.oordelen[c.regio]].tekst,
            )
            for c in totalen
        )
        wat = met_hoofdletter(definitie.noemer or "")
        tabel = Tabel(f"regios-{definitie.code.lower()}", f"{definitie.naam} per regio", _REGIOS, rijen)
        vraag = Grafiekvraag("trechter", f"{definitie.naam} per regio", definitie.eenheid, als_aandeel=True, wat=wat)
        yield Deel(tabel, definitie.betekenis, vraag if trechter.gemeen is not None else None)
