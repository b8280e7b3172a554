"""What an archive says of itself: `archief.json`, sealed so that no change of it goes unnoticed."""

import hashlib
import inspect
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from leerwinkel.gebeurtenissen import contract, upcasters
from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.opslag import TABELLEN, rijvorm

VORM = 1
BLAD = "archief.json"
_HOOGSTENS = 1 << 20
_UIT_HET_LOG = "Bouw op uit het log met `vol herbouw`"


class Archieffout(Zegbaar):
    """An archive that cannot be made, or is not to be used; nothing was changed. The message is Dutch."""


class Tabelblad(BaseModel):
    """What one file must be."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    rijen: int
    bytes: int
    sha256: str


class Inhoud(BaseModel):
    """The contents of an archive.

    `kolommen` is the fingerprint of everything that decides which rows an event becomes. `stromen` and `regios` say up
    to which position of each stream of the hub, and of each region's log, the events are in it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    vorm: int
    gemaakt: AwareDatetime
    kolommen: str
    stromen: dict[str, int]
    regios: dict[str, int]
    tabellen: dict[str, Tabelblad]

    def schrijf(self, map_: Path) -> None:
        """Write it into the folder, under its seal."""
        (map_ / BLAD).write_bytes(verzegeld(self.model_dump(mode="json")))


def lees_inhoud(map_: Path) -> Inhoud:
    """Reads it from the folder. Raises Archieffout where it is damaged, or of another format or other columns."""
    velden, zoals_het_staat = _lees(map_ / BLAD)
    if velden.get("vorm") != VORM:
        raise Archieffout(f"Dit programma leest alleen archieven van vorm {VORM}. {_UIT_HET_LOG}.")
    velden.pop("zegel", None)
    if verzegeld(velden) != zoals_het_staat:
        raise Archieffout(f"{BLAD} is gewijzigd sinds het archief gemaakt is. Neem een ander archief, of het log.")
    try:
        inhoud = Inhoud.model_validate(velden)
    except ValidationError as fout:
        raise Archieffout(f"{BLAD} is niet wat het moet zijn.") from fout
    if inhoud.kolommen != vingerafdruk() or inhoud.tabellen.keys() != set(TABELLEN):
        raise Archieffout(
            "Het archief is gemaakt met andere kolommen dan die van dit programma. "
            f"{_UIT_HET_LOG}, en maak daarna een nieuw archief."
        )
    return inhoud


def _lees(blad: Path) -> tuple[dict[str, Any], bytes]:
    if not blad.is_file():
        raise Archieffout(f"{blad.parent} is geen archief: {BLAD} staat er niet in.")
    if blad.stat().st_size > _HOOGSTENS:
        raise Archieffout(f"{BLAD} is te groot om echt te zijn.")
    try:
        staat = blad.read_bytes()
        gelezen = json.loads(staat)
    except (ValueError, RecursionError) as fout:
        raise Archieffout(f"{BLAD} is beschadigd en niet te lezen.") from fout
    if not isinstance(gelezen, dict):
        raise Archieffout(f"{BLAD} is niet wat het moet zijn.")
    return gelezen, staat


def verzegeld(velden: dict[str, Any]) -> bytes:
    """The whole text, with a hash of the rest as its last field."""
    zegel = hashlib.sha256(json.dumps(velden).encode()).hexdigest()
    return json.dumps(velden | {"zegel": zegel}, indent=1).encode() + b"\n"


@cache
def vingerafdruk() -> str:
    """The same as long as an event becomes the same rows: tables, how they are filled, the contract, old versions."""
    delen = [rijvorm(), *(f"{pad}\n{tekst}" for pad, tekst in contract.bestanden().items())]
    return hashlib.sha256("\n".join([*delen, inspect.getsource(upcasters)]).encode()).hexdigest()


def nieuwe_inhoud(
    gemaakt: datetime, stromen: dict[str, int], regios: dict[str, int], tabellen: dict[str, Tabelblad]
) -> Inhoud:
    """The contents of an archive that this program makes."""
    return Inhoud(
        vorm=VORM, gemaakt=gemaakt, kolommen=vingerafdruk(), stromen=stromen, regios=regios, tabellen=tabellen
    )
