"""The marks of a person: 128 bits of HMAC-SHA256 under the key of the regions, with a key of its own for each kind.

The labels and the forms below are part of every mark: all regions must make them in the same way.
"""

import hmac
from collections.abc import Iterator
from datetime import date
from typing import Final, get_args

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from leerwinkel.kluis.naamvormen import kern, klank, woorden
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.koppelmerk.bericht import Kenmerk, Merk

_PROEF: Final = "proef"
_TEKENS: Final = 32


class Koppelmerken:
    """Makes marks under one key. `proef` is the same for who has the same key, and says nothing else of it."""

    def __init__(self, sleutel: bytes) -> None:
        self._sleutels = {
            label: HKDF(SHA256(), 32, salt=None, info=f"leerwinkel koppelen {label}".encode()).derive(sleutel)
            for label in (_PROEF, *get_args(Kenmerk))
        }
        self.proef = self._merk(_PROEF, "")

    def _merk(self, label: str, *delen: str) -> Merk:
        return hmac.digest(self._sleutels[label], "\n".join(delen).encode(), "sha256").hex()[:_TEKENS]

    def van(self, wie: Persoonsgegevens) -> dict[Kenmerk, Merk]:
        """The marks of a person, of as much as is known."""
        return {kenmerk: self._merk(kenmerk, *delen) for kenmerk, delen in _delen(wie)}


def _delen(wie: Persoonsgegevens) -> Iterator[tuple[Kenmerk, tuple[str, ...]]]:
    if wie.rijksregisternummer:
        yield "nummer", (wie.rijksregisternummer,)
    if wie.geboortedatum is None:
        return
    naam, voornaam = _gewoon(wie.naam), _gewoon(wie.voornaam)
    klanken = _klank(wie.naam), _klank(wie.voornaam)
    if not (naam and voornaam):
        return
    if not _onzeker(wie.geboortedatum):
        dag = wie.geboortedatum.isoformat()
        yield "naam-dag", (naam, dag)
        yield "voornaam-dag", (voornaam, dag)
        yield "naamklank-dag", (klanken[0], dag)
        yield "voornaamklank-dag", (klanken[1], dag)
        yield "namen-dag", (*sorted((naam, voornaam)), dag)
    yield "namen-jaar", (*sorted(klanken), str(wie.geboortedatum.year))


def _onzeker(dag: date) -> bool:
    """The first of January stands on papers of people whose birthday nobody knows: then only the year is known."""
    return (dag.month, dag.day) == (1, 1)


def _gewoon(naam: str) -> str:
    return "".join(map(kern, woorden(naam)))


def _klank(naam: str) -> str:
    gehoord = "".join(klank(kern(woord)) for woord in woorden(naam))
    return gehoord if len(gehoord) > 1 else _gewoon(naam)
