"""The list of bad rows as a CSV file that a spreadsheet opens well and safely."""

import csv
import os
from collections.abc import Generator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from leerwinkel.inname.importeren.verslag import IN_GEHEUGEN, Importverslag, Rijfout
from leerwinkel.runtime.formules import geen_formule


class Foutenbestand:
    """Writes bad cells as they come: the file exists only once there is one. Readable by its owner alone."""

    def __init__(self, pad: Path, verslag: Importverslag) -> None:
        self._pad = pad
        self._verslag = verslag
        self._bestand: TextIOWrapper | None = None

    def meld(self, fout: Rijfout) -> None:
        """List one bad cell, here and (the first thousand) in the report."""
        if len(self._verslag.fouten) < IN_GEHEUGEN:
            self._verslag.fouten.append(fout)
        if self._bestand is None:
            self._bestand = self._open()
            self._schrijf(("bestand", "rij", "kolom", "reden"))
        self._schrijf((fout.bestand, str(fout.rij), fout.kolom, fout.reden))

    def sluit(self) -> None:
        """Nothing more will come."""
        if self._bestand is not None:
            self._bestand.close()

    def _open(self) -> TextIOWrapper:
        self._pad.parent.mkdir(parents=True, exist_ok=True)
        self._verslag.foutenbestand = self._pad
        nummer = os.open(self._pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        return TextIOWrapper(os.fdopen(nummer, "wb"), encoding="utf-8-sig", newline="")

    def _schrijf(self, cellen: tuple[str, ...]) -> None:
        assert self._bestand is not None
        csv.writer(self._bestand, delimiter=";").writerow(map(geen_formule, cellen))


@contextmanager
def foutenlijst(pad: Path, verslag: Importverslag) -> Generator[Foutenbestand]:
    """A list of bad rows that is closed whatever happens."""
    bestand = Foutenbestand(pad, verslag)
    try:
        yield bestand
    finally:
        bestand.sluit()
