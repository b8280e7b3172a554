"""The report of an import for people, on a terminal."""

from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from leerwinkel.inname.importeren.verslag import Importverslag, Rijfout

_GETOONDE_FOUTEN: Final = 10


def toon(verslag: Importverslag, console: Console) -> None:
    """Print what went in per file, the first ten things that are wrong, and where the rest stands."""
    console.print(_tabel(verslag))
    for bestand in verslag.per_bestand:
        if bestand.onbruikbaar is not None:
            console.print(f"[red]Niet ingelezen:[/red] {_veilig(bestand.bestand)} {_veilig(bestand.onbruikbaar)}.")
    _toon_fouten(verslag, console)
    for opmerking in verslag.opmerkingen:
        console.print(f"[yellow]Let op:[/yellow] {_veilig(opmerking)}")
    for (regio, naam), aantal in verslag.verdwenen.items():
        wat = "1 gebeurtenis staat" if aantal == 1 else f"{aantal} gebeurtenissen staan"
        console.print(
            f"[yellow]Verdwenen:[/yellow] {regio}, {naam}: {wat} niet meer in deze export. Er is niets ingetrokken."
        )


def _tabel(verslag: Importverslag) -> Table:
    tabel = Table("bestand", title="Ingelezen", title_justify="left")
    for kop in ("rijen", "nieuw", "herhaald", "gecorrigeerd", "fout"):
        tabel.add_column(kop, justify="right")
    for b in verslag.per_bestand:
        tabel.add_row(_veilig(b.bestand), *map(_getal, (b.gelezen, b.aanvaard, b.herhaald, b.gecorrigeerd, b.fout)))
    tabel.add_section()
    totaal = (verslag.gelezen, verslag.aanvaard, verslag.herhaald, verslag.gecorrigeerd, verslag.fout)
    tabel.add_row("samen", *map(_getal, totaal))
    return tabel


def _toon_fouten(verslag: Importverslag, console: Console) -> None:
    if not verslag.fouten:
        return
    console.print(f"[red]{_getal(verslag.fout)} rijen zijn niet ingelezen.[/red]")
    for fout in verslag.fouten[:_GETOONDE_FOUTEN]:
        console.print(f"  {_veilig(_zin(fout))}")
    if verslag.foutenbestand is not None:
        console.print(f"Alle fouten staan in {_veilig(str(verslag.foutenbestand))}", soft_wrap=True)


def _zin(fout: Rijfout) -> str:
    kolom = f", kolom {fout.kolom}" if fout.kolom else ""
    return f"{fout.bestand}, rij {fout.rij}{kolom}: {fout.reden}"


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")


def _veilig(tekst: str) -> str:
    """Text of a file as plain text: no markup, no control characters that a terminal would obey."""
    return escape("".join(teken if teken.isprintable() else "�" for teken in tekst))
