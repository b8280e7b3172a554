"""The boundary of every command: what can go wrong around us is told in one Dutch sentence, without a traceback."""

import contextlib
from collections.abc import Generator

import nats.errors
import typer
from pydantic import ValidationError
from rich.console import Console

from leerwinkel.eventsourcing import Gap, Unavailable
from leerwinkel.eventsourcing.streams import Mismatch
from leerwinkel.gebeurtenissen.fouten import fouten_van
from leerwinkel.runtime.zegbaar import Zegbaar

_FOUT, _VRAAG_FOUT = 1, 2
_fouten = Console(stderr=True)


@contextlib.contextmanager
def duidelijk() -> Generator[None]:
    """Exit status 1 with a sentence for what can go wrong, 2 for a question that is not right (ValueError)."""
    try:
        yield
    except ValidationError as fout:
        stop("; ".join(f"LEERWINKEL_{een.veld.upper()}: {een.reden}" for een in fouten_van(fout)), _VRAAG_FOUT)
    except ValueError as fout:
        stop(str(fout), _VRAAG_FOUT)
    except Zegbaar as fout:
        stop(str(fout))
    except Mismatch as fout:
        stop(f"Een stroom is anders ingesteld dan afgesproken: {fout}. Er is niets gewijzigd. Herstel de instelling.")
    except Gap as gat:
        stop(f"Het log mist gebeurtenissen ({gat}). Er komt niets bij. Herstel het eerst met `leerwinkel herstel`.")
    except (Unavailable, nats.errors.Error, TimeoutError) as fout:
        stop(f"NATS antwoordt niet ({fout}). Draait het platform? Start het met `make run`.")
    except PermissionError as fout:
        stop(f"Geen rechten op {fout.filename}. Kies een andere map met LEERWINKEL_DATA.")
    except FileNotFoundError as fout:
        stop(f"{fout.filename} bestaat niet. Kijk na of je het pad juist schreef.")
    except OSError as fout:
        stop(f"Dat lukt niet: {fout}.")


def stop(zin: str, status: int = _FOUT) -> None:
    """Say it on standard error and end the command."""
    _fouten.print(zin, style="red", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(status)
