"""The command that writes a report in every form to a folder."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.bestand import Bestand
from vol_reporting.rapporten.namen import ACHTERVOEGSELS, PUBLIEK, lees_periode, nummer
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.vraagbaak import vind_vraagbaak


class Vormkeuze(StrEnum):
    """The forms, as the command line takes them."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


def rapport(
    *,
    periode: Annotated[str, typer.Option(help="Een maand (2026-09), kwartaal (2026-Q3) of jaar (2026).")],
    naar: Annotated[Path, typer.Option(help="Map voor de bestanden.")],
    regio: Annotated[str, typer.Option(help="Een regio, vlaanderen, of publiek: wat gepubliceerd is.")] = VLAANDEREN,
    vorm: Annotated[list[Vormkeuze] | None, typer.Option(help="Alleen deze vorm; mag meermaals.")] = None,
) -> None:
    """Schrijf het rapport van een periode: zoals het bevroren is, of anders zoals het nu is."""
    with duidelijk():
        label = lees_periode(periode.strip()).label
        gebied = PUBLIEK if regio == PUBLIEK else next(iter(Vraag(regio=regio).gebieden()))
        vraagbaak = vind_vraagbaak(Bestand(Instellingen().data / "vol-reporting"))
        naar.mkdir(parents=True, exist_ok=True)
        for gekozen in vorm or list(Vormkeuze):
            pad = naar / f"{nummer(label, gebied)}{ACHTERVOEGSELS[gekozen.value]}"
            pad.write_bytes(vraagbaak.rapport(label, gebied, gekozen.value))
            Console().print(str(pad.absolute()), highlight=False, soft_wrap=True)
