"""Reading a CSV file that a person made: row by row, with everything that is wrong in it at once."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from leerwinkel.gebeurtenissen.fouten import fouten_van

T = TypeVar("T")
VOORBEELD = "Voorbeeld, geen echt cijfer"
"""How the source of an example value begins."""


def lees_rijen(pad: Path, kolommen: Sequence[str], lees: Callable[[Mapping[str, str]], T]) -> list[T]:
    """What `lees` makes of each row: its columns without spaces around them, empty ones left out.

    Raises ValueError (Dutch) with everything that is wrong, by line.
    """
    fouten: list[str] = []
    gelezen: list[T] = []
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = csv.DictReader(bestand, strict=True)
        if missend := [naam for naam in kolommen if naam not in (rijen.fieldnames or ())]:
            raise ValueError(f"{pad.name} mist kolommen: {', '.join(missend)}. Nodig zijn: {', '.join(kolommen)}.")
        for rij in rijen:
            try:
                gelezen.append(lees({naam: tekst for naam in kolommen if (tekst := (rij[naam] or "").strip())}))
            except ValidationError as fout:
                fouten += [f"Regel {rijen.line_num}: {f}." for f in fouten_van(fout)]
            except ValueError as fout:
                fouten.append(f"Regel {rijen.line_num}: {fout}")
    if fouten:
        raise ValueError(" ".join(fouten))
    return gelezen


def zonder_voorbeeld(velden: Mapping[str, str]) -> dict[str, str]:
    """The same without `voorbeeld`; where that is ja the source says so. Raises ValueError (Dutch)."""
    if (voorbeeld := velden.get("voorbeeld", "nee")) not in ("ja", "nee"):
        raise ValueError("voorbeeld: schrijf ja of nee.")
    zonder = {naam: tekst for naam, tekst in velden.items() if naam != "voorbeeld"}
    return zonder | ({"bron": f"{VOORBEELD}: {zonder.get('bron', '')}"} if voorbeeld == "ja" else {})


def getal_uit(tekst: str, veld: str) -> float:
    """A number with a comma or a dot. Raises ValueError (Dutch)."""
    try:
        return float(tekst.replace(",", "."))
    except ValueError as geen:
        raise ValueError(f"{veld}: schrijf een getal, zonder punt per duizend.") from geen
