"""The command `partners`: the service."""

import typer

from leerwinkel.dienst import draai
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar
from partners.app import DIENST

app = typer.Typer(help="Partners van een leerwinkel.", no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def partners() -> None:
    """Partners, doorverwijzingen en signalen van een leerwinkel."""


@app.command()
def dienst() -> None:
    """Draai de dienst: pagina's en leesmodel van één regio."""
    stel_logboek_in()
    with duidelijk(), neem_waar("partners"):
        dien_tot_signaal(draai(Instellingen(), DIENST))


if __name__ == "__main__":
    app()
