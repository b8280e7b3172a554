"""The command that replays the history up to a stand."""

import asyncio
import os
import sys
from contextlib import aclosing
from pathlib import Path
from typing import Annotated

import typer

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.controle.bron import kies_logs
from vol_reporting.controle.bronkeuze import open_bron
from vol_reporting.controle.geschiedenis import VELDEN, Gelezen, geschiedenis, lees_filters, stand_op
from vol_reporting.controle.scherm import Archiefmap, noteer_inzage
from vol_reporting.momenten import UITLEG, moment

_KOLOMMEN = ("log", "positie", "ontvangen", "soort", "entiteit")


def speel_af(
    *,
    stand: Annotated[str, typer.Option(help=f"Wat de VOL toen had. {UITLEG} Zonder: alles.")] = "",
    regio: Annotated[str, typer.Option(help="Alleen dit log: een regio, of vol.")] = "",
    filter_: Annotated[
        list[str] | None, typer.Option("--filter", help=f"veld=waarde; mag meermaals. Velden: {', '.join(VELDEN)}.")
    ] = None,
    tabel: Annotated[
        bool, typer.Option("--tabel", help="Een regel tekst per gebeurtenis in plaats van NDJSON.")
    ] = False,
    archief: Archiefmap = None,
) -> None:
    """Speel de geschiedenis af tot een stand, zoals ze bewaard is. Er wordt niets ontcijferd."""
    with duidelijk():
        try:
            asyncio.run(_speel_af(stand, regio, filter_ or [], archief, tabel=tabel))
            sys.stdout.flush()
        except BrokenPipeError:  # who reads has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


async def _speel_af(stand: str, regio: str, filters: list[str], archief: Path | None, *, tabel: bool) -> None:
    logs, gekozen = kies_logs(regio), lees_filters(filters)
    tot = moment(stand) if stand else None
    noteer_inzage("speel-af", archief, stand=stand, regio=regio, filter=", ".join(filters))
    async with open_bron(archief, Instellingen()) as bron:
        posities = await stand_op(bron, tot) if tot else None
        if tabel:
            sys.stdout.write("\t".join(_KOLOMMEN) + "\n")
        async with aclosing(geschiedenis(bron, logs, posities, gekozen)) as alles:
            async for gelezen in alles:
                sys.stdout.write((_als_rij(gelezen) if tabel else gelezen.regel()) + "\n")


def _als_rij(gelezen: Gelezen) -> str:
    bericht = gelezen.bericht
    ontvangen = f"{bericht.ontvangen:%Y-%m-%dT%H:%M:%SZ}"
    return "\t".join(
        (bericht.log, str(bericht.positie), ontvangen, gelezen.waarde("soort"), gelezen.waarde("entiteit"))
    )
