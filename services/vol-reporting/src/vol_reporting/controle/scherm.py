"""How the commands of an auditor show what they do: progress beside the output, values for programs, sentences."""

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.bestand import Bestand
from vol_reporting.journaal import Journaal

Json = Annotated[bool, typer.Option("--json", help="JSON in plaats van tekst.")]
Archiefmap = Annotated[
    Path | None, typer.Option("--archief", help="Lees dit archief van `audit archief`; er is geen server nodig.")
]
scherm = Console()


@contextmanager
def voortgang(wat: str) -> Generator[Callable[[int], None]]:
    """Shows how many messages were gone through, on standard error where that is a screen; it is told of each batch."""
    kolommen = SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,.0f}")
    waar = Console(stderr=True)
    balk = Progress(*kolommen, TimeElapsedColumn(), console=waar, transient=True, disable=not waar.is_terminal)
    with balk:
        taak = balk.add_task(wat, total=None)
        yield lambda aantal: balk.advance(taak, aantal)


def schrijf_json(waarde: object) -> None:
    """On standard output."""
    json.dump(waarde, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def zeg(zin: str, stijl: str = "") -> None:
    """A sentence on standard output, as it stands."""
    scherm.print(zin, style=stijl, highlight=False, markup=False, soft_wrap=True)


def noteer_inzage(opdracht: str, archief: Path | None, **vraag: object) -> None:
    """In the VOL's journal, before anything is shown: who looks at events. An archive is looked at elsewhere."""
    if archief is None:
        Journaal(Bestand(Instellingen().data / "vol-reporting").inzage).noteer_opdracht(f"audit {opdracht}", vraag)
