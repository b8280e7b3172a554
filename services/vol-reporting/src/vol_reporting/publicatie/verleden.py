"""What was published before, as the VOL keeps it: the files that went out, and the exact numbers behind them.

The exact numbers stay inside: they are needed to know what a reader can find by laying publications side by side. Each
publication is a folder that says the digest of its files and of the one before, so that nothing can change unseen.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.datapakket import als_json
from vol_reporting.publicatie.bestanden import Uitgave
from vol_reporting.publicatie.cellen import Laag, Plaats, Som
from vol_reporting.publicatie.opbouw import Perioden

_TELLING = "telling.json"
_KENMERK = "kenmerk.json"
_UIT = "uitgegeven"


class Veranderd(Zegbaar):
    """What was published is no longer what is kept; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Eerdere:
    """A publication that was made."""

    map: Path
    uitgave: Uitgave
    laag: Laag

    def bestanden(self) -> dict[str, bytes]:
        """The files that went out."""
        return _inhoud(self.map / _UIT)


def lees_verleden(map_: Path) -> list[Eerdere]:
    """All publications, in the order in which they were made. Raises Veranderd."""
    if not map_.is_dir():
        return []
    vorige, gelezen = "", list[Eerdere]()
    for plaats in sorted(p for p in map_.iterdir() if not p.name.startswith(".")):
        try:
            kenmerk = (plaats / _KENMERK).read_bytes()
            klopt = kenmerk == als_json(_kenmerk(_inhoud(plaats / _UIT), (plaats / _TELLING).read_bytes(), vorige))
            gelezen.append(_uit_json(plaats, json.loads((plaats / _TELLING).read_bytes())))
        except (OSError, ValueError, KeyError) as fout:
            raise Veranderd(f"De publicatie in {plaats} is niet te lezen. Zet ze terug van een reservekopie.") from fout
        if not klopt:
            raise Veranderd(f"De publicatie in {plaats} is veranderd. Zet ze terug van een reservekopie.")
        vorige = hashlib.sha256(kenmerk).hexdigest()
    return gelezen


def bewaar(map_: Path, uitgave: Uitgave, laag: Laag, bestanden: Mapping[str, bytes]) -> None:
    """Keep a new publication; it is there whole or not at all. Raises OSError where another was just kept."""
    eerdere = sorted(p for p in map_.iterdir() if not p.name.startswith(".")) if map_.is_dir() else []
    vorige = hashlib.sha256((eerdere[-1] / _KENMERK).read_bytes()).hexdigest() if eerdere else ""
    telling = als_json(_als_json(uitgave, laag))
    naam = f"{len(eerdere) + 1:04d}-{uitgave.perioden.kwartaal}"
    half = map_ / f".{naam}"
    shutil.rmtree(half, ignore_errors=True)
    (half / _UIT).mkdir(parents=True, mode=0o700)
    half.chmod(0o700)
    for naam_, inhoud in bestanden.items():
        _schrijf(half / _UIT / naam_, inhoud)
    _schrijf(half / _TELLING, telling)
    _schrijf(half / _KENMERK, als_json(_kenmerk(bestanden, telling, vorige)))
    half.rename(map_ / naam)


def _schrijf(pad: Path, inhoud: bytes) -> None:
    with pad.open("wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())


def _inhoud(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in sorted(map_.iterdir())}


def _kenmerk(bestanden: Mapping[str, bytes], telling: bytes, vorige: str) -> Mapping[str, Any]:
    uit = {naam: hashlib.sha256(inhoud).hexdigest() for naam, inhoud in sorted(bestanden.items())}
    return {"vorige": vorige, "telling": hashlib.sha256(telling).hexdigest(), "uitgegeven": uit}


def _als_json(uitgave: Uitgave, laag: Laag) -> Mapping[str, Any]:
    nummers = {plaats: nummer for nummer, plaats in enumerate(laag.getallen)}

    def deel(plaatsen: Iterable[Plaats]) -> list[int]:
        return sorted(nummers[plaats] for plaats in plaatsen)

    return {
        "perioden": uitgave.perioden,
        "volgnummer": uitgave.volgnummer,
        "stand": uitgave.stand.isoformat(),
        "getallen": [[*plaats, aantal] for plaats, aantal in laag.getallen.items()],
        "sommen": [[nummers[totaal], *deel(delen)] for totaal, delen in laag.sommen],
        "getoond": deel(laag.getoond),
        "verborgen": deel(laag.verborgen),
    }


def _uit_json(map_: Path, ruw: Mapping[str, Any]) -> Eerdere:
    getallen = {Plaats(*plaats): aantal for *plaats, aantal in ruw["getallen"]}
    plaatsen = list(getallen)
    sommen = tuple(Som(plaatsen[hoofd], tuple(plaatsen[n] for n in delen)) for hoofd, *delen in ruw["sommen"])
    getoond, verborgen = (frozenset(plaatsen[n] for n in ruw[wat]) for wat in ("getoond", "verborgen"))
    kwartaal, eerdere, jaar = ruw["perioden"]
    uitgave = Uitgave(Perioden(kwartaal, tuple(eerdere), jaar), ruw["volgnummer"], datetime.fromisoformat(ruw["stand"]))
    return Eerdere(map_, uitgave, Laag(getallen, sommen, getoond, verborgen))
