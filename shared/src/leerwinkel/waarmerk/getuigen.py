"""Which witnesses a region knows, and when the last of its checkpoints was cosigned by one."""

from pathlib import Path

from leerwinkel.audit import BadNote, Note, Verifier
from leerwinkel.audit.note import verify
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.waarmerk.uitgave import Uitgave

_BESTAND = "getuigen"


def getuigen(uitgave: Uitgave) -> tuple[Verifier, ...]:
    """The keys of witnesses whose cosignature counts. Raises BadNote."""
    try:
        return tuple(map(Verifier.parse, _pad(uitgave).read_text(encoding="utf-8").splitlines()))
    except FileNotFoundError:
        return ()


def vertrouw_getuige(uitgave: Uitgave, sleutel: Verifier) -> None:
    """From now on the cosignature of this key counts too."""
    bekend = getuigen(uitgave)
    if sleutel not in bekend:
        schrijf(_pad(uitgave), "".join(f"{each.format()}\n" for each in (*bekend, sleutel)).encode())


def is_medeondertekend(note: Note, bekend: tuple[Verifier, ...]) -> bool:
    """Whether one of the witnesses signed it."""
    try:
        return bool(verify(note, bekend))
    except BadNote:
        return False


def _pad(uitgave: Uitgave) -> Path:
    return uitgave.map / _BESTAND
