"""The key of one owner: whose it is, how it is recognised, and how it lies in the kluis."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from leerwinkel.runtime.zegbaar import Zegbaar

BYTES = 32


class NietLeesbaar(Zegbaar):
    """What is encrypted cannot be read; the subclass says why."""


class SleutelVernietigd(NietLeesbaar):
    """The key of this owner was destroyed: nobody can read it any more."""

    def __init__(self) -> None:
        super().__init__("De persoonsgegevens zijn vernietigd: niemand kan ze nog lezen.")


class KluisBeschadigd(NietLeesbaar):
    """The key of this owner is not what was put in the kluis."""

    def __init__(self, eigenaar: "Eigenaar") -> None:
        van = f"{eigenaar.soort} {eigenaar.id}"
        super().__init__(f"De sleutel van {van} in de kluis is beschadigd. Zet de reservekopie terug.")


@dataclass(frozen=True, slots=True)
class Eigenaar:
    """Whose key it is: a kind (`client`, `signaal`, …) and an id, never a name or number of a person."""

    soort: str
    id: str


@dataclass(frozen=True, slots=True)
class Sleutel:
    """The key of one owner. Its `kid` is a fingerprint of the key: no two keys fit one kid."""

    eigenaar: Eigenaar
    kid: str
    waarde: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Graf:
    """What is left of a destroyed key: whose it was, and the kid by which old text names it."""

    eigenaar: Eigenaar
    kid: str


@dataclass(frozen=True, slots=True)
class Stuk:
    """A key that was altered in the kluis, swapped for another, or wrapped under another master key of that name."""

    eigenaar: Eigenaar
    kid: str


Gevonden = Sleutel | Graf | Stuk


def vingerafdruk(sleutel: bytes) -> str:
    """The `kid` of a key: 128 bits, from which the key cannot be found. The storage format of every JWE."""
    afdruk = hashlib.sha256(b"leerwinkel kluis kid" + sleutel).digest()[:16]
    return urlsafe_b64encode(afdruk).rstrip(b"=").decode()


def bestaand(gevonden: Gevonden) -> Sleutel:
    """The key. Raises SleutelVernietigd or KluisBeschadigd if there is none."""
    match gevonden:
        case Sleutel():
            return gevonden
        case Graf():
            raise SleutelVernietigd
        case Stuk():
            raise KluisBeschadigd(gevonden.eigenaar)


def ontwikkeld(eigenaar: Eigenaar, kid: str, gewikkeld: bytes | None, meester: Callable[[], bytes]) -> Gevonden:
    """A key as it lies in the kluis, unwrapped."""
    if gewikkeld is None:
        return Graf(eigenaar, kid)
    try:
        waarde = aes_key_unwrap(meester(), gewikkeld)
    except (InvalidUnwrap, ValueError):
        return Stuk(eigenaar, kid)
    return Sleutel(eigenaar, kid, waarde) if vingerafdruk(waarde) == kid else Stuk(eigenaar, kid)
