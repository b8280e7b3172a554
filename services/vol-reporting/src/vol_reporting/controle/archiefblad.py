"""What an archive for auditors says of itself: `archief.json`, with the hash of every file, sealed."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from vol_reporting.archief.inhoud import BLAD, Archieffout, verzegeld
from vol_reporting.archief.plaats import vingerafdruk_van

SOORT, VORM = "audit", 1
_HOOGSTENS = 1 << 26


class Archiefblad(BaseModel):
    """The contents. `berichten`: how many of each log; `bestanden`: the SHA-256 of each file, by its path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    soort: str = SOORT
    vorm: int = VORM
    gemaakt: AwareDatetime
    programma: str
    berichten: dict[str, int]
    bestanden: dict[str, str]

    def schrijf(self, map_: Path) -> None:
        """Write it into the folder, under its seal."""
        (map_ / BLAD).write_bytes(verzegeld(self.model_dump(mode="json")))

    def gebreken(self, map_: Path) -> list[str]:
        """Which files of the folder are not what they were (Dutch); files that do not belong to it too."""
        staan = {pad.relative_to(map_).as_posix() for pad in map_.rglob("*") if pad.is_file()} - {BLAD}
        weg = [f"{naam} ontbreekt" for naam in sorted(self.bestanden.keys() - staan)]
        te_veel = [f"{naam} hoort niet in het archief" for naam in sorted(staan - self.bestanden.keys())]
        anders = [
            f"{naam} is gewijzigd"
            for naam in sorted(self.bestanden.keys() & staan)
            if vingerafdruk_van(map_ / naam) != self.bestanden[naam]
        ]
        return [*weg, *anders, *te_veel]


def maak_blad(map_: Path, gemaakt: datetime, programma: str, berichten: dict[str, int]) -> Archiefblad:
    """Of all files that are in the folder now."""
    bestanden = sorted(pad for pad in map_.rglob("*") if pad.is_file())
    hashes = {pad.relative_to(map_).as_posix(): vingerafdruk_van(pad) for pad in bestanden}
    return Archiefblad(gemaakt=gemaakt, programma=programma, berichten=berichten, bestanden=hashes)


def lees_blad(map_: Path) -> Archiefblad:
    """Raises Archieffout where it is damaged, changed, or of something else."""
    blad = map_ / BLAD
    if not map_.exists():
        raise Archieffout(f"{map_} bestaat niet. Geef de map of de zip van een archief.")
    if not blad.is_file() or blad.stat().st_size > _HOOGSTENS:
        raise Archieffout(f"{map_} is geen archief: {BLAD} staat er niet in, of is te groot om echt te zijn.")
    staat = blad.read_bytes()
    try:
        velden: dict[str, Any] = json.loads(staat)
        if velden.get("soort") != SOORT or velden.get("vorm") != VORM:
            raise Archieffout(f"{map_} is geen archief van `audit archief`, of van een andere versie.")
        velden.pop("zegel", None)
        if verzegeld(velden) != staat:
            raise Archieffout(f"{BLAD} is gewijzigd sinds het archief gemaakt is. Neem een ander archief.")
        return Archiefblad.model_validate(velden)
    except (ValueError, AttributeError, RecursionError, ValidationError) as fout:
        raise Archieffout(f"{BLAD} is beschadigd en niet te lezen.") from fout
