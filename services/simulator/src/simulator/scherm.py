"""The progress of a simulation, on standard error."""

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from simulator.simulatie import Voortgang


@contextmanager
def met_voortgang() -> Generator[Voortgang]:
    """Shows how many events stand there already; a line in a file or a pipe would only be in the way."""
    kolommen = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*kolommen, console=Console(stderr=True), transient=True) as balk:
        taak, stand = balk.add_task("Simuleren", total=None), 0

        def meld(regio: str, erbij: int) -> None:
            nonlocal stand
            stand += erbij
            balk.update(taak, description=f"{stand} gebeurtenissen, nu {regio}")

        yield meld
