"""The boundary of every command: what can go wrong around us is told in one Dutch sentence, without a traceback."""

import contextlib
from collections.abc import Generator

import typer
from rich.console import Console

_FOUT, _VRAAG_FOUT = 1, 2
_fouten = Console(stderr=True)


@contextlib.contextmanager
def duidelijk() -> Generator[None]:
    """Exit status 1 with a sentence for what can go wrong, 2 for a question that is not right (ValueError)."""
    try:
        yield
    except Exception as fout:
        from leerwinkel.runtime.uitleg import uitleg, vraagfout  # noqa: PLC0415 - half of what a command would load

        if (zin := vraagfout(fout)) is not None:
            stop(zin, _VRAAG_FOUT)
        if (zin := uitleg(fout)) is not None:
            stop(zin)
        raise


def stop(zin: str, status: int = _FOUT) -> None:
    """Say it on standard error and end the command."""
    _fouten.print(zin, style="red", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(status)
