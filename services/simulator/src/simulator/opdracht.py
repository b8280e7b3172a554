"""The command `leerwinkel simuleer`. It loads the simulation only when it is given: the others must answer at once."""
# ruff: noqa: PLC0415

import asyncio
import time
from datetime import datetime
from typing import Annotated

import typer


def simuleer(
    *,
    dossiers: Annotated[int, typer.Option(min=1, help="Hoeveel dossiers.")] = 200,
    dagen: Annotated[int, typer.Option(min=1, max=3650, help="Over hoeveel dagen.")] = 30,
    regio: Annotated[str, typer.Option(help="Een regio, of alle.")] = "alle",
    zaad: Annotated[int, typer.Option(help="Hetzelfde zaad geeft dezelfde dossiers.")] = 1,
    tot: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="De dag waarop het stopt, niet meegeteld: vandaag.")
    ] = None,
    knelpunt: Annotated[str, typer.Option(help="Het thema dat in twee regio's een knelpunt wordt.")] = "nt2",
) -> None:
    """Laat verzonnen mensen bij de leerwinkels komen, met de aantallen van de blauwdruk. Opnieuw mag."""
    from rich.console import Console

    from leerwinkel.runtime.duidelijk import duidelijk
    from leerwinkel.runtime.geheugen import ruim_zelden_op
    from leerwinkel.runtime.instellingen import Instellingen
    from leerwinkel.runtime.logboek import stel_logboek_in
    from simulator.scherm import met_voortgang
    from simulator.simulatie import simuleer as speel
    from simulator.verslag import regiotabel, samen, vergelijking
    from simulator.vraag import lees_vraag

    stel_logboek_in("ERROR")
    ruim_zelden_op()
    with duidelijk():
        instellingen = Instellingen()
        wereld, per_regio = lees_vraag(
            regio, dossiers, dagen=dagen, zaad=zaad, tot=tot.date() if tot else None, knelpunt=knelpunt
        )
        begin = time.monotonic()
        with met_voortgang() as voortgang:
            spelen = asyncio.run(speel(instellingen, wereld, per_regio, voortgang))
        scherm, telling, duur = Console(), samen(spelen), time.monotonic() - begin
        scherm.print(regiotabel(spelen))
        scherm.print(vergelijking(telling))
        tempo = (
            f"{telling.gebeurtenissen} gebeurtenissen in {duur:.0f} s ({telling.gebeurtenissen / duur:.0f} per seconde)"
        )
        scherm.print(f"{tempo}. Het zijn verzonnen mensen.", highlight=False)
