"""Copying what was signed of a log, as it is at its last checkpoint, while its owner goes on."""

import shutil
from pathlib import Path

from leerwinkel.audit import Checkpoint
from leerwinkel.audit.tiles import WIDTH, BadTile, tile_path
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.controle.bron import Waarmerken

_HOOGTE, _HOOGTES = 8, 8
_OOK = ("bevindingen.ndjson", "wissels")
"""What else is kept with a log: what was found, and which key said which is the next."""


def neem_uitgave_over(waarmerken: Waarmerken, naar: Path) -> None:
    """Of what the witness has, else of what the log gave out itself. Raises Archieffout where tiles are missing."""
    van = waarmerken.getuigd
    if van.laatste() is None and waarmerken.eigen is not None:
        van = waarmerken.eigen
    for sleutel in waarmerken.sleutels:
        Uitgave(naar).vertrouw(sleutel)
    if (note := van.laatste()) is None:
        return
    omvang = Checkpoint.parse(note.text).size
    (naar / "checkpoints").mkdir(parents=True, exist_ok=True)
    (naar / "checkpoint").write_bytes(note.format())
    for each in van.map.glob("checkpoints/[0-9]*"):
        if int(each.name) <= omvang:
            shutil.copyfile(each, naar / "checkpoints" / each.name)
    for naam in _OOK:
        if (van.map / naam).is_dir():
            shutil.copytree(van.map / naam, naar / naam)
        elif (van.map / naam).exists():
            shutil.copyfile(van.map / naam, naar / naam)
    try:
        _neem_tegels_over(van, omvang, naar)
    except BadTile as fout:
        raise Archieffout(
            f"De tegels van {naar.name} zijn niet heel: {fout}. Ga ze na met `audit verifieer`."
        ) from fout


def _neem_tegels_over(van: Uitgave, omvang: int, naar: Path) -> None:
    for hoogte in range(_HOOGTES):
        hashes = omvang >> (_HOOGTE * hoogte)
        for nummer in range(-(-hashes // WIDTH)):
            pad = tile_path(hoogte, nummer, min(WIDTH, hashes - nummer * WIDTH))
            doel = naar / pad
            doel.parent.mkdir(parents=True, exist_ok=True)
            doel.write_bytes(van.tegel(pad))


def neem_getuigen_over(waarmerken: Waarmerken, naar: Path) -> None:
    """Who may cosign."""
    for getuige in waarmerken.getuigen:
        Uitgave(naar).vertrouw(getuige)
