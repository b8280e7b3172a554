"""The command that inspects the logs: stored, signed, witnessed and copied the same, with nothing missing."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.controle.auditarchief import Auditarchief
from vol_reporting.controle.bevinding import Soort, Uitslag, eerste_fout
from vol_reporting.controle.bron import Bron, kies_logs
from vol_reporting.controle.bronkeuze import Vertrouwd, lees_sleutels, open_bron
from vol_reporting.controle.nagaan import Nagaan
from vol_reporting.controle.scherm import Archiefmap, Json, scherm, schrijf_json, voortgang, zeg


def verifieer(
    *,
    regio: Annotated[str, typer.Option(help="Alleen dit log: een regio, of vol.")] = "",
    alleen_kopie: Annotated[
        bool, typer.Option("--alleen-kopie", help="Vraag de regio's zelf niets: alleen wat bij de VOL staat.")
    ] = False,
    sleutel: Annotated[
        list[str] | None,
        typer.Option(
            help="Vertrouw alleen deze sleutel (tekst of bestand) in plaats van die op schijf; mag meermaals."
        ),
    ] = None,
    archief: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Ga na of elk log heel en ongewijzigd is. Status 1 als er iets niet klopt."""
    with duidelijk():
        uitslagen = asyncio.run(_ga_na(regio, archief, sleutel or [], alleen_kopie=alleen_kopie))
    if als_json:
        schrijf_json([uitslag.waarden() for uitslag in uitslagen])
    else:
        _toon(uitslagen)
    raise typer.Exit(eerste_fout(uitslagen))


async def _ga_na(regio: str, archief: Path | None, sleutels: Sequence[str], *, alleen_kopie: bool) -> list[Uitslag]:
    logs, vertrouwd = kies_logs(regio), lees_sleutels(sleutels)
    async with open_bron(archief, Instellingen(), streng=False) as bron:
        bekend = Vertrouwd(bron, vertrouwd) if vertrouwd else bron
        with voortgang("Gebeurtenissen nagegaan") as gelezen:
            uitslagen = await Nagaan(bekend, logs, alleen_kopie=alleen_kopie).ga_na(gelezen)
    return [*_van_archief(bron), *uitslagen]


def _van_archief(bron: Bron) -> Iterator[Uitslag]:
    """What is wrong with the files themselves."""
    if isinstance(bron, Auditarchief) and bron.gebreken:
        uitslag = Uitslag("archief")
        for gebrek in bron.gebreken:
            uitslag.meld(Soort.BESTAND, None, gebrek)
        yield uitslag


def _toon(uitslagen: Sequence[Uitslag]) -> None:
    tabel = Table(title="Nagegaan", title_justify="left")
    tabel.add_column("log", no_wrap=True)
    for kop in ("log zelf", "VOL", "ondertekend", "controlepunten"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    tabel.add_column("")
    for uitslag in uitslagen:
        getallen = (uitslag.omvang, uitslag.kopie, uitslag.getekend, uitslag.controlepunten)
        oordeel = "klopt" if uitslag.klopt else "[red]klopt niet[/red]"
        tabel.add_row(uitslag.log, *(str(getal) if getal else "–" for getal in getallen), oordeel)
    scherm.print(tabel)
    for uitslag in uitslagen:
        for bevinding in uitslag.bevindingen:
            zeg(f"{uitslag.log}: {bevinding.zin}.", "red")
        if uitslag.eerste is not None:
            zeg(f"{uitslag.log}: het loopt mis vanaf positie {uitslag.eerste}.", "red")
