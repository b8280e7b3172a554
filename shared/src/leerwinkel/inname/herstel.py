"""Healing a region's log from the hub's copy: the same events at the same positions, the damaged files set aside.

The order matters: first nobody can write, then everything is read, then the old files are set aside, and only when the
new log is whole and the same as what was read can anybody write again. A step that fails leaves the door closed; the
command can be given again.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from nats.aio.client import Client

from leerwinkel.eventsourcing import Append, Conflict, JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import ensure_stream, stream_info, update_stream
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.onderzoek import Onderzoek, onderzoek, van_hub
from leerwinkel.runtime.opzij import zet_opzij
from leerwinkel.runtime.stromen import OPBOUW, log_in_opbouw, naam_van, regionaal_log, zorg_voor_regio
from leerwinkel.runtime.zegbaar import Zegbaar

_SNEDE = 500
_TONEN = 10


class HerstelFout(Zegbaar):
    """The log cannot be healed like this; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Herstelverslag:
    """What was done: events from the hub, from here alone, moved to the end, and positions that are lost."""

    bij_hub: int
    alleen_hier: int
    verplaatst: int
    verloren: list[int]
    opzij: Path | None


@dataclass(frozen=True, slots=True)
class Herstel:
    """The healing of one region. `knooppunt` is the folder of its node."""

    regio: str
    nc: Client
    hub: Client
    index: Logindex
    knooppunt: Path

    async def voer_uit(self, nu: datetime, *, verlies: bool = False) -> Herstelverslag:
        """Heal. Raises HerstelFout where positions are lost (unless `verlies`), GeenOpslag, Unavailable, OSError."""
        gewoon = regionaal_log(self.regio)
        log = await stream_info(self.nc, naam_van(self.regio))
        if log is not None:
            await update_stream(self.nc, gewoon | {"subjects": [f"{OPBOUW}.{self.regio}.dicht"]})
        try:
            gevonden = await self._onderzoek(er_is=log is not None, verlies=verlies)
        except BaseException:
            # as it was: a log that an earlier attempt was still filling stays closed
            if log is not None and log["config"]["subjects"] == gewoon["subjects"]:
                await update_stream(self.nc, gewoon)
            raise
        return await self._bouw_op(gevonden, nu)

    async def _onderzoek(self, *, er_is: bool, verlies: bool) -> Onderzoek:
        gevonden = await onderzoek(self.hub, self._log() if er_is else None, self.regio, self.index.positie())
        if gevonden.verloren and not verlies:
            raise HerstelFout(_te_verliezen(self.regio, gevonden))
        return gevonden

    async def _bouw_op(self, gevonden: Onderzoek, nu: datetime) -> Herstelverslag:
        opzij = await zet_opzij(self.nc, naam_van(self.regio), self.knooppunt, nu)
        await ensure_stream(self.nc, log_in_opbouw(self.regio))
        geschreven = await self._vul(gevonden)
        if await self._gelezen() != geschreven:
            raise HerstelFout(f"Het nieuwe log van {self.regio} is niet wat er geschreven werd. De deur blijft dicht.")
        await update_stream(self.nc, regionaal_log(self.regio))
        await zorg_voor_regio(self.nc, self.regio)
        self.index.vergeet()
        return Herstelverslag(
            gevonden.bij_hub, len(gevonden.alleen_hier), len(gevonden.anders), gevonden.verloren, opzij
        )

    def _log(self) -> JetStreamLog:
        return JetStreamLog(self.nc, naam_van(self.regio))

    async def _vul(self, gevonden: Onderzoek) -> bytes:
        """Append everything in order and check every position; gives the digest of what was written."""
        log, tot, keten = self._log(), 0, b""
        snede: list[NewEvent] = []
        async for event in self._alles(gevonden):
            keten = _schakel(keten, event.subject, event.id, event.payload)
            snede.append(NewEvent(f"{OPBOUW}.{event.subject.split('.', 1)[1]}", event.id, event.payload))
            if len(snede) == _SNEDE:
                tot, snede = await self._voeg_toe(log, tot, snede), []
        await self._voeg_toe(log, tot, snede)
        return keten

    async def _voeg_toe(self, log: JetStreamLog, tot: int, snede: list[NewEvent]) -> int:
        [positie] = await log.append_many([Append(f"leerwinkel.{self.regio}.>", tot, tuple(snede))])
        if isinstance(positie, Conflict) or positie != tot + len(snede):
            raise HerstelFout(
                f"Iets anders schreef op het log van {self.regio} na positie {tot}. De deur blijft dicht."
            )
        return positie

    async def _alles(self, gevonden: Onderzoek) -> AsyncGenerator[NewEvent]:
        """The events of the new log, in the order of their positions."""
        na = 0
        async for positie, onderwerp, event in van_hub(self.hub, self.regio):
            if positie > na:
                for tussen in range(na + 1, positie):
                    yield self._van_hier(tussen, gevonden)
                yield NewEvent(onderwerp, event.id, event.payload)
                na = positie
        for rest in range(na + 1, gevonden.einde + 1):
            yield self._van_hier(rest, gevonden)
        for event in gevonden.anders.values():
            yield NewEvent(event.subject, event.id, event.payload)

    def _van_hier(self, positie: int, gevonden: Onderzoek) -> NewEvent:
        """What the region alone has; where nobody has anything, a mark, so that the position is never used again."""
        if (event := gevonden.alleen_hier.get(positie)) is not None:
            return NewEvent(event.subject, event.id, event.payload)
        onderwerp = f"leerwinkel.{self.regio}.herstel.positie-{positie}.positie-verloren"
        return NewEvent(onderwerp, f"verloren:{self.regio}:{positie}", b'{"verloren": %d}' % positie)

    async def _gelezen(self) -> bytes:
        keten = b""
        async for deel in self._log().read_all():
            for event in deel:
                keten = _schakel(keten, event.subject, event.id, event.payload)
        return keten


def _schakel(keten: bytes, *delen: str | bytes) -> bytes:
    """The digest of everything up to here, from that of everything before."""
    inhoud = [sha256(deel.encode() if isinstance(deel, str) else deel).digest() for deel in delen]
    return sha256(keten + b"".join(inhoud)).digest()


def _te_verliezen(regio: str, gevonden: Onderzoek) -> str:
    posities = ", ".join(map(str, gevonden.verloren[:_TONEN])) + (", …" if len(gevonden.verloren) > _TONEN else "")
    return (
        f"{len(gevonden.verloren)} gebeurtenissen van {regio} zijn nergens meer te lezen, ook niet bij de hub: positie "
        f"{posities}. Er is niets gewijzigd. Zet een reservekopie terug, of aanvaard het verlies met "
        "--verlies-aanvaard."
    )
