"""Signed notes (c2sp.org/signed-note) with Ed25519, and the cosignature of a witness (c2sp.org/tlog-cosignature)."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_MOST = 16
"""Signatures on one note."""
_LONGEST = 1_000_000
_ID, _TIME = 4, 8
_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class BadNote(Exception):
    """It is no note, or not one that is signed as it should be; the message says why."""


class Kind(IntEnum):
    """What a key signs: the note, or the note with the time at which a witness saw it."""

    NOTE = 1
    COSIGNATURE = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note: whose it says it is, the id of the key, and the signature of the key's kind."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """As it stands in the note, with its newline."""
        return f"— {self.name} {base64.b64encode(self.key_id + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, with its signatures in order. That it has them says nothing: ask a Verifier."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, raw: bytes) -> "Note":
        """Raises BadNote."""
        try:
            whole = raw[: _LONGEST + 1].decode()
        except UnicodeDecodeError as error:
            raise BadNote("not UTF-8") from error
        text, blank, below = whole.rpartition("\n\n")
        if len(raw) > _LONGEST or not blank or not below.endswith("\n") or _CONTROL.search(whole):
            raise BadNote("too long, without a blank line before its signatures, or with control characters")
        lines = below.removesuffix("\n").split("\n")
        if len(lines) > _MOST:
            raise BadNote("too many signatures")
        return cls(text + "\n", tuple(map(_signature, lines)))

    def format(self) -> bytes:
        """The bytes of the note."""
        return f"{self.text}\n{''.join(s.line() for s in self.signatures)}".encode()

    def with_signature(self, signature: Signature) -> "Note":
        """The note with one signature more."""
        return Note(self.text, (*self.signatures, signature))


def _signature(line: str) -> Signature:
    found = _LINE.fullmatch(line)
    if found is None:
        raise BadNote("a line that is no signature")
    try:
        raw = base64.b64decode(found["signature"], validate=True)
    except binascii.Error as error:
        raise BadNote("a signature that is not base64") from error
    if len(raw) <= _ID or base64.b64encode(raw).decode() != found["signature"]:
        raise BadNote("a signature that is too short, or not base64 in its one form")
    return Signature(found["name"], raw[:_ID], raw[_ID:])


@dataclass(frozen=True, slots=True)
class Verifier:
    """A key that is trusted: its name, its kind and its 32 public bytes."""

    name: str
    kind: Kind
    public: bytes

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """From `name+id+key`, as others give a key. Raises BadNote."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        try:
            raw = base64.b64decode(encoded, validate=True)
            made = cls(name, Kind(raw[0]), raw[1:])
        except (binascii.Error, ValueError, IndexError) as error:
            raise BadNote("not the text of a key") from error
        if not name or len(made.public) != 32 or made.key_id.hex() != key_id:  # noqa: PLR2004 - bytes of Ed25519
            raise BadNote("the text of a key that is not whole")
        return made

    @property
    def key_id(self) -> bytes:
        """Four bytes that, with the name, tell which key it is."""
        return sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.public).digest()[:_ID]

    def format(self) -> str:
        """The text by which others can trust it."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    def times(self, note: Note) -> Iterator[int]:
        """Of each of its signatures the seconds since 1970 that it states, 0 of one without. Raises BadNote."""
        for signature in note.signatures:
            if (signature.name, signature.key_id) == (self.name, self.key_id):
                yield self._verified(note.text, signature.value)

    def _verified(self, text: str, value: bytes) -> int:
        time = 0
        if self.kind is Kind.COSIGNATURE:
            time, value = int.from_bytes(value[:_TIME], "big"), value[_TIME:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, _signed(self.kind, text, time))
        except (InvalidSignature, ValueError) as error:
            raise BadNote(f"the signature of {self.name} does not hold") from error
        return time


def verify(note: Note, trusted: Iterable[Verifier]) -> dict[str, int]:
    """Who of these signed it, with the time that they state. Raises BadNote where one does not hold, or none is there.

    Signatures of others are passed over.
    """
    signed = {verifier.name: max(times) for verifier in trusted if (times := list(verifier.times(note)))}
    if not signed:
        raise BadNote("signed by nobody who is trusted")
    return signed


def _signed(kind: Kind, text: str, time: int) -> bytes:
    return (f"cosignature/v1\ntime {time}\n{text}" if kind is Kind.COSIGNATURE else text).encode()


class Signer:
    """A key that signs as its name. A cosigner's key signs nothing else."""

    def __init__(self, name: str, key: Ed25519PrivateKey, kind: Kind = Kind.NOTE) -> None:
        if not name or re.search(r"[\s+]", name):
            raise ValueError(f"{name!r} cannot be the name of a key")
        self._key = key
        self.verifier = Verifier(name, kind, key.public_key().public_bytes_raw())

    def sign(self, text: str, time: int = 0) -> Signature:
        """The signature on a text that ends in a newline; of a cosigner at that time, in seconds since 1970."""
        kind = self.verifier.kind
        value = self._key.sign(_signed(kind, text, time))
        stamp = time.to_bytes(_TIME, "big") if kind is Kind.COSIGNATURE else b""
        return Signature(self.verifier.name, self.verifier.key_id, stamp + value)
