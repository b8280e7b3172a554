"""The commands `leerwinkel proefaanmelding` and `leerwinkel pas`."""

from typing import Annotated

import typer

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal


def proefaanmelding() -> None:
    """Laat verzonnen mensen zich aanmelden op deze machine, om te proberen. Niet voor echte gegevens."""
    from leerwinkel.identiteit.proefaanmelding.proces import draai  # noqa: PLC0415 - the other commands start faster

    stel_logboek_in()
    with duidelijk():
        dien_tot_signaal(draai(Instellingen()))


def pas(wie: Annotated[str, typer.Argument(help="Een proefgebruiker, zoals begeleider-1.")]) -> None:
    """Toon een toegangspas van een proefgebruiker, voor een programma: `Authorization: Bearer …`. Geldt een uur."""
    from leerwinkel.identiteit.proefaanmelding.bezoek import haal_pas  # noqa: PLC0415

    stel_logboek_in("ERROR")
    with duidelijk():
        typer.echo(haal_pas(Instellingen(), wie))
