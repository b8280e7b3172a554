"""The promise of erasure, whole: every file from before, every file from after, every back-up, and the keys of after.

The attacker reads whole folders, and tries every key that can be had on everything that looks encrypted. Only the
master keys of before, which were destroyed, and the back-up of keys, which lives 30 days, are not theirs.
"""

import base64
import gzip
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from sqlalchemy import select

from leerwinkel.kluis.tabellen import sleutels
from leerwinkel.reservekopie.kopie import Deel, verwijder
from leerwinkel.runtime.verbinding import database

from .conftest import BLIJFT, WEG, Regio

_JWE = re.compile(rb"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_GEWIKKELD = re.compile(rb'"gewikkeld": \{"bytes": "([^"]+)"\}')
_NAMEN = (b"Zilverberg", b"Quirine", b"85073003328")


def _alles(mappen: Iterable[Path]) -> Iterator[bytes]:
    for map_ in mappen:
        for pad in map_.rglob("*"):
            if pad.is_file():
                inhoud = pad.read_bytes()
                yield gzip.decompress(inhoud) if pad.suffix == ".gz" else inhoud


def _gewikkeld(mappen: Iterable[Path]) -> Iterator[bytes]:
    """Every wrapped key in a database or a back-up."""
    for map_ in mappen:
        for pad in map_.rglob("leerwinkel.sqlite"):
            engine = database(f"sqlite:///{pad}")
            with engine.connect() as verbinding:
                yield from (g for g in verbinding.scalars(select(sleutels.c.gewikkeld)) if g)
            engine.dispose()
        for pad in map_.rglob("kluis.ndjson"):
            yield from map(base64.b64decode, _GEWIKKELD.findall(pad.read_bytes()))


def _meesters(mappen: Iterable[Path]) -> set[bytes]:
    return {pad.read_bytes() for map_ in mappen for pad in map_.rglob("*.sleutel")}


def _gelezen(mappen: list[Path], meesters: set[bytes]) -> bytes:
    sleutels_ = {s for m in meesters for g in set(_gewikkeld(mappen)) if (s := _geopend(m, g))} | meesters
    gesloten = {tekst for inhoud in _alles(mappen) for tekst in _JWE.findall(inhoud)}
    assert gesloten
    return b"\n".join(_ontcijferd(tekst, sleutel) for tekst in gesloten for sleutel in sleutels_)


def _geopend(meester: bytes, gewikkeld: bytes) -> bytes | None:
    try:
        return aes_key_unwrap(meester, gewikkeld)
    except (InvalidUnwrap, ValueError):
        return None


def _ontcijferd(tekst: bytes, sleutel: bytes) -> bytes:
    try:
        return jwe.decrypt_compact(tekst, OctKey.import_key(sleutel)).plaintext or b""
    except (JoseError, ValueError):
        return b""


async def test_with_every_file_of_before_and_after_and_every_backup_the_erased_person_cannot_be_read(
    regio: Regio, tmp_path: Path
) -> None:
    gesloten = regio.vul_kluis(weg=WEG, blijft=BLIJFT)
    for client, tekst in gesloten.items():
        await regio.schrijf(client, inhoud=b'{"persoonsgegevens":"%s"}' % tekst.encode())
    kopie = await regio.kopieer()
    data, ervoor, erna = regio.instellingen.data / "gent", tmp_path / "ervoor", tmp_path / "erna"
    shutil.copytree(data, ervoor)
    oude_meesters = _meesters([ervoor])

    await regio.wis("weg")
    # somebody puts the kluis of before back: it forgets again, before anybody can ask it anything
    for bestand in data.glob("leerwinkel.sqlite*"):
        bestand.unlink()
    await regio.zet_terug(kopie[Deel.KLUIS], kopie[Deel.SLEUTELS])
    nieuwe = await regio.kopieer()
    shutil.copytree(data, erna)
    buit = [ervoor, erna, kopie[Deel.LOG].map, kopie[Deel.KLUIS].map, *(deel.map for deel in nieuwe.values())]

    gelezen = _gelezen(buit, _meesters([erna, nieuwe[Deel.SLEUTELS].map]))
    assert b"Achterhoek" in gelezen
    assert [naam for naam in _NAMEN if naam in gelezen] == []
    assert not oude_meesters & _meesters([erna, nieuwe[Deel.SLEUTELS].map])
    # nothing lies anywhere unencrypted either
    assert [naam for naam in _NAMEN for inhoud in _alles(buit) if naam in inhoud] == []

    # With the back-up of the keys of before it can be read: that is why it does not live longer than 30 days.
    assert b"Zilverberg" in _gelezen(buit, _meesters([kopie[Deel.SLEUTELS].map]))
    verwijder(kopie[Deel.SLEUTELS])
    assert not kopie[Deel.SLEUTELS].map.exists()
