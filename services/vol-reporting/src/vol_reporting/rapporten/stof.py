"""Everything that the reports of one period are made of, counted once for all areas, at a stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from vol_reporting.cijfers import Cijfer, bereken
from vol_reporting.duiding import KERN
from vol_reporting.herleiding import Getal, per_gebied
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.kalender import maanden
from vol_reporting.kwaliteit.bronnen import lees_doelen
from vol_reporting.kwaliteit.meting import Meter
from vol_reporting.kwaliteit.oordeel import Beoordeeld, beoordeel
from vol_reporting.momenten import BRUSSEL
from vol_reporting.periode import Periode
from vol_reporting.rapporten.momentopname import momentopname
from vol_reporting.registratie.stand import Stand, besluiten_bij
from vol_reporting.signalen.bronnen import Kaart, lees_bord
from vol_reporting.statistiek.interval import Sommen
from vol_reporting.vraag import VLAANDEREN, Vraag

OPZET = 1
"""The version of what follows here and in `inhoud`: another selection is another version."""
MAANDEN = 24
"""So many months of each core figure, up to and including the last one of the period."""
PERSONEN = ("B02", "R01", "R02c")
"""The figures that are told by profile: who came, who chose, who enrolled."""
PROFIEL = (
    "geslacht",
    "leeftijdsgroep",
    "scholing",
    "statuut",
    "herkomst_groep",
    "nederlands",
    "gezinssituatie",
    "kansengroepen",
)


@dataclass(frozen=True, slots=True)
class Stof:
    """`cijfers` are all figures of the period, `maanden` the core figures by month, `profiel` the figures by profile.

    `sommen`: code → area → what the records add up to. `apart`: the regions of which a part was held apart.
    """

    periode: Periode
    stand: Stand
    stand_van: datetime
    cijfers: tuple[Cijfer, ...]
    maanden: tuple[Cijfer, ...]
    profiel: tuple[Cijfer, ...]
    sommen: Mapping[str, Mapping[str, Sommen]]
    beleidssignalen: tuple[Kaart, ...]
    doelen: tuple[Beoordeeld, ...]
    apart: tuple[str, ...]

    def totalen(self, code: str) -> list[Cijfer]:
        """A figure in every area, without its dimensions."""
        return [c for c in self.cijfers if c.code == code and c.dimensie is None]


def verzamel(con: duckdb.DuckDBPyConnection, periode: Periode, stand: Stand, stand_van: datetime) -> Stof:
    """Count it. Takes seconds, and on millions of events minutes. Raises ValueError for an endless period."""
    if periode.tot is None:
        raise ValueError("Een rapport is van een maand, een kwartaal of een jaar.")
    reeks = maanden(periode.tot - timedelta(days=1), MAANDEN)
    gekozen, eigen = telbaar(), stand["vol"]
    with momentopname(con, stand) as toen:
        return Stof(
            periode,
            stand,
            stand_van,
            tuple(bereken(toen, Vraag(periode, codes=[d.code for d in gekozen]))),
            tuple(c for c in bereken(toen, Vraag(reeks, codes=KERN)) if c.dimensie is None),
            tuple(_profiel(toen, periode)),
            _sommen(toen, periode, gekozen),
            tuple(sorted(lees_bord(con, eigen).values(), key=lambda kaart: (kaart.vastgesteld, kaart.nummer))),
            tuple(_doelen(con, toen, periode, stand, stand_van)),
            tuple(sorted(besluiten_bij(con, stand).vanaf)),
        )


@dataclass(frozen=True, slots=True)
class _Kopie:
    """What counted at the stand, for who asks a storage."""

    con: duckdb.DuckDBPyConnection

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self.con

    def lezer(self) -> duckdb.DuckDBPyConnection:
        return self.con

    def posities(self) -> dict[str, int]:
        return {}

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        return bereken(self.con, vraag)


def _doelen(
    con: duckdb.DuckDBPyConnection,
    toen: duckdb.DuckDBPyConnection,
    periode: Periode,
    stand: Stand,
    stand_van: datetime,
) -> list[Beoordeeld]:
    """The targets of this very period, as agreed and as measured at the stand."""
    gesteld = [doel for doel in lees_doelen(con, Vraag(stand=stand)) if doel.gesteld.periode == periode.label]
    meter = Meter(_Kopie(toen), Vraag(), stand_van.astimezone(BRUSSEL).date())
    return beoordeel(meter, sorted(gesteld, key=lambda doel: doel.nummer))


def telbaar() -> list[Definitie]:
    """The figures of a report: those that can be told of a stand."""
    return [d for d in definities().values() if "stand" not in d.niet_bij]


def _profiel(toen: duckdb.DuckDBPyConnection, periode: Periode) -> Iterable[Cijfer]:
    for kenmerk in PROFIEL:
        for cijfer in bereken(toen, Vraag(periode, codes=PERSONEN, splits=kenmerk)):
            if cijfer.dimensie == kenmerk:
                yield cijfer


def _sommen(
    toen: duckdb.DuckDBPyConnection, periode: Periode, gekozen: Sequence[Definitie]
) -> Mapping[str, Mapping[str, Sommen]]:
    """Of the figures of which an interval can be made."""
    met_interval = [d for d in gekozen if d.noemer and d.record and d.mediaan_van is None and not d.referenties]
    vragen = {d.code: Vraag(periode, codes=[d.code], regio=VLAANDEREN) for d in met_interval}
    return {code: per_gebied(toen, Getal(vraag)) for code, vraag in vragen.items()}
