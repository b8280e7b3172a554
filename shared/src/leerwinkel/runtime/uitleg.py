"""What can go wrong around a command, each in one Dutch sentence. Loaded only when something did: it knows much."""

import nats.errors
from pydantic import ValidationError

from leerwinkel.eventsourcing import Gap, Unavailable
from leerwinkel.eventsourcing.streams import Mismatch
from leerwinkel.gebeurtenissen.fouten import fouten_van
from leerwinkel.runtime.zegbaar import Zegbaar


def vraagfout(fout: Exception) -> str | None:
    """What is not right about the question; None where it is something else."""
    match fout:
        case ValidationError():
            return "; ".join(f"LEERWINKEL_{een.veld.upper()}: {een.reden}" for een in fouten_van(fout))
        case ValueError():
            return str(fout)
        case _:
            return None


def uitleg(fout: Exception) -> str | None:
    """What went wrong; None for what nobody foresaw."""
    return next((zin.format(fout=fout) for soort, zin in _ZINNEN if isinstance(fout, soort)), None)


_ZINNEN: list[tuple[type[Exception], str]] = [
    (Zegbaar, "{fout}"),
    (
        Mismatch,
        "Een stroom is anders ingesteld dan afgesproken: {fout}. Er is niets gewijzigd. Herstel de instelling.",
    ),
    (Gap, "Het log mist gebeurtenissen ({fout}). Er komt niets bij. Herstel het eerst met `leerwinkel herstel`."),
    *(
        (stil, "NATS antwoordt niet ({fout}). Draait het platform? Start het met `make run`.")
        for stil in (Unavailable, nats.errors.Error, TimeoutError)
    ),
    (PermissionError, "Geen rechten op {fout.filename}. Kies een andere map met LEERWINKEL_DATA."),
    (FileNotFoundError, "{fout.filename} bestaat niet. Kijk na of je het pad juist schreef."),
    (OSError, "Dat lukt niet: {fout}."),
]
"""The sentence for each kind, the narrower before the wider."""
