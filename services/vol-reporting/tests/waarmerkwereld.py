"""Logs with signed and witnessed checkpoints, made by hand, and a source that has them: for the tests of an audit."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import Checkpoint, Note, Signer, entry, leaf_hash
from leerwinkel.audit.note import Kind
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.gebeurtenissen import lees
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.bron import Bericht, Waarmerken

from .bouw import Ontvangst

GEZIEN = 1_790_000_000


def _sleutel(naam: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(naam.encode()).digest())


def ondertekenaar(log: str, sleutel: str = "") -> Signer:
    return Signer(herkomst_van(log), _sleutel(sleutel or log))


GETUIGENIS = Signer(GETUIGE, _sleutel("getuige"), Kind.COSIGNATURE)


def als_bericht(log: str, positie: int, inhoud: bytes, ontvangen: datetime) -> Bericht:
    return Bericht(log, positie, lees(inhoud).onderwerp(), inhoud, ontvangen)


def berichten(ontvangsten: Iterable[Ontvangst]) -> list[Bericht]:
    return [als_bericht(o.regio, o.positie, o.gebeurtenis.ruw(), o.ontvangen) for o in ontvangsten]


def getekend(log: str, omvang: int, wortel: bytes, sleutel: str = "") -> Note:
    """Signed by the log and by the witness."""
    tekst = Checkpoint(herkomst_van(log), omvang, wortel).format()
    handtekening = ondertekenaar(log, sleutel).sign(tekst)
    return Note(tekst, (handtekening, GETUIGENIS.sign(tekst, GEZIEN + omvang)))


def waarmerk(map_: Path, alle: Sequence[Bericht], *, stap: int = 1000) -> None:
    """What the witness would keep of these messages: a checkpoint after so many, and of all."""
    for log in sorted({bericht.log for bericht in alle}):
        uitgave = Uitgave(map_ / log)
        uitgave.vertrouw(ondertekenaar(log).verifier)
        tegels = TileFolder(uitgave.map)
        van_log = sorted((b for b in alle if b.log == log), key=lambda b: b.positie)
        for bericht in van_log:
            tegels.append([leaf_hash(entry(bericht.onderwerp, bericht.inhoud))])
            if not tegels.size % stap or bericht is van_log[-1]:
                uitgave.bewaar(getekend(log, tegels.size, tegels.flush().root()))


@dataclass
class Geheugenbron:
    """The messages of all logs in memory, in the order in which they are told."""

    getuige: Path
    berichten: list[Bericht] = field(default_factory=list[Bericht])

    def waarmerken(self, log: str) -> Waarmerken:
        uitgave = Uitgave(self.getuige / log)
        return Waarmerken(uitgave, None, uitgave.sleutels(), (GETUIGENIS.verifier,))

    def eigen(self, log: str) -> AsyncGenerator[list[Bericht]] | None:  # noqa: ARG002 - as every source
        return None

    async def kopie(self, logs: Sequence[str]) -> AsyncGenerator[list[Bericht]]:
        gekozen = [bericht for bericht in self.berichten if bericht.log in logs]
        for begin in range(0, len(gekozen), 5):
            yield gekozen[begin : begin + 5]
