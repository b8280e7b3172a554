"""What the pages of reports show: the periods with how far each is, and one period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import AfsluitingVoorgesteld, Bevinding
from leerwinkel.runtime.web.opmaak import BRUSSEL, getal
from vol_reporting.benamingen import regionaam
from vol_reporting.duidingswoorden import Woord
from vol_reporting.gastheer import Cijferbron
from vol_reporting.kalender import laatste_maand, maand_eerder
from vol_reporting.periode import Periode
from vol_reporting.rapporten.afsluiting import Afgesloten, Afsluiting, Open, Voorgesteld
from vol_reporting.rapporten.bevindingen import bevindingen
from vol_reporting.rapporten.bronnen import lees_afsluitingen
from vol_reporting.rapporten.canoniek import als_bytes, sha256
from vol_reporting.rapporten.inhoud import GEBIEDEN, in_woorden
from vol_reporting.registratie.stand import laatste_stand, stand_op
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.web import adressen

_SOORTEN = ("Maand", "Kwartaal", "Jaar")
_MAAND, _KWARTAAL, _JAAR = 1, 3, 12
_RECENT = ((_MAAND, 4), (_KWARTAAL, 4), (_JAAR, 2))
"""Of so many months each, and how many of them are listed."""


@dataclass(frozen=True, slots=True)
class Perioderegel:
    """A period in the list."""

    label: str
    soort: str
    dagen: str
    toestand: Woord
    bevroren: int


@dataclass(frozen=True, slots=True)
class Gebiedregel:
    """A report of a period."""

    naam: str
    adres: str
    bevroren: bool


@dataclass(frozen=True, slots=True)
class Bevindingregel:
    """A warning. `adres` is where more of it is to be seen."""

    zin: str
    regio: str
    aantal: str
    adres: str


@dataclass(frozen=True, slots=True)
class Periodeblad:
    """`stand_van` and `bevindingen` are those of the closing, of what is proposed, or else of the last stand.

    `laatste` is when the last stand was, if there is one; `kenmerk` says which proposal was seen.
    """

    regel: Perioderegel
    voorbij: bool
    toestand: Afsluiting
    laatste: datetime | None
    stand_van: datetime | None
    bevindingen: Sequence[Bevindingregel]
    rapporten: Sequence[Gebiedregel]
    kenmerk: str


def einde(periode: Periode) -> datetime:
    """When a period is over, in Brussels."""
    assert periode.tot is not None
    return datetime(periode.tot.year, periode.tot.month, periode.tot.day, tzinfo=BRUSSEL)


def maak_lijst(con: duckdb.DuckDBPyConnection, vandaag: date) -> list[Perioderegel]:
    """The last months, quarters and years that have ended, and all that somebody did something with."""
    bekend = lees_afsluitingen(con)
    labels = dict.fromkeys([*recente(laatste_maand(con, vandaag)), *bekend])
    return sorted((_regel(label, bekend.get(label, Open())) for label in labels), key=_volgorde, reverse=True)


def recente(laatste: date) -> Iterator[str]:
    """Those that have ended with that month, or before it."""
    na = maand_eerder(laatste, -1)
    for lengte, aantal in _RECENT:
        tot = maand_eerder(na, (na.month - 1) % lengte)
        for n in range(1, aantal + 1):
            yield _label(maand_eerder(tot, n * lengte), lengte)


def _label(begin: date, lengte: int) -> str:
    if lengte == _MAAND:
        return f"{begin:%Y-%m}"
    return f"{begin:%Y}" if lengte == _JAAR else f"{begin:%Y}-Q{(begin.month + 2) // _KWARTAAL}"


def _volgorde(regel: Perioderegel) -> tuple[int, date]:
    return -_SOORTEN.index(regel.soort), einde(Periode.lees(regel.label)).date()


def _regel(label: str, toestand: Afsluiting) -> Perioderegel:
    soort = "Jaar" if len(label) == 4 else "Kwartaal" if "Q" in label else "Maand"  # noqa: PLR2004 - of a year
    match toestand:
        case Open():
            woord, bevroren = Woord("stil", "open"), 0
        case Voorgesteld():
            woord, bevroren = Woord("let-op", "wacht op goedkeuring"), 0
        case Afgesloten(_, rapporten):
            woord, bevroren = Woord("goed", "afgesloten"), len(rapporten)
    return Perioderegel(label, soort, in_woorden(Periode.lees(label)), woord, bevroren)


def maak_periodeblad(opslag: Cijferbron, periode: Periode, nu: datetime) -> Periodeblad:
    """One period."""
    con = opslag.lezer()
    toestand = lees_afsluitingen(con).get(periode.label, Open())
    laatste = _laatste(con)
    voorstel = toestand.voorstel if isinstance(toestand, Voorgesteld | Afgesloten) else None
    if voorstel is not None:
        gevonden = voorstel.bevindingen
    else:
        gevonden = bevindingen(con, opslag.cijfers, periode, stand_op(con, laatste)) if laatste else ()
    return Periodeblad(
        _regel(periode.label, toestand),
        nu >= einde(periode),
        toestand,
        laatste,
        voorstel.stand_van if voorstel else laatste,
        [_bevinding(bevinding, periode) for bevinding in gevonden],
        list(_rapporten(periode, toestand)),
        kenmerk(voorstel) if voorstel else "",
    )


def _laatste(con: duckdb.DuckDBPyConnection) -> datetime | None:
    try:
        return laatste_stand(con)
    except ValueError:
        return None


def kenmerk(voorstel: AfsluitingVoorgesteld) -> str:
    """Names a proposal by all that it says."""
    return sha256(als_bytes(voorstel.model_dump(mode="json")))


def _bevinding(bevinding: Bevinding, periode: Periode) -> Bevindingregel:
    zin = codelijst("afsluitbevinding")[bevinding.soort].label_nl
    vraag = {"periode": periode.label, "regio": bevinding.regio}
    adres = adressen.indicator("Q07", vraag) if bevinding.soort == "regels" else "/datakwaliteit"
    return Bevindingregel(zin, regionaam(bevinding.regio), getal(bevinding.aantal), adres)


def _rapporten(periode: Periode, toestand: Afsluiting) -> Iterator[Gebiedregel]:
    bevroren = {regio or VLAANDEREN for _, regio in toestand.rapporten} if isinstance(toestand, Afgesloten) else set()
    for gebied in GEBIEDEN:
        yield Gebiedregel(regionaam(gebied), f"/rapporten/{periode.label}/{gebied}", gebied in bevroren)
