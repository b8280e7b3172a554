"""The Parquet archive: making it, and building the VOL's storage from it, against DuckDB reading the bare file."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb

from bench.blokken import verhouding
from bench.dossiers import gebeurtenissen
from bench.meting import Meting, Opzet
from vol_reporting.archief.laden import open_archief
from vol_reporting.archief.plaats import tabelbestand
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.cijfers import Vraag, bereken, ververs
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag

_KEREN = 3
_DEEL = 20_000
_GRENS_S = 4.0
_ONTVANGEN = datetime(2026, 1, 1, tzinfo=UTC)


def meet(opzet: Opzet) -> list[Meting]:
    """Seconds for an archive of so many events, from it to a storage that can be asked, and on to every figure."""
    aantal = opzet.omvang(1_000_000, 3_000)
    archief = opzet.map / "archief"
    schrijven = _archiveer(opzet, aantal, archief)
    paren = [(_tel(_herbouw, opzet.map, archief), _tel(_kaal, opzet.map, archief)) for _ in range(_KEREN)]
    met_cijfers = min(_tel(_herbouw_en_tel, opzet.map, archief) for _ in range(_KEREN))
    grootte = sum(bestand.stat().st_size for bestand in archief.rglob("*.parquet")) / 1e6
    return [
        Meting(
            naam=f"{aantal} events from the archive, the storage ready",
            waarde=min(herbouw for herbouw, _ in paren),
            eenheid="s",
            basis=min(kaal for _, kaal in paren),
            tegenover="DuckDB putting the same Parquet file into a table",
            verhouding=verhouding(*map(list, zip(*paren, strict=True))),
            grens=_GRENS_S,
            hoger_is_beter=False,
            noot="zonder de vraag aan de hub of het archief van haar is",
        ),
        Meting(naam="the same, up to every figure", waarde=met_cijfers, eenheid="s", hoger_is_beter=False),
        Meting(
            naam="making the archive", waarde=schrijven, eenheid="s", hoger_is_beter=False, noot=f"{grootte:.0f} MB"
        ),
    ]


def _archiveer(opzet: Opzet, aantal: int, uit: Path) -> float:
    """Take in the events, archive them; the seconds of the latter."""
    opslag = opzet.map / "bron.duckdb"
    con = open_opslag(opslag)
    verwerking, reeks = Verwerking(con), _berichten(aantal)
    while deel := list(islice(reeks, _DEEL)):
        verwerking.verwerk("VOL", deel)
    opzet.zeg(f"{aantal} gebeurtenissen in de opslag")
    begin = time.perf_counter()
    archiveer(con, uit)
    duur = time.perf_counter() - begin
    con.close()
    return duur


def _berichten(aantal: int) -> Iterator[Binnengekomen]:
    posities = Counter[str]()
    for nummer, g in enumerate(gebeurtenissen(aantal), start=1):
        posities[g.regio] += 1
        yield Binnengekomen(g.regio, posities[g.regio], nummer, _ONTVANGEN, g.ruw)


def _tel(werk: Callable[[Path, Path], None], map_: Path, archief: Path) -> float:
    """The seconds that it takes into a new file."""
    doel = map_ / "doel.duckdb"
    for naam in (doel, doel.with_name("doel.duckdb.wal")):
        naam.unlink(missing_ok=True)
    gc.collect()
    begin = time.perf_counter()
    werk(doel, archief)
    return time.perf_counter() - begin


def _herbouw(doel: Path, archief: Path) -> None:
    with open_opslag(doel) as con:
        _laad(con, archief)


def _herbouw_en_tel(doel: Path, archief: Path) -> None:
    with open_opslag(doel) as con:
        _laad(con, archief)
        ververs(con)
        assert bereken(con, Vraag())


def _laad(con: duckdb.DuckDBPyConnection, archief: Path) -> None:
    geopend, verwerking = open_archief(archief), Verwerking(con)
    geopend.ankers()
    with verwerking.opnieuw():
        verwerking.vul(geopend.laad)


def _kaal(doel: Path, archief: Path) -> None:
    bestand = str(tabelbestand(archief, "gebeurtenis"))
    with duckdb.connect(str(doel)) as con:
        con.execute("CREATE TABLE kaal AS FROM read_parquet($bestand)", {"bestand": bestand})
