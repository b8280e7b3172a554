"""Publishing a file of events through the doors, with the answers on the screen."""

import contextlib
import json
import sys
from collections.abc import Generator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import BinaryIO

from rich.console import Console

from leerwinkel.gebeurtenissen.fouten import zichtbaar
from leerwinkel.inname.publiceren import Publicist, Regel, begrensde_regels, lees_regels, publiceer_alle
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.verbinding import verbind


async def stuur_uit(instellingen: Instellingen, bestand: str, scherm: Console, *, als_json: bool) -> dict[str, int]:
    """Publish a file of lines, `-` for standard input; gives how often each answer came. Raises what a door does."""
    telling: dict[str, int] = {}
    async with AsyncExitStack() as stapel:
        invoer = stapel.enter_context(_open(bestand))
        publicisten = {regio: await _publicist(stapel, instellingen, regio) for regio in instellingen.regios}
        regels = lees_regels(begrensde_regels(invoer), instellingen.regios)
        async for regel, antwoord in publiceer_alle(regels, publicisten):
            telling[antwoord["uitkomst"]] = telling.get(antwoord["uitkomst"], 0) + 1
            _toon_antwoord(regel, antwoord, None if als_json else scherm)
    return telling


@contextlib.contextmanager
def _open(bestand: str) -> Generator[BinaryIO]:
    if bestand == "-":
        yield sys.stdin.buffer
        return
    with Path(bestand).open("rb") as invoer:
        yield invoer


async def _publicist(stapel: AsyncExitStack, instellingen: Instellingen, regio: str) -> Publicist:
    nc = await verbind(instellingen.ingang(regio, Wie.PUBLICEER), "publiceer", geduldig=False)
    stapel.push_async_callback(nc.close)
    return await stapel.enter_async_context(Publicist(nc, regio))


def _toon_antwoord(regel: Regel, antwoord: dict[str, object], scherm: Console | None) -> None:
    if scherm is None:
        sys.stdout.write(json.dumps({"regel": regel.nr} | antwoord, ensure_ascii=False) + "\n")
    elif antwoord["uitkomst"] != "aanvaard":
        reden = f": {zichtbaar(str(antwoord['reden']), 600)}" if antwoord.get("reden") else ""
        scherm.print(f"regel {regel.nr}: {antwoord['uitkomst']}{reden}", highlight=False, markup=False)
