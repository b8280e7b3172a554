"""The command that makes the archive for auditors."""

import asyncio
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.bestand import Bestand
from vol_reporting.controle.archiefblad import Archiefblad
from vol_reporting.controle.archiefschrijven import schrijf_archief
from vol_reporting.controle.bronkeuze import open_bron
from vol_reporting.controle.scherm import Archiefmap, Json, noteer_inzage, schrijf_json, voortgang, zeg

_ZIP = ".zip"


def archief(
    *,
    uit: Annotated[Path, typer.Option(help="Een nieuwe map, of een nieuw bestand dat op .zip eindigt.")],
    van: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Schrijf alles wat nodig is om zonder server te bewijzen en te tellen naar een map of een zip."""
    with duidelijk():
        blad = asyncio.run(_archiveer(uit.absolute(), van))
    if als_json:
        schrijf_json(blad.model_dump(mode="json"))
    else:
        aantal = sum(blad.berichten.values())
        zeg(f"{aantal} gebeurtenissen en {len(blad.bestanden)} bestanden staan in {uit.absolute()}.")


async def _archiveer(uit: Path, van: Path | None) -> Archiefblad:
    rapporten = Bestand(Instellingen().data / "vol-reporting").rapporten
    noteer_inzage("archief", van, uit=uit)
    async with open_bron(van, Instellingen()) as bron:
        with voortgang("Gebeurtenissen geschreven") as gelezen, _doel(uit) as map_:
            return await schrijf_archief(bron, rapporten, map_, gelezen)


@contextmanager
def _doel(uit: Path) -> Generator[Path]:
    """The folder to write; of a zip one beside it, which becomes the zip."""
    if uit.suffix != _ZIP:
        yield uit
        return
    if uit.exists():
        raise Archieffout(f"{uit} bestaat al. Geef een nieuw bestand.")
    with TemporaryDirectory(prefix=".audit-", dir=uit.parent) as map_:
        yield Path(map_) / "archief"
        half = shutil.make_archive(str(Path(map_) / "half"), "zip", Path(map_) / "archief")
        Path(half).replace(uit)
