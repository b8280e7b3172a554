"""Where an inspection reads from: the running logs, or an archive. Nothing is decrypted, nothing is interpreted."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from leerwinkel.audit import BadNote, Note, Verifier
from leerwinkel.audit.note import verify
from leerwinkel.waarmerk.aanbod import gewisseld
from leerwinkel.waarmerk.sleutels import wissels
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.houder import LOGS


def kies_logs(regio: str) -> list[str]:
    """That one, or all where none is named. Raises ValueError (Dutch)."""
    if regio and regio not in LOGS:
        raise ValueError(f"‘{regio}’ is geen regio. Mogelijk is: {', '.join(LOGS)}.")
    return [regio] if regio else [*LOGS]


class Bericht(NamedTuple):
    """One stored message, with its position and subject in the log that it is of; `ontvangen` is the hub's clock."""

    log: str
    positie: int
    onderwerp: str
    inhoud: bytes
    ontvangen: datetime


@dataclass(frozen=True, slots=True)
class Waarmerken:
    """What proves a log: what the witness cosigned of it and, where it can be read, what the log itself gave out.

    `sleutels` are trusted to sign the log, `getuigen` to witness it.
    """

    getuigd: Uitgave
    eigen: Uitgave | None
    sleutels: tuple[Verifier, ...]
    getuigen: tuple[Verifier, ...]


def volg_wissels(sleutels: Iterable[Verifier], uitgave: Uitgave, log: str) -> tuple[Verifier, ...]:
    """Those keys, and each that one of them said to be the next. Raises BadNote where a change cannot be read."""
    vertrouwd = list(sleutels)
    for note in wissels(uitgave):
        nieuw = gewisseld(note, log)
        if nieuw not in vertrouwd and _is_van(note, vertrouwd):
            vertrouwd.append(nieuw)
    return tuple(vertrouwd)


def _is_van(note: Note, vertrouwd: Iterable[Verifier]) -> bool:
    try:
        return bool(verify(note, vertrouwd))
    except BadNote:
        return False


class Bron(Protocol):
    """Who has the messages."""

    def waarmerken(self, log: str) -> Waarmerken:
        """What proves it. Raises BadNote where a key cannot be read."""
        ...

    def eigen(self, log: str) -> AsyncGenerator[list[Bericht]] | None:
        """The log as its owner has it, in order; None where that cannot be read from here. Raises Unavailable."""
        ...

    def kopie(self, logs: Sequence[str]) -> AsyncGenerator[list[Bericht]]:
        """These logs as the VOL has them, each in order, all through each other. Raises Unavailable."""
        ...
