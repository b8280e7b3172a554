"""Making the archive for auditors: everything that it takes to prove and to count again, whole or not at all."""

import shutil
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, aclosing, contextmanager
from datetime import UTC, datetime
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import RapportBevroren
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.archief.plaats import bewaar
from vol_reporting.controle.archiefblad import Archiefblad, maak_blad
from vol_reporting.controle.auditarchief import BERICHTEN, GETUIGEN, LOGMAP, RAPPORTEN, SCHEMA
from vol_reporting.controle.bron import Bericht, Bron
from vol_reporting.controle.reproductie import rapportnaam
from vol_reporting.controle.uitgavekopie import neem_getuigen_over, neem_uitgave_over
from vol_reporting.getuige.houder import LOGS, VOL
from vol_reporting.rapporten.kenmerken import manifest

_GROEP, _TEGELIJK = 5000, 16
_PAKKET = "leerwinkel-vol-reporting"
_TEKSTEN = {
    "codelijsten": ("leerwinkel.gebeurtenissen", "codelijsten"),
    "indicatoren": ("vol_reporting", "indicatoren"),
    "registratie": ("vol_reporting", "registratie"),
}
"""Folder of the archive → package, and the folder in it: what figures are counted by."""
_SOORTEN = (".csv", ".sql", ".toml", ".md")
_BEVROREN = RapportBevroren.gebeurtenistype().encode()


async def schrijf_archief(bron: Bron, rapporten: Path, uit: Path, gelezen: Callable[[int], None]) -> Archiefblad:
    """Write the folder `uit`, which is not there yet. It appears whole, on the disk, or not at all. Raises Archieffout.

    What was signed is copied first, so that every checkpoint in it covers only messages that are in it too.
    """
    with _nieuwe_map(uit) as half:
        for log in LOGS:
            neem_uitgave_over(bron.waarmerken(log), half / LOGMAP / log)
        neem_getuigen_over(bron.waarmerken(VOL), half / LOGMAP / GETUIGEN)
        _neem_teksten_over(half)
        _neem_rapporten_over(rapporten, half / RAPPORTEN)
        with _Berichten(half) as berichten:
            for logs in ([VOL], list(codelijst("regio"))):  # so of every stand in it the events are in it too
                async with aclosing(bron.kopie(logs)) as delen:
                    async for deel in delen:
                        berichten.neem(deel)
                        gelezen(len(deel))
        blad = maak_blad(half, datetime.now(UTC), metadata.version(_PAKKET), berichten.aantallen)
        blad.schrijf(half)
    return blad


@contextmanager
def _nieuwe_map(uit: Path) -> Generator[Path]:
    if uit.exists():
        raise Archieffout(f"{uit} bestaat al. Geef een nieuwe map.")
    half = uit.with_name(f".{uit.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        half.mkdir(parents=True, mode=0o700)
        yield half
        with ThreadPoolExecutor(_TEGELIJK) as draden:  # a disk takes many small files at once
            list(draden.map(bewaar, half.rglob("*")))
        half.rename(uit)
        bewaar(uit.parent)
    except (OSError, pa.ArrowException) as fout:
        raise Archieffout(f"Het archief kon niet geschreven worden: {fout}") from fout
    finally:
        shutil.rmtree(half, ignore_errors=True)


class _Berichten:
    """A file for each log, to which the messages go in groups; and the manifests of the reports among them."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        (map_ / BERICHTEN).mkdir()
        self.aantallen = dict.fromkeys(LOGS, 0)
        self._wacht: dict[str, list[Bericht]] = {log: [] for log in self.aantallen}
        self._stapel = ExitStack()
        self._bestanden = {log: self._stapel.enter_context(self._open(log)) for log in self.aantallen}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for log in self._wacht:
            self._schrijf(log)
        self._stapel.close()

    def neem(self, deel: Sequence[Bericht]) -> None:
        for bericht in deel:
            wacht = self._wacht[bericht.log]
            wacht.append(bericht)
            if bericht.log == VOL and _BEVROREN in bericht.inhoud:
                self._schrijf_manifest(bericht.inhoud)
            if len(wacht) == _GROEP:
                self._schrijf(bericht.log)

    def _open(self, log: str) -> pq.ParquetWriter:
        return pq.ParquetWriter(self._map / BERICHTEN / f"{log}.parquet", SCHEMA, compression="zstd")

    def _schrijf(self, log: str) -> None:
        wacht = self._wacht[log]
        if wacht:
            rijen = list(zip(*wacht, strict=True))[1:]
            kolommen = [pa.array(kolom, veld.type) for kolom, veld in zip(rijen, SCHEMA, strict=True)]
            self._bestanden[log].write_table(pa.Table.from_arrays(kolommen, schema=SCHEMA))
            self.aantallen[log] += len(wacht)
            wacht.clear()

    def _schrijf_manifest(self, inhoud: bytes) -> None:
        try:
            gezegd = lees(inhoud).data
        except Onleesbaar:
            return
        if isinstance(gezegd, RapportBevroren):
            (self._map / RAPPORTEN / f"{rapportnaam(gezegd)}.manifest.json").write_bytes(manifest(gezegd))


def _neem_teksten_over(half: Path) -> None:
    for map_, (pakket, onder) in _TEKSTEN.items():
        _kopieer(resources.files(pakket) / onder, half / map_)


def _kopieer(van: Traversable, naar: Path) -> None:
    naar.mkdir()
    for each in van.iterdir():
        if each.is_dir() and not each.name.startswith("_"):
            _kopieer(each, naar / each.name)
        elif each.name.endswith(_SOORTEN):
            (naar / each.name).write_bytes(each.read_bytes())


def _neem_rapporten_over(rapporten: Path, naar: Path) -> None:
    naar.mkdir()
    for each in rapporten.glob("[0-9a-f]*.json"):
        shutil.copyfile(each, naar / each.name)
