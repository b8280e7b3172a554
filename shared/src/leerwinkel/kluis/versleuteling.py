"""Text that only the region can read: JWE (RFC 7516), `dir` and `A256GCM`, under the key of its owner."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence

from cryptography.exceptions import InvalidTag
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.meekijken import meld_gezien
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens, als_tekst, uit_tekst
from leerwinkel.kluis.sleutel import (
    Eigenaar,
    Gevonden,
    Graf,
    KluisBeschadigd,
    NietLeesbaar,
    Sleutel,
    SleutelVernietigd,
    Stuk,
)

_ALG, _ENC = "dir", "A256GCM"
_KOP = 256
"""Our header has 85 characters; what is much longer is not ours, and is not taken apart."""


class VerkeerdeSleutel(NietLeesbaar):
    """It was encrypted under a key of somebody else, or of another kluis."""

    def __init__(self) -> None:
        super().__init__("Deze tekst hoort niet bij deze cliënt of niet bij deze kluis.")


class Beschadigd(NietLeesbaar):
    """It is not what was encrypted: something in it was changed or lost."""

    def __init__(self) -> None:
        super().__init__("Deze tekst is beschadigd en kan niet gelezen worden.")


class Versleuteling:
    """Encrypts and decrypts with the keys of one kluis. Blocking: call it from a thread."""

    def __init__(self, kluis: Kluis) -> None:
        self._kluis = kluis

    def versleutel(self, eigenaar: Eigenaar, tekst: bytes) -> str:
        """A JWE of the contract, at most 64 KiB. Raises SleutelVernietigd."""
        return _versleuteld(self._kluis.sleutel(eigenaar), tekst)

    def ontcijfer(self, eigenaar: Eigenaar, gesloten: str) -> bytes:
        """What was encrypted for this owner. Raises the NietLeesbaar that says why not."""
        (uitkomst,) = self.ontcijfer_alle([(eigenaar, gesloten)])
        if isinstance(uitkomst, NietLeesbaar):
            raise uitkomst
        return uitkomst

    def ontcijfer_alle(self, paren: Sequence[tuple[Eigenaar, str]]) -> list[bytes | NietLeesbaar]:
        """The same for a whole list at once, in its order; what cannot be read gives its reason."""
        kids = [_kid(gesloten) for _, gesloten in paren]
        bekend = self._kluis.op_kid(kid for kid in kids if kid is not None)
        uitkomsten = [
            _geopend(eigenaar, gesloten, bekend.get(kid)) if kid is not None else Beschadigd()
            for (eigenaar, gesloten), kid in zip(paren, kids, strict=True)
        ]
        meld_gezien(paar[0] for paar, uit in zip(paren, uitkomsten, strict=True) if isinstance(uit, bytes))
        return uitkomsten

    def sluit(self, client: str, gegevens: Persoonsgegevens) -> str:
        """The `persoonsgegevens` of an event. Raises SleutelVernietigd."""
        return self.versleutel(Eigenaar("client", client), als_tekst(gegevens))

    def sluit_alle(self, personen: Iterable[tuple[str, Persoonsgegevens]]) -> dict[str, str]:
        """The same for many at once, by client. Raises SleutelVernietigd if one of them was erased."""
        teksten = {Eigenaar("client", client): als_tekst(gegevens) for client, gegevens in personen}
        sleutels = self._kluis.sleutels(teksten)
        return {e.id: _versleuteld(sleutels[e], tekst) for e, tekst in teksten.items()}

    def open(self, client: str, gesloten: str) -> Persoonsgegevens:
        """Who the client is. Raises as `ontcijfer`."""
        (uitkomst,) = self.open_alle([(client, gesloten)])
        if isinstance(uitkomst, NietLeesbaar):
            raise uitkomst
        return uitkomst

    def open_alle(self, paren: Sequence[tuple[str, str]]) -> list[Persoonsgegevens | NietLeesbaar]:
        """The same for a work list, in its order; what cannot be read gives its reason."""
        teksten = self.ontcijfer_alle([(Eigenaar("client", client), gesloten) for client, gesloten in paren])
        return [tekst if isinstance(tekst, NietLeesbaar) else _persoon(tekst) for tekst in teksten]


def _versleuteld(sleutel: Sleutel, tekst: bytes) -> str:
    kop = {"alg": _ALG, "enc": _ENC, "kid": sleutel.kid}
    return jwe.encrypt_compact(kop, tekst, OctKey.import_key(sleutel.waarde))


def _kid(gesloten: str) -> str | None:
    """The kid of a JWE of our form; None if it is none. Only one spelling of the same bytes is ours."""
    if gesloten.find(".") > _KOP:
        return None
    try:
        delen = [deel.encode("ascii") for deel in gesloten.split(".")]
        bytes_ = [urlsafe_b64decode(deel + b"=" * (-len(deel) % 4)) for deel in delen]
        kop = json.loads(bytes_[0])
    except (ValueError, binascii.Error):
        return None
    if [urlsafe_b64encode(b).rstrip(b"=") for b in bytes_] != delen or not isinstance(kop, dict):
        return None
    match kop:
        case {"alg": "dir", "enc": "A256GCM", "kid": str() as kid} if len(kop) == len(("alg", "enc", "kid")):
            return kid
        case _:
            return None


def _geopend(eigenaar: Eigenaar, gesloten: str, sleutel: Gevonden | None) -> bytes | NietLeesbaar:
    if sleutel is None or sleutel.eigenaar != eigenaar:
        return VerkeerdeSleutel()
    if isinstance(sleutel, Graf):
        return SleutelVernietigd()
    if isinstance(sleutel, Stuk):
        return KluisBeschadigd(eigenaar)
    try:
        return jwe.decrypt_compact(gesloten, OctKey.import_key(sleutel.waarde), [_ALG, _ENC]).plaintext or b""
    except (JoseError, InvalidTag, ValueError):
        return Beschadigd()


def _persoon(tekst: bytes) -> Persoonsgegevens | NietLeesbaar:
    try:
        return uit_tekst(tekst)
    except ValueError:
        return Beschadigd()
