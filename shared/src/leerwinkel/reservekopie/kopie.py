"""One back-up on disk: a folder that is there whole, with a list of its files, or not at all."""

import json
import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any, Final

from leerwinkel.runtime.schrijven import leg_vast, schrijf, slot
from leerwinkel.runtime.zegbaar import Zegbaar

LIJST: Final = "inhoud.json"
BEWAARTERMIJN: Final = timedelta(days=30)
_VERSIE: Final = 1


class Deel(StrEnum):
    """What a back-up holds. They are kept apart: with the log alone, or the kluis alone, nobody reads a person."""

    LOG = "log"
    KLUIS = "kluis"
    SLEUTELS = "sleutels"


class KopieOngeldig(Zegbaar):
    """The back-up cannot be used; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Reservekopie:
    """A back-up of one region, or of the VOL, as its list describes it."""

    map: Path
    wie: str
    deel: Deel
    gemaakt: datetime
    over: Mapping[str, Any]
    bestanden: Mapping[str, str]

    def is_te_oud(self, nu: datetime) -> bool:
        """Whether it must no longer exist."""
        return nu - self.gemaakt > BEWAARTERMIJN

    def pad(self, naam: str) -> Path:
        """A file of it. Raises KopieOngeldig where the list does not have it."""
        if naam not in self.bestanden:
            raise KopieOngeldig(f"In {self.map} ontbreekt {naam}. Neem een andere reservekopie.")
        return self.map / naam

    def onder(self, map_: str) -> Iterator[str]:
        """The names of its files in that folder."""
        return (naam for naam in self.bestanden if naam.startswith(f"{map_}/"))

    def kijk_na(self) -> None:
        """Compare every file with the list. Raises KopieOngeldig."""
        for naam, digest in self.bestanden.items():
            try:
                gelijk = _digest(self.map / naam) == digest
            except OSError:
                gelijk = False
            if not gelijk:
                raise KopieOngeldig(f"{self.map / naam} is beschadigd of ontbreekt. Neem een andere reservekopie.")


def lees_kopie(map_: Path) -> Reservekopie:
    """Read the list of a back-up. Raises KopieOngeldig where it is none, or was changed."""
    try:
        gelezen = json.loads((map_ / LIJST).read_bytes())
        zegel = gelezen.pop("zegel")
        wanneer = datetime.fromisoformat(gelezen["gemaakt"])
        deel, namen = Deel(gelezen["deel"]), dict(gelezen["bestanden"])
        kopie = Reservekopie(map_, str(gelezen["wie"]), deel, wanneer, gelezen["over"], namen)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fout:
        raise KopieOngeldig(f"{map_} is geen reservekopie, of is niet heel.") from fout
    buiten = any(Path(naam).is_absolute() or ".." in Path(naam).parts for naam in namen)
    if zegel != _zegel(gelezen) or gelezen["versie"] != _VERSIE or buiten:
        raise KopieOngeldig(f"{map_ / LIJST} is niet wat er geschreven werd. Neem een andere reservekopie.")
    return kopie


def kopieen(map_: Path) -> list[Reservekopie]:
    """All whole ones in a folder, the oldest first."""
    gevonden = [lees_kopie(lijst.parent) for lijst in map_.glob(f"*/{LIJST}") if not lijst.parent.name.startswith(".")]
    return sorted(gevonden, key=lambda kopie: kopie.gemaakt)


class Kopieschrijver:
    """Writes the files of one back-up. Nobody but the owner reads them."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.over: dict[str, Any] = {}

    @contextmanager
    def bestand(self, naam: str) -> Generator[IO[bytes]]:
        """A new file; on disk after the block."""
        pad = self.map / naam
        pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as open_:
            yield open_
            open_.flush()
            os.fsync(open_.fileno())

    def neem(self, bron: Path, naam: str) -> None:
        """The file as it is now. One that went away meanwhile is left out."""
        try:
            inhoud = bron.read_bytes()
        except FileNotFoundError:
            return
        with self.bestand(naam) as doel:
            doel.write(inhoud)


@contextmanager
def nieuwe_kopie(map_: Path, wie: str, deel: Deel, nu: datetime) -> Generator[Kopieschrijver]:
    """A back-up that is there after the block; whatever breaks in it leaves none. Raises AlBezig, OSError."""
    naam = f"{wie}-{deel}-{nu.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    with slot(map_ / f".{wie}-{deel}.slot"):
        for half in map_.glob(f".{wie}-{deel}-*.half"):
            shutil.rmtree(half)
        bezig = map_ / f".{naam}.half"
        bezig.mkdir(mode=0o700)
        try:
            schrijver = Kopieschrijver(bezig)
            yield schrijver
            _sluit_af(schrijver, wie, deel, nu)
            bezig.rename(map_ / naam)
            leg_vast(map_)
        except BaseException:
            shutil.rmtree(bezig, ignore_errors=True)
            raise


def _sluit_af(schrijver: Kopieschrijver, wie: str, deel: Deel, nu: datetime) -> None:
    alles = sorted(schrijver.map.rglob("*"))
    namen = {pad.relative_to(schrijver.map).as_posix(): _digest(pad) for pad in alles if pad.is_file()}
    inhoud = {
        "versie": _VERSIE,
        "wie": wie,
        "deel": deel.value,
        "gemaakt": nu.astimezone(UTC).isoformat(),
        "over": schrijver.over,
        "bestanden": namen,
    }
    for pad in [*alles, schrijver.map]:
        if pad.is_dir():
            leg_vast(pad)
    schrijf(schrijver.map / LIJST, json.dumps(inhoud | {"zegel": _zegel(inhoud)}, indent=1).encode(), 0o600)


def _zegel(inhoud: Mapping[str, Any]) -> str:
    return sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()


def _digest(pad: Path) -> str:
    with pad.open("rb") as open_:
        return file_digest(open_, "sha256").hexdigest()


def verwijder(kopie: Reservekopie) -> None:
    """Remove it; keys are overwritten first. From the first moment on it is no back-up any more."""
    (kopie.map / LIJST).unlink()
    if kopie.deel is Deel.SLEUTELS:
        for naam in kopie.bestanden:
            _overschrijf(kopie.map / naam)
    shutil.rmtree(kopie.map)
    leg_vast(kopie.map.parent)


def _overschrijf(pad: Path) -> None:
    with pad.open("r+b") as open_:
        open_.write(os.urandom(os.fstat(open_.fileno()).st_size))
        open_.flush()
        os.fsync(open_.fileno())
