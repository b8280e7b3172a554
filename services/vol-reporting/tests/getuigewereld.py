"""A region that signs and a witness that is asked, for the tests of the witness."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import Checkpoint, Frontier, Note, Signer, entry, leaf_hash
from leerwinkel.audit.note import Kind, verify
from leerwinkel.waarmerk.aanbod import GETUIGE, Antwoord, Status, herkomst_van
from leerwinkel.waarmerk.ondertekenaar import Ondertekenaar, aanbod
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.bevindingen import Soort, openstaand
from vol_reporting.getuige.getuigenis import Getuigenis
from vol_reporting.getuige.houder import Houder

GENT = herkomst_van("gent")


def tekenaar(zaad: int, naam: str = GENT, soort: Kind = Kind.NOTE) -> Signer:
    return Signer(naam, Ed25519PrivateKey.from_private_bytes(bytes([zaad] * 32)), soort)


REGIO, VREEMD, GETUIGE_VOL = tekenaar(1), tekenaar(2), tekenaar(3, GETUIGE, Kind.COSIGNATURE)


def bladen(aantal: int, anders: int = 0) -> list[bytes]:
    """Of as many events; that at position `anders` is another one."""
    return [
        leaf_hash(entry(f"leerwinkel.gent.intake.d{n}.x", b"anders" if n == anders else b"{}"))
        for n in range(1, aantal + 1)
    ]


def wortel(van: Sequence[bytes]) -> bytes:
    rand = Frontier()
    for blad in van:
        rand.append(blad)
    return rand.root()


def note(van: Sequence[bytes], door: Signer = REGIO, origin: str = GENT) -> Note:
    tekst = Checkpoint(origin, len(van), wortel(van)).format()
    return Note(tekst, (door.sign(tekst),))


@dataclass
class Regio:
    """A signer of Gent with a folder of its own, that signs whatever its log has."""

    map: Path
    door: Signer = REGIO
    uitgave: Uitgave = field(init=False)
    ondertekenaar: Ondertekenaar = field(init=False)

    def __post_init__(self) -> None:
        self.uitgave = Uitgave(self.map)
        self.ondertekenaar = Ondertekenaar("gent", self.uitgave)

    def aanbod(self, tot: Sequence[bytes], oud: int) -> bytes:
        """Its checkpoint over these leaves, as it is offered."""
        self.ondertekenaar.voeg_toe(tot[self.ondertekenaar.omvang :])
        self.ondertekenaar.teken(self.door)
        laatste = self.uitgave.laatste()
        assert laatste is not None
        return aanbod(self.uitgave, laatste, oud).format()


@dataclass
class Bij:
    """The VOL's side, with its copy."""

    map: Path
    houder: Houder
    getuigenis: Getuigenis
    gezocht: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])

    def kopie(self, van: Sequence[bytes]) -> None:
        for positie, blad in enumerate(van, 1):
            self.houder.neem(positie, blad)

    async def vraag(self, ruw: bytes) -> Antwoord:
        antwoord = await self.getuigenis.antwoord(ruw)
        await self.getuigenis.rust()
        return antwoord

    def soorten(self) -> list[tuple[Soort, int | None]]:
        return [(each.soort, each.positie) for each in openstaand(self.map)]


def bij_vol(map_: Path, *, anders: int | None = None, geduld_s: float = 0.02) -> Bij:
    """A witness that trusts the key of Gent. `anders`: what it finds when it looks in the region's own log."""
    houder = Houder("gent", Uitgave(map_))
    if not houder.uitgave.sleutels():
        houder.uitgave.vertrouw(REGIO.verifier)
    gezocht: list[tuple[str, int, int]] = []

    async def zoek(log: str, na: int, tot: int) -> int | None:
        gezocht.append((log, na, tot))
        return anders

    return Bij(map_, houder, Getuigenis(houder, GETUIGE_VOL, zoek, geduld_s=geduld_s), gezocht)


def bekend(bij: Bij) -> Checkpoint:
    laatste = bij.houder.uitgave.laatste()
    assert laatste is not None
    assert verify(laatste, [REGIO.verifier, GETUIGE_VOL.verifier]).keys() == {GENT, GETUIGE}
    return Checkpoint.parse(laatste.text)


async def getekend(regio: Regio, bij: Bij, tot: Sequence[bytes], oud: int = 0) -> None:
    bij.kopie(tot)
    assert (await bij.vraag(regio.aanbod(tot, oud))).status is Status.GOED
