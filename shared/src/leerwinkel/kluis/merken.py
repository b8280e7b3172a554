"""Keyed marks of what identifies a person: equal for equal input, and without the master key nothing can be tried.

The labels below are part of every mark: a change makes all marks unknown.
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator
from datetime import date

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from leerwinkel.kluis.naamvormen import Vorm, vormen_van_naam
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens

_VELDEN = ("naam", "geboortedatum", "rijksregisternummer")
_VEELVOUD = 16
_BYTES = 8


class Merken:
    """Makes the marks of one region under one master key: 64 bits of HMAC-SHA256, with a key of its own per field."""

    def __init__(self, meester: bytes, regio: str) -> None:
        self._sleutels = {
            veld: HKDF(SHA256(), 32, salt=None, info=f"leerwinkel zoeken {regio} {veld}".encode()).derive(meester)
            for veld in _VELDEN
        }

    def _merk(self, veld: str, tekst: str) -> int:
        return _getal(hmac.digest(self._sleutels[veld], tekst.encode(), "sha256")[:_BYTES])

    def naam(self, vorm: Vorm) -> int:
        """Of one form of a name. First name and name share their key: people type them in any order."""
        return self._merk("naam", f"{vorm.soort}:{vorm.waarde}")

    def geboortedatum(self, dag: date) -> int:
        """Of a day."""
        return self._merk("geboortedatum", dag.isoformat())

    def rijksregisternummer(self, nummer: str) -> int:
        """Of eleven digits."""
        return self._merk("rijksregisternummer", nummer)

    def persoon(self, gegevens: Persoonsgegevens) -> set[int]:
        """All marks of a person, filled up by chance to a multiple of 16: their number says little about a name."""
        gevuld = set(self._persoon(gegevens))
        while len(gevuld) % _VEELVOUD:
            gevuld.add(_getal(secrets.token_bytes(_BYTES)))
        return gevuld

    def _persoon(self, gegevens: Persoonsgegevens) -> Iterable[int]:
        yield from self._namen(gegevens)
        if gegevens.geboortedatum:
            yield self.geboortedatum(gegevens.geboortedatum)
        if gegevens.rijksregisternummer:
            yield self.rijksregisternummer(gegevens.rijksregisternummer)

    def _namen(self, gegevens: Persoonsgegevens) -> Iterator[int]:
        alle = vormen_van_naam(gegevens.naam) | vormen_van_naam(gegevens.voornaam)
        return (self.naam(vorm) for vorm in alle)


def _getal(bytes_: bytes) -> int:
    return int.from_bytes(bytes_, "big", signed=True)
