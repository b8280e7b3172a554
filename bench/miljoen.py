"""A million dossiers: what a rebuild takes, and how long somebody waits for a page of ten figures, now and then."""

import resource
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import quantiles

import duckdb

from bench.dossiers import PER_DOSSIER, gebeurtenissen
from bench.meting import Meting, Opzet
from bench.opslagen import vermenigvuldig, vul
from vol_reporting.archief.laden import open_archief
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.bestand import Bestand
from vol_reporting.cijferopslag import Opslag
from vol_reporting.cijfers import Periode, Vraag
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag

_BASIS, _KEER = 20_000, 50
_CODES = ("B01", "B02", "B04", "K02", "R01", "R02c", "R05", "R06", "D05", "R07")
_MAANDEN = [Periode.lees(f"2024-{maand:02d}") for maand in range(1, 13)]
_BLAD = Vraag(_MAANDEN, codes=_CODES)
_LEZERS, _KIJK_S, _PAUZE_S, _ELKE_S = 4, 20, 0.2, 0.5
_HERBOUW_S, _BLAD_MS, _STROOM_MS, _ERIN_S, _EEN_S, _TIEN_S, _GIB = 35.0, 250.0, 400.0, 3.0, 2.0, 6.0, 2.0


def meet(opzet: Opzet) -> list[Meting]:
    """Seconds and memory over a storage made of a fiftieth of the dossiers, fifty times, each with ids of its own."""
    archief = opzet.map / "archief"
    dossiers = _maak(opzet, archief)
    bestand = Bestand(opzet.map / "vol")
    bestand.map.mkdir()
    herbouw = _duur(lambda: _herbouw(bestand, archief))
    opslag = Opslag(bestand)
    vouw = _duur(opslag.lezer)
    opzet.zeg(f"{dossiers} dossiers from the archive in {herbouw:.1f} s, folded in {vouw:.1f} s")
    eerste = _duur(lambda: opslag.cijfers(_BLAD))
    metingen = [
        _op(f"{dossiers} dossiers from the archive, with all tables", herbouw + vouw, "s", _HERBOUW_S),
        _op("a page of ten figures, the first time it is asked for", eerste * 1000, "ms"),
        *_lezen(opslag, opzet.omvang(_KIJK_S, 3)),
        *_terugblik(opslag),
    ]
    opslag.sluit()
    geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return [*metingen, _op("memory at most, all of this together", geheugen, "GiB", _GIB)]


def _op(naam: str, waarde: float, eenheid: str, grens: float | None = None, noot: str = "") -> Meting:
    return Meting(naam=naam, waarde=waarde, eenheid=eenheid, grens=grens, hoger_is_beter=False, noot=noot)


def _maak(opzet: Opzet, archief: Path) -> int:
    """The archive of so many dossiers; how many."""
    basis, keer = opzet.omvang(_BASIS, 200), opzet.omvang(_KEER, 3)
    con = open_opslag(opzet.map / "bron.duckdb")
    vul(con, round(basis * PER_DOSSIER))
    vermenigvuldig(con, keer)
    archiveer(con, archief)
    con.close()
    return basis * keer


def _herbouw(bestand: Bestand, archief: Path) -> None:
    with open_opslag(bestand.opslag) as con:
        verwerking = Verwerking(con)
        with verwerking.opnieuw():
            verwerking.vul(open_archief(archief).laad)


def _duur(werk: Callable[[], object]) -> float:
    begin = time.perf_counter()
    werk()
    return time.perf_counter() - begin


def _lezen(opslag: Opslag, seconden: int) -> Iterator[Meting]:
    """Four who look at the page over and over: at rest, and while events come in."""
    stil = _kijk(opslag, seconden, lambda: False)
    yield _op("a page of ten figures, four readers", _p95(stil), "ms (p95)", _BLAD_MS, f"{len(stil)} pages")
    con = opslag.cursor()
    stroom, verwerking, erin = _stroom(con), Verwerking(con), list[float]()

    def komt() -> bool:
        verwerking.verwerk("VOL", [next(stroom)])
        opslag.is_veranderd()
        erin.append(_duur(lambda: opslag.cijfers(_BLAD)))
        time.sleep(_ELKE_S)
        return True

    druk = _kijk(opslag, seconden, komt)
    yield _op("the same, while events come in", _p95(druk), "ms (p95)", _STROOM_MS, f"{len(druk)} pages")
    yield _op("an event → on the page, four readers beside it", _p95(erin) / 1000, "s (p95)", _ERIN_S)


def _kijk(opslag: Opslag, seconden: int, ondertussen: Callable[[], bool]) -> list[float]:
    """The seconds of every page, some five a second for each reader; meanwhile that, as long as it does something."""
    klaar = threading.Event()

    def lees(_: int) -> list[float]:
        duren: list[float] = []
        while not klaar.is_set():
            duren.append(_duur(lambda: opslag.cijfers(_BLAD)))
            klaar.wait(_PAUZE_S)
        return duren

    with ThreadPoolExecutor(_LEZERS) as draden:
        lezers = draden.map(lees, range(_LEZERS))
        einde = time.monotonic() + seconden
        while time.monotonic() < einde:
            if not ondertussen():
                time.sleep(einde - time.monotonic())
        klaar.set()
        return [duur for duren in lezers for duur in duren]


def _p95(seconden: list[float]) -> float:
    return quantiles(seconden, n=100, method="inclusive")[94] * 1000


def _stroom(con: duckdb.DuckDBPyConnection) -> Iterator[Binnengekomen]:
    """New events of dossiers that were not there, at the end of the log of Gent."""
    [(positie, vol)] = con.execute(
        "SELECT max(positie) FILTER (regio = 'gent'), max(vol_positie) FROM gebeurtenis"
    ).fetchall()
    for nummer, g in enumerate(islice(gebeurtenissen(100_000, zaad=2, regio="gent"), 100_000), start=1):
        yield Binnengekomen("gent", positie + nummer, vol + nummer, datetime(2026, 1, 1, tzinfo=UTC), g.ruw)


def _terugblik(opslag: Opslag) -> Iterator[Meting]:
    """At a stand at which a fifth of every log was not there yet."""
    stand = {regio: positie * 4 // 5 for regio, positie in opslag.posities().items()}
    duren = {
        code: _duur(lambda code=code: opslag.cijfers(Vraag(_MAANDEN, stand=stand, codes=[code]))) for code in _CODES
    }
    traagste = max(duren, key=lambda code: duren[code])
    yield _op("a figure at a past stand, the slowest of ten", duren[traagste], "s", _EEN_S, traagste)
    blad = Vraag(_MAANDEN, stand=stand, codes=_CODES)
    yield _op("ten figures at a past stand", _duur(lambda: opslag.cijfers(blad)), "s", _TIEN_S)
    yield _op("the same, asked again", _duur(lambda: opslag.cijfers(blad)) * 1000, "ms")
