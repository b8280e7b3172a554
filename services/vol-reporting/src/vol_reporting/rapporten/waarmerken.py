"""The checkpoints that a frozen report rests on: of every log the first one that the stand is in."""

from base64 import b64encode
from pathlib import Path

from leerwinkel.audit import Checkpoint, Note
from leerwinkel.gebeurtenissen.rapporten import Waarmerk
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.registratie.stand import Stand

_STREEPJE = "\N{EM DASH} "


def bij_stand(getuige: Path, stand: Stand) -> dict[str, Waarmerk]:
    """Log → its first cosigned checkpoint that holds the position; without those of which there is none yet.

    `getuige`: where the witness keeps them. Raises BadNote where a file is damaged.
    """
    gevonden = {log: _eerste(Uitgave(getuige / log), positie) for log, positie in sorted(stand.items()) if positie}
    return {log: waarmerk_van(note) for log, note in gevonden.items() if note is not None}


def _eerste(uitgave: Uitgave, positie: int) -> Note | None:
    for omvang in uitgave.omvangen():
        note = uitgave.bij(omvang) if omvang >= positie else None
        if note is not None and any(each.name == GETUIGE for each in note.signatures):
            return note
    return None


def waarmerk_van(note: Note) -> Waarmerk:
    """As an event says it."""
    checkpoint = Checkpoint.parse(note.text)
    regels = tuple(each.line().removeprefix(_STREEPJE).removesuffix("\n") for each in note.signatures)
    return Waarmerk(omvang=checkpoint.size, wortel=checkpoint.root.hex(), handtekeningen=regels)


def note_van(log: str, waarmerk: Waarmerk) -> Note:
    """The signed note that it was, byte for byte. Raises BadNote where it says no note."""
    wortel = b64encode(bytes.fromhex(waarmerk.wortel)).decode()
    regels = "".join(f"{_STREEPJE}{regel}\n" for regel in waarmerk.handtekeningen)
    return Note.parse(f"{herkomst_van(log)}\n{waarmerk.omvang}\n{wortel}\n\n{regels}".encode())
