"""The command `trajecten`: the service of a region."""

import typer

from leerwinkel.dienst import draai
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar
from trajecten.app import DIENST

app = typer.Typer(help="De trajecten van een leerwinkel.", no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def _() -> None:
    pass


@app.command()
def dienst() -> None:
    """Draai de dienst van een regio: pagina's, leesmodel en wat vanzelf volgt."""
    stel_logboek_in()
    with duidelijk(), neem_waar("trajecten"):
        dien_tot_signaal(draai(Instellingen(), DIENST))


if __name__ == "__main__":
    app()
