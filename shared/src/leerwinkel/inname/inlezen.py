"""An import on the regions' own nodes, with its progress on the screen."""

from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from leerwinkel.inname.importeren import Importverslag, importeer
from leerwinkel.inname.regio import Regio, open_regio
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.runtime.geheugen import ruim_zelden_op
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.verbinding import databank_zegbaar


async def lees_in(
    instellingen: Instellingen, map_: Path, foutenbestand: Path, nu: datetime, scherm: Console
) -> Importverslag:
    """Import into every region that it names. Raises GeenExport, DatabankFout, and what an absent node raises."""
    ruim_zelden_op()
    async with AsyncExitStack() as stapel:
        stapel.enter_context(databank_zegbaar())
        regios: dict[str, Regio] = {}
        for naam in instellingen.regios:
            regios[naam] = await open_regio(instellingen, naam, geduldig=False)
            stapel.push_async_callback(regios[naam].sluit)
        balk = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=scherm, transient=True
        )
        stapel.enter_context(balk)
        taak = balk.add_task("Inlezen", total=None)
        return await importeer(
            map_,
            lambda regio: regios[regio].poort,
            partial(_importsleutel, instellingen),
            foutenbestand=foutenbestand,
            nu=nu,
            voortgang=lambda bestand, rij: balk.update(taak, description=f"{bestand}, rij {rij}"),
        )


def _importsleutel(instellingen: Instellingen, regio: str) -> bytes:
    return sleutel(instellingen.sleutelmap(regio), "import")
