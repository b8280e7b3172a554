"""What an export consists of: the known tables in a folder or file, and what there is besides."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from leerwinkel.inname.importeren.csvtabel import csv_tabel
from leerwinkel.inname.importeren.indeling import GENEGEERD, indeling_van, lijkt_op
from leerwinkel.inname.importeren.tabel import Onbruikbaar, Tabel
from leerwinkel.inname.importeren.xlsxtabel import xlsx_tabellen
from leerwinkel.runtime.zegbaar import Zegbaar

_WERKMAPPEN: Final = (".xlsx", ".xlsm")
_ANDERE: Final = (".xls", ".xlsb", ".ods", ".tsv")


class GeenExport(Zegbaar):
    """There is nothing to import there; the message says why, in Dutch."""


@dataclass(slots=True)
class Bronnen:
    """The tables to read, the notes about other files, and the files that cannot be read with the reason."""

    tabellen: list[Tabel] = field(default_factory=list[Tabel])
    opmerkingen: list[str] = field(default_factory=list[str])
    onbruikbaar: dict[str, str] = field(default_factory=dict[str, str])


def zoek_bronnen(plek: Path) -> Bronnen:
    """The tables in a folder (not in folders within it) or in one file. Raises GeenExport where there are none."""
    if not plek.exists():
        raise GeenExport(f"{plek} bestaat niet")
    bronnen = Bronnen()
    for pad in sorted(plek.iterdir()) if plek.is_dir() else [plek]:
        if pad.is_file() and not _overslaan(pad.name):
            _voeg_toe(bronnen, pad)
    if not bronnen.tabellen and not bronnen.onbruikbaar:
        uitleg = "; ".join(bronnen.opmerkingen) or "er zijn geen CSV- of XLSX-bestanden"
        raise GeenExport(f"in {plek} valt niets in te lezen: {uitleg}")
    return bronnen


def _overslaan(naam: str) -> bool:
    klein = naam.casefold()
    eigen_lijst = klein.startswith("fouten-") and klein.endswith(".csv")
    return eigen_lijst or klein.startswith((".", "~$"))


def _voeg_toe(bronnen: Bronnen, pad: Path) -> None:
    achtervoegsel = pad.suffix.casefold()
    try:
        if achtervoegsel == ".csv":
            _kies(bronnen, csv_tabel(pad))
        elif achtervoegsel in _WERKMAPPEN:
            for tabel in xlsx_tabellen(pad):
                _kies(bronnen, tabel)
        elif achtervoegsel in _ANDERE:
            bronnen.onbruikbaar[pad.name] = "dit formaat lees ik niet; bewaar het als XLSX of als CSV UTF-8"
    except Onbruikbaar as fout:
        bronnen.onbruikbaar[pad.name] = str(fout)


def _kies(bronnen: Bronnen, tabel: Tabel) -> None:
    if indeling_van(tabel.stam) is not None:
        bronnen.tabellen.append(tabel)
    elif not tabel.stam.strip().casefold().startswith(GENEGEERD):
        bedoeld = lijkt_op(tabel.stam)
        raad = f"; bedoel je ‘{bedoeld}’?" if bedoeld else ""
        bronnen.opmerkingen.append(f"{tabel.naam} is niet ingelezen: geen gebeurtenis heet zo{raad}")
