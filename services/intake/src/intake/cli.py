"""The command `intake`: the service of one region, and the access file of a cliënt."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from intake.app import DIENST
from intake.handelingen.inzageopdracht import schrijf_inzage
from leerwinkel.dienst import draai
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar

app = typer.Typer(
    help="Intake: aanmelding, dispatching, toestemming.", no_args_is_help=True, pretty_exceptions_enable=False
)


@app.command()
def dienst() -> None:
    """Draai de intake van een regio: de pagina's, en wat vanzelf volgt."""
    stel_logboek_in()
    with duidelijk(), neem_waar("intake"):
        dien_tot_signaal(draai(Instellingen(), DIENST))


@app.command()
def inzage(
    dossier: Annotated[str, typer.Argument(help="Het nummer van een dossier van de cliënt.")],
    naar: Annotated[Path, typer.Option(help="De map waarin de bestanden komen.")],
) -> None:
    """Geef een cliënt alles wat de leerwinkel over hem of haar bewaart, als PDF en als JSON."""
    with duidelijk():
        for bestand in asyncio.run(schrijf_inzage(Instellingen(), DIENST, dossier, naar)):
            typer.echo(bestand)


if __name__ == "__main__":
    app()
