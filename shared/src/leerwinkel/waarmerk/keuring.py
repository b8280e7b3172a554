"""Whether a region's log is the one that was signed, asked before anything is appended to it.

It must go as far as the last checkpoint that was kept here and the last that the witness cosigned, and its end must
give their roots. What lies before the last full tile is counted again by the signer, when it starts.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import cast

from nats.aio.client import Client

from leerwinkel.audit import BadNote, Checkpoint, Frontier
from leerwinkel.audit.tiles import WIDTH, BadTile
from leerwinkel.eventsourcing import Append, Gap, JetStreamLog, StoredEvent, Unavailable
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.aanbieden import vraag_getuige
from leerwinkel.waarmerk.merkteken import Merkteken
from leerwinkel.waarmerk.ondertekenaar import bladen_van
from leerwinkel.waarmerk.uitgave import Uitgave

CONTROLEPUNT_KAPOT = "Het laatste controlepunt is beschadigd; zet het terug uit een reservekopie of uit `checkpoints/`."


class LogGebroken(Zegbaar, Unavailable):
    """The log is not what was signed, and takes nothing more; the message is for the user (Dutch)."""

    def __init__(self, regio: str, wat: str, positie: int | None = None) -> None:
        super().__init__(f"{wat} Op het log van {regio} komt niets bij. Geef `leerwinkel herstel --regio {regio}`.")
        self.wat, self.positie = wat, positie


async def keur(nc: Client, regio: str, uitgave: Uitgave) -> None:
    """Check it. Raises LogGebroken, and Unavailable where the log does not answer. Without the line: what is here."""
    log = JetStreamLog(nc, naam_van(regio))
    try:
        getuigd, eigen = await vraag_getuige(nc, regio, uitgave), uitgave.laatste()
    except BadNote as fout:
        raise LogGebroken(regio, CONTROLEPUNT_KAPOT) from fout
    einde = await log.last()
    for note in filter(None, (eigen, getuigd)):
        checkpoint = Checkpoint.parse(note.text)
        wie = "medeondertekend" if note is getuigd else "ondertekend"
        if einde < checkpoint.size:
            zin = f"Het log eindigt op positie {einde}, maar tot positie {checkpoint.size} is het al {wie}."
            raise LogGebroken(regio, zin, einde + 1)
        try:
            top = await wortel(log, uitgave, checkpoint.size)
        except Gap as gat:
            raise LogGebroken(regio, f"Positie {gat.after + 1} is niet te lezen.", gat.after + 1) from gat
        if top != checkpoint.root:
            raise LogGebroken(regio, f"Het log tot positie {checkpoint.size} is niet wat {wie} werd.")


async def wortel(log: JetStreamLog, uitgave: Uitgave, omvang: int) -> bytes:
    """The root of the first so many events, of which the full tiles are taken as they are and the rest is read."""
    rand = _rand(uitgave, omvang)
    if rand.size < omvang:
        lezen = cast("AsyncGenerator[list[StoredEvent]]", log.read_all(rand.size))
        async with contextlib.aclosing(lezen):
            async for deel in lezen:
                for blad in bladen_van((event.subject.encode(), event.payload) for event in deel[: omvang - rand.size]):
                    rand.append(blad)
                if rand.size == omvang:
                    break
    return rand.root()


def _rand(uitgave: Uitgave, omvang: int) -> Frontier:
    """The right edge of the full tiles that lie before; of nothing where they are not there."""
    note = uitgave.laatste()
    if note is None:
        return Frontier()
    getekend = Checkpoint.parse(note.text).size
    vol = min(omvang, getekend) // WIDTH * WIDTH
    boom, rand, na = uitgave.boom(getekend), Frontier(vol), 0
    try:
        for hoogte in reversed(range(vol.bit_length())):
            if vol >> hoogte & 1:
                rand.edge.append(boom(hoogte, na >> hoogte))
                na += 1 << hoogte
    except BadTile:
        return Frontier()
    return rand


class GekeurdLog(JetStreamLog):
    """The log of a region for who appends to it: checked before the first append, and after each time it was away.

    An append raises LogGebroken too.
    """

    def __init__(self, nc: Client, regio: str, uitgave: Uitgave, *, patience: float = 5.0) -> None:
        super().__init__(nc, naam_van(regio), patience=patience)
        self._bij, self._regio, self._uitgave = nc, regio, uitgave
        self._gekeurd, self._een_tegelijk = -1, asyncio.Lock()

    async def _publish(self, appends: list[Append]) -> tuple[int, int]:
        """Each attempt: what is sent while the node is away would go to a store that nobody checked."""
        if not self._bij.is_connected:
            raise TimeoutError
        if not self._is_gekeurd():
            async with self._een_tegelijk:
                if not self._is_gekeurd():
                    await self._keur()
        return await super()._publish(appends)

    def _is_gekeurd(self) -> bool:
        return self._gekeurd == self._keren() and not self._uitgave.merkpad.exists()

    def _keren(self) -> int:
        """How often the node came back: with what store is not known before it is checked."""
        return self._bij.stats["reconnects"]

    async def _keur(self) -> None:
        if (merk := Merkteken.lees(self._uitgave)) is not None:
            raise LogGebroken(self._regio, merk.zin, merk.positie)
        keren = self._keren()
        await keur(self._bij, self._regio, self._uitgave)
        self._gekeurd = keren
