"""What of a region, and of the VOL, is no projection, and where it lies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.leesmodel import Place, place
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB

_HUIZEN: Final = ("inzage", *DIENSTEN)
"""Homes of tables that are data. What the VOL sent (`volpost`) is fetched again, read models are built again."""
_NIET: Final = {"tile", "opzij", "gelezen.json", "gebroken.json"}
"""Tiles follow from the log; a mark says how a log is now."""


def huizen(instellingen: Instellingen, regio: str) -> dict[str, Place]:
    """The homes of a region's own tables, by name, whether they are there or not."""
    url = instellingen.database_url(regio)
    return {naam: place(url, f"{naam}_{regio.replace('-', '_')}") for naam in _HUIZEN}


def is_er(instellingen: Instellingen, regio: str, naam: str) -> bool:
    """Whether that home was made; in PostgreSQL an empty one costs nothing."""
    url = make_url(instellingen.database_url(regio))
    bestand = Path(url.database or ".").parent / f"{naam}_{regio.replace('-', '_')}.sqlite"
    return url.get_backend_name() != "sqlite" or bestand.exists()


def openbare_mappen(instellingen: Instellingen, wie: str) -> dict[str, Path]:
    """Folders and files beside the log that hold no key: what was signed, published, reported, and who looked."""
    if wie != HUB:
        return {"waarmerk": instellingen.waarmerkmap(wie)}
    vol = instellingen.data / "vol-reporting"
    gewoon = {naam: vol / naam for naam in ("publicaties", "rapporten", "inzage.ndjson")}
    logs = {f"getuige/{log}": instellingen.getuigemap / log for log in (*instellingen.regios, HUB)}
    return gewoon | logs


def sleutelmappen(instellingen: Instellingen, wie: str) -> dict[str, Path]:
    """Folders with private keys, and the names of who works there, which no log has.

    Not the key of the linking service: without it the regions send everything anew.
    """
    if wie != HUB:
        mappen = {"regio": instellingen.sleutelmap(wie), "regios": instellingen.regiosleutelmap}
        return mappen | {"collegas": instellingen.data / wie / "collegas"}
    vol = instellingen.data / "vol-reporting"
    mappen = {"getuige": instellingen.getuigemap / "sleutels", "vol": instellingen.sleutelmap(HUB)}
    return mappen | {"collegas.json": vol / "collegas.json"}


def bestanden(map_: Path) -> Iterator[tuple[str, Path]]:
    """Every file to keep below a folder, with its name from there; or the file itself."""
    if map_.is_file():
        yield "", map_
    for pad in sorted(map_.rglob("*")):
        delen = pad.relative_to(map_).parts
        if pad.is_file() and not any(deel.startswith(".") or deel in _NIET for deel in delen):
            yield pad.relative_to(map_).as_posix(), pad
