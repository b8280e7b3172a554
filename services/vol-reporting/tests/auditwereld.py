"""A region and a VOL in memory, whose logs are signed and witnessed as they should be, for who wants to break them."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leerwinkel.audit import Checkpoint, Note, Signer, entry, leaf_hash
from leerwinkel.audit.note import Kind
from leerwinkel.audit.tiles import TileFolder
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.bron import Bericht, Waarmerken
from vol_reporting.getuige.houder import VOL

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def tekenaar(zaad: int, naam: str, soort: Kind = Kind.NOTE) -> Signer:
    return Signer(naam, Ed25519PrivateKey.from_private_bytes(bytes([zaad] * 32)), soort)


MEDE = tekenaar(9, GETUIGE, Kind.COSIGNATURE)


def bericht(log: str, positie: int, inhoud: bytes | None = None) -> Bericht:
    """One that could be there; its content names its position."""
    onderwerp = f"vol.intern.e{positie}.iets" if log == VOL else f"leerwinkel.{log}.intake.d{positie}.iets"
    return Bericht(log, positie, onderwerp, inhoud or b'{"n": %d}' % positie, BEGIN + timedelta(seconds=positie))


def hernummerd(berichten: Sequence[Bericht]) -> list[Bericht]:
    """As a log gives them: positions without a hole."""
    return [each._replace(positie=positie) for positie, each in enumerate(berichten, start=1)]


def onderteken(
    uitgave: Uitgave, log: str, berichten: Sequence[Bericht], omvangen: Sequence[int], *, mede: bool
) -> None:
    """Give out checkpoints of these sizes, with their tiles, signed by the key of the log."""
    sleutel = tekenaar(1, herkomst_van(log))
    uitgave.vertrouw(sleutel.verifier)
    tegels = TileFolder(uitgave.map)
    for omvang in omvangen:
        tegels.append(leaf_hash(entry(each.onderwerp, each.inhoud)) for each in berichten[tegels.size : omvang])
        tekst = Checkpoint(herkomst_van(log), omvang, tegels.flush().root()).format()
        note = Note(tekst, (sleutel.sign(tekst),))
        uitgave.bewaar(note.with_signature(MEDE.sign(tekst, 1_767_600_000)) if mede else note)


@dataclass
class Geheugen:
    """See Bron: the logs as their owners have them, the VOL's copies, and two folders with what was signed."""

    map: Path
    logs: dict[str, list[Bericht]]
    kopieen: dict[str, list[Bericht]] = field(default_factory=dict[str, list[Bericht]])

    def getuigd(self, log: str) -> Uitgave:
        return Uitgave(self.map / "getuige" / log)

    def uitgegeven(self, log: str) -> Uitgave:
        return Uitgave(self.map / log / "waarmerk")

    def waarmerken(self, log: str) -> Waarmerken:
        getuigd, eigen = self.getuigd(log), None if log == VOL else self.uitgegeven(log)
        return Waarmerken(getuigd, eigen, getuigd.sleutels(), (MEDE.verifier,))

    def eigen(self, log: str) -> AsyncGenerator[list[Bericht]]:
        return _in_delen(self.logs.get(log, []))

    def kopie(self, logs: Sequence[str]) -> AsyncGenerator[list[Bericht]]:
        alles = {**self.logs, **self.kopieen}
        samen = [each for log in logs for each in alles.get(log, [])]
        return _in_delen(sorted(samen, key=lambda each: (each.ontvangen, each.log)))

    def met(self, *, log: list[Bericht] | None = None, kopie: list[Bericht] | None = None) -> "Geheugen":
        """The same, but for Gent's log, or the VOL's copy of it."""
        logs = self.logs if log is None else {**self.logs, "gent": log}
        kopieen = {"gent": kopie if kopie is not None else self.logs["gent"]}
        return replace(self, logs=logs, kopieen=kopieen)


async def _in_delen(berichten: Sequence[Bericht]) -> AsyncGenerator[list[Bericht]]:
    for begin in range(0, len(berichten), 97):
        yield list(berichten[begin : begin + 97])


def maak_wereld(map_: Path, aantal: int = 700, omvangen: Sequence[int] = (1, 100, 256, 300, 650)) -> Geheugen:
    """Gent with so many messages and the VOL with a few, both signed and witnessed at these sizes."""
    logs = {"gent": [bericht("gent", n) for n in range(1, aantal + 1)], VOL: [bericht(VOL, n) for n in range(1, 6)]}
    wereld = Geheugen(map_, logs)
    onderteken(wereld.getuigd("gent"), "gent", logs["gent"], omvangen, mede=True)
    onderteken(wereld.uitgegeven("gent"), "gent", logs["gent"], (*omvangen, aantal), mede=False)
    onderteken(wereld.getuigd(VOL), VOL, logs[VOL], (2, 5), mede=True)
    return wereld
