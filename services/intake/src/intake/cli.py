"""The command `intake`: the service of one region."""

import typer

from intake.app import DIENST
from leerwinkel.dienst import draai
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar

app = typer.Typer(
    help="Intake: aanmelding, dispatching, toestemming.", no_args_is_help=True, pretty_exceptions_enable=False
)


@app.callback()
def _intake() -> None:  # pyright: ignore[reportUnusedFunction] - with it the one command keeps its name
    """Intake: aanmelding, dispatching, toestemming."""


@app.command()
def dienst() -> None:
    """Draai de intake van een regio: de pagina's, en wat vanzelf volgt."""
    stel_logboek_in()
    with duidelijk(), neem_waar("intake"):
        dien_tot_signaal(draai(Instellingen(), DIENST))


if __name__ == "__main__":
    app()
