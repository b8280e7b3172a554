"""The receipt of one event: that it stands in its log, in a checkpoint that the region signed and the witness too."""

from leerwinkel.audit import BadNote, Checkpoint, NotProven, Receipt, entry, inclusion
from leerwinkel.audit.tiles import BadTile
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.uitgave import Uitgave


class NogNietOndertekend(Zegbaar):
    """No checkpoint has the event yet; the message is for the user (Dutch)."""


class NietBewezen(Zegbaar):
    """What stands there is not what was signed; the message is for the user (Dutch), with the position."""


def maak_bewijs(uitgave: Uitgave, log: str, positie: int, onderwerp: str, inhoud: bytes) -> Receipt:
    """The receipt of what stands at a position of a log, with the event itself in it. It holds: that is tried first.

    Raises NogNietOndertekend, NietBewezen.
    """
    note = uitgave.laatste()
    if note is None or (checkpoint := Checkpoint.parse(note.text)).size < positie:
        raise NogNietOndertekend(f"Positie {positie} van {log} is nog niet medeondertekend. Probeer het zo opnieuw.")
    stuk = entry(onderwerp, inhoud)
    try:
        pad = inclusion(uitgave.boom(checkpoint.size), positie - 1, checkpoint.size)
        bewijs = Receipt(positie - 1, tuple(pad), note, stuk)
        bewijs.verify(stuk, checkpoint.origin, uitgave.sleutels())
    except (NotProven, BadNote, BadTile) as fout:
        raise NietBewezen(f"Wat op positie {positie} van {log} staat, is niet wat ondertekend werd.") from fout
    return bewijs
