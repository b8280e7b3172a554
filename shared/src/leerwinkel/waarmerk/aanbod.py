"""What a signer and the witness say to each other, as c2sp.org/tlog-witness has it, over NATS instead of HTTP.

A request on `getuige.<log>` is one of three: a checkpoint that is offered (its first line begins with `old `), a note
by which an older key says what the next one is, or nothing at all: that asks for the last checkpoint it cosigned.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from enum import IntEnum

from leerwinkel.audit import BadNote, Note, Verifier

_DOMEIN = "leerwinkel.example"
GETUIGE = f"{_DOMEIN}/getuige"
"""The name of the witness's key."""
_OUD = re.compile(r"old (0|[1-9][0-9]{0,18})")
_HASH, _MEESTE = 32, 63
_SLEUTEL = "sleutel "


def herkomst_van(log: str) -> str:
    """The origin of a log, and the name of its keys: of a region, or of `vol`."""
    return f"{_DOMEIN}/{log}"


def onderwerp_van(log: str) -> str:
    """Where the witness is asked about a log."""
    return f"getuige.{log}"


class Status(IntEnum):
    """The first line of an answer; those of c2sp.org/tlog-witness."""

    GOED = 200
    """With the lines of the cosignature; to a question the whole note, or nothing where there is none yet."""
    ONLEESBAAR = 400
    ONBEKENDE_SLEUTEL = 403
    ONBEKEND_LOG = 404
    ANDERE_OMVANG = 409
    """The last cosigned checkpoint has another size than `old`; with that size."""
    BEWIJS_KLOPT_NIET = 422
    NU_NIET = 503
    """Ask again later: its own copy is not that far."""


@dataclass(frozen=True, slots=True)
class Aanbod:
    """A checkpoint that is offered, with the proof that it goes on from one of `oud` leaves."""

    oud: int
    bewijs: tuple[bytes, ...]
    note: Note

    @classmethod
    def parse(cls, ruw: bytes) -> "Aanbod":
        """Raises BadNote."""
        kop, leeg, note = ruw.partition(b"\n\n")
        try:
            eerste, *regels = kop.decode("ascii").split("\n")
        except UnicodeDecodeError as fout:
            raise BadNote("not an offer") from fout
        oud = _OUD.fullmatch(eerste)
        if oud is None or not leeg or len(regels) > _MEESTE:
            raise BadNote("not an offer")
        return cls(int(oud[1]), tuple(map(_hash, regels)), Note.parse(note))

    def format(self) -> bytes:
        """As it is sent."""
        regels = "".join(f"{base64.b64encode(each).decode()}\n" for each in self.bewijs)
        return f"old {self.oud}\n{regels}\n".encode() + self.note.format()


def _hash(regel: str) -> bytes:
    try:
        ruw = base64.b64decode(regel, validate=True)
    except binascii.Error as fout:
        raise BadNote("a hash that is not base64") from fout
    if len(ruw) != _HASH:
        raise BadNote("a hash that is none")
    return ruw


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What the witness answers."""

    status: Status
    inhoud: str = ""

    @classmethod
    def parse(cls, ruw: bytes) -> "Antwoord":
        """Raises BadNote."""
        kop, _, inhoud = ruw.partition(b"\n")
        try:
            return cls(Status(int(kop)), inhoud.decode())
        except ValueError as fout:
            raise BadNote("not an answer of a witness") from fout

    def format(self) -> bytes:
        """As it is sent."""
        return f"{self.status.value}\n{self.inhoud}".encode()

    def erbij(self, note: Note) -> Note:
        """The note with the cosignatures of this answer. Raises BadNote."""
        erbij = Note.parse(f"{note.text}\n{self.inhoud}".encode())
        if erbij.text != note.text:
            raise BadNote("the cosignature of another text")
        return Note(note.text, (*note.signatures, *erbij.signatures))


def wisseltekst(log: str, nieuwe: Verifier) -> str:
    """What the key that is replaced signs."""
    return f"{herkomst_van(log)}\n{_SLEUTEL}{nieuwe.format()}\n"


def gewisseld(note: Note, log: str) -> Verifier:
    """The new key that the note names for that log; whose signatures it has is for the caller. Raises BadNote."""
    herkomst, _, rest = note.text.partition("\n")
    if herkomst != herkomst_van(log) or not rest.startswith(_SLEUTEL):
        raise BadNote("not the change of a key of this log")
    nieuwe = Verifier.parse(rest.removeprefix(_SLEUTEL))
    if nieuwe.name != herkomst or note.text != wisseltekst(log, nieuwe):
        raise BadNote("the key of another log")
    return nieuwe
