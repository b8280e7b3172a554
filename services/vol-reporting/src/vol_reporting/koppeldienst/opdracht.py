"""The command `vol koppeldienst`."""

import typer

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar


def koppel(app: typer.Typer) -> None:
    """Give the command to the application."""
    app.command()(koppeldienst)


def koppeldienst() -> None:
    """Draai de koppeldienst: die stelt voor wie in twee regio's dezelfde persoon kan zijn."""
    from vol_reporting.koppeldienst.proces import draai  # noqa: PLC0415 - the other commands start faster without

    stel_logboek_in()
    with duidelijk(), neem_waar("koppeldienst"):
        dien_tot_signaal(draai(Instellingen()))
