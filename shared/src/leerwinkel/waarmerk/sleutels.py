"""The keys with which a log is signed: made here, kept where only the owner reads, and replaced by one another.

A file holds a key as `golang.org/x/mod/sumdb/note` writes one: `PRIVATE+KEY+<name>+<id>+<base64>`.
"""

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import Note, Signer, Verifier
from leerwinkel.audit.note import Kind
from leerwinkel.runtime.schrijven import schrijf, slot
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.aanbod import wisseltekst
from leerwinkel.waarmerk.uitgave import Uitgave

_KOP, _VELDEN = "PRIVATE+KEY+", 4
_WISSELS = "wissels"


class SleutelFout(Zegbaar):
    """A key is not there, or is not what it must be; the message is for the user (Dutch)."""


class Sleutelbos:
    """The private keys of one name, in a folder."""

    def __init__(self, map_: Path, naam: str, soort: Kind = Kind.NOTE) -> None:
        self.map, self.naam, self.soort = map_, naam, soort

    def nieuw(self) -> Signer:
        """A new key, on disk before anybody can use it."""
        sleutel = Ed25519PrivateKey.generate()
        tekenaar = Signer(self.naam, sleutel, self.soort)
        ruw = base64.b64encode(bytes([self.soort]) + sleutel.private_bytes_raw()).decode()
        self.map.mkdir(parents=True, exist_ok=True, mode=0o700)
        tekst = f"{_KOP}{self.naam}+{tekenaar.verifier.key_id.hex()}+{ruw}\n"
        schrijf(self._bestand(tekenaar.verifier), tekst.encode(), 0o600)
        return tekenaar

    def tekenaar(self, sleutel: Verifier) -> Signer | None:
        """The one who signs as that key; None where its private half is not here. Raises SleutelFout."""
        bestand = self._bestand(sleutel)
        try:
            tekst = bestand.read_text(encoding="ascii")
            _, _, _, _, gecodeerd = tekst.strip().split("+", _VELDEN)
            ruw = base64.b64decode(gecodeerd, validate=True)
            tekenaar = Signer(self.naam, Ed25519PrivateKey.from_private_bytes(ruw[1:]), self.soort)
        except FileNotFoundError:
            return None
        except (binascii.Error, ValueError) as fout:
            raise _beschadigd(bestand) from fout
        if tekenaar.verifier != sleutel or not tekst.startswith(_KOP):
            raise _beschadigd(bestand)
        return tekenaar

    def _bestand(self, sleutel: Verifier) -> Path:
        return self.map / f"waarmerk-{sleutel.key_id.hex()}"


def _beschadigd(bestand: Path) -> SleutelFout:
    return SleutelFout(f"{bestand} is niet de sleutel die het moet zijn. Zet de reservekopie terug.")


def huidige(bos: Sleutelbos, uitgave: Uitgave) -> Signer | None:
    """Who signs now: the newest key of the log whose private half is here. Raises SleutelFout."""
    return next((tekenaar for each in reversed(uitgave.sleutels()) if (tekenaar := bos.tekenaar(each))), None)


def maak(bos: Sleutelbos, uitgave: Uitgave) -> Signer:
    """Who signs now; a key is made where there was none. Raises SleutelFout where the log has one that is not here."""
    with slot(bos.map / ".slot", wachten=True):
        if (tekenaar := huidige(bos, uitgave)) is not None:
            return tekenaar
        if uitgave.sleutels():
            raise SleutelFout(f"De sleutel van {uitgave.map} staat niet in {bos.map}. Zet de reservekopie terug.")
        tekenaar = bos.nieuw()
        uitgave.vertrouw(tekenaar.verifier)
        return tekenaar


def vernieuw(bos: Sleutelbos, uitgave: Uitgave, log: str) -> Signer:
    """A new key, which the one before it says to be the next. What that one signed stays verifiable.

    Raises SleutelFout where there is none to replace.
    """
    with slot(bos.map / ".slot", wachten=True):
        oude = huidige(bos, uitgave)
        if oude is None:
            raise SleutelFout("Er is nog geen sleutel om te vernieuwen. Geef eerst `leerwinkel sleutel maak`.")
        nieuwe = bos.nieuw()
        tekst = wisseltekst(log, nieuwe.verifier)
        wissel = Note(tekst, (oude.sign(tekst), nieuwe.sign(tekst)))
        nummer = len(uitgave.sleutels())
        schrijf(uitgave.map / _WISSELS / f"{nummer:04}", wissel.format())
        uitgave.vertrouw(nieuwe.verifier)
        return nieuwe


def wissels(uitgave: Uitgave) -> Iterator[Note]:
    """Each change of key, the first first: who trusts the first key follows them to the last. Raises BadNote."""
    for each in sorted((uitgave.map / _WISSELS).glob("[0-9]*")):
        yield Note.parse(each.read_bytes())
