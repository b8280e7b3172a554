"""Healing a log from a copy, a region's from the hub's: the same events at the same positions, the damaged files aside.

The order matters: first nobody can write, then everything is read, then the old files are set aside, and only when the
new log is whole and the same as what was read can anybody write again. A step that fails leaves the door closed; the
command can be given again.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from nats.aio.client import Client

from leerwinkel.eventsourcing import Append, Conflict, JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import ensure_stream, stream_info, update_stream
from leerwinkel.inname.onderzoek import Kopie, Onderzoek, onderzoek
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.opzij import zet_opzij
from leerwinkel.runtime.stromen import OPBOUW, eigen, log_in_opbouw, regionaal_log, zorg_voor_regio
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


class Geheugen(Protocol):
    """What knows which positions were given, and must forget it when the log was made anew."""

    def positie(self) -> int:
        """The highest position that is known to have been given."""
        ...

    def vergeet(self) -> None:
        """It is another log from now on."""
        ...


@dataclass(frozen=True, slots=True)
class Herstel:
    """The healing of the log of one region, or of the VOL's own (`vol`). `knooppunt` is the folder of its node."""

    wie: str
    nc: Client
    kopie: Kopie
    geheugen: Geheugen
    knooppunt: Path

    async def voer_uit(self, nu: datetime, *, verlies: bool = False) -> Herstelverslag:
        """Heal. Raises HerstelFout where positions are lost (unless `verlies`), GeenOpslag, Unavailable, OSError."""
        gewoon = self._gewoon
        log = await stream_info(self.nc, gewoon["name"])
        if log is not None:
            await update_stream(self.nc, gewoon | {"subjects": [f"{OPBOUW}.{self.wie}.dicht"]})
        try:
            gevonden = await self._onderzoek(er_is=log is not None, verlies=verlies)
        except BaseException:
            # as it was: a log that an earlier attempt was still filling stays closed
            if log is not None and log["config"]["subjects"] == gewoon["subjects"]:
                await update_stream(self.nc, gewoon)
            raise
        return await self._bouw_op(gevonden, nu)

    @property
    def _gewoon(self) -> dict[str, Any]:
        return eigen() if self.wie == HUB else regionaal_log(self.wie)

    @property
    def _onder(self) -> str:
        """What all its subjects begin with."""
        return str(self._gewoon["subjects"][0]).removesuffix(".>")

    async def _onderzoek(self, *, er_is: bool, verlies: bool) -> Onderzoek:
        gevonden = await onderzoek(self.kopie, self._log() if er_is else None, self.geheugen.positie())
        if gevonden.verloren and not verlies:
            raise HerstelFout(_te_verliezen(self.wie, gevonden))
        return gevonden

    async def _bouw_op(self, gevonden: Onderzoek, nu: datetime) -> Herstelverslag:
        opzij = await zet_opzij(self.nc, self._gewoon["name"], self.knooppunt, nu)
        await ensure_stream(self.nc, log_in_opbouw(self.wie))
        geschreven = await self._vul(gevonden)
        if await self._gelezen() != geschreven:
            raise HerstelFout(f"Het nieuwe log van {self.wie} is niet wat er geschreven werd. De deur blijft dicht.")
        await update_stream(self.nc, self._gewoon)
        if self.wie != HUB:
            await zorg_voor_regio(self.nc, self.wie)
        self.geheugen.vergeet()
        return Herstelverslag(
            gevonden.bij_hub, len(gevonden.alleen_hier), len(gevonden.anders), gevonden.verloren, opzij
        )

    def _log(self) -> JetStreamLog:
        return JetStreamLog(self.nc, self._gewoon["name"])

    async def _vul(self, gevonden: Onderzoek) -> bytes:
        """Append everything in order and check every position; gives the digest of what was written."""
        log, tot, keten = self._log(), 0, b""
        snede: list[NewEvent] = []
        async for event in self._alles(gevonden):
            keten = _schakel(keten, event.subject, event.id, event.payload)
            in_opbouw = f"{OPBOUW}.{self.wie}{event.subject.removeprefix(self._onder)}"
            snede.append(NewEvent(in_opbouw, event.id, event.payload))
            if len(snede) == _SNEDE:
                tot, snede = await self._voeg_toe(log, tot, snede), []
        await self._voeg_toe(log, tot, snede)
        return keten

    async def _voeg_toe(self, log: JetStreamLog, tot: int, snede: list[NewEvent]) -> int:
        [positie] = await log.append_many([Append(f"{self._onder}.>", tot, tuple(snede))])
        if isinstance(positie, Conflict) or positie != tot + len(snede):
            raise HerstelFout(f"Iets anders schreef op het log van {self.wie} na positie {tot}. De deur blijft dicht.")
        return positie

    async def _alles(self, gevonden: Onderzoek) -> AsyncGenerator[NewEvent]:
        """The events of the new log, in the order of their positions."""
        na = 0
        async for positie, onderwerp, event in self.kopie():
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
        """What is here alone; where nobody has anything, a mark, so that the position is never used again."""
        if (event := gevonden.alleen_hier.get(positie)) is not None:
            return NewEvent(event.subject, event.id, event.payload)
        onderwerp = f"{self._onder}.herstel.positie-{positie}.positie-verloren"
        return NewEvent(onderwerp, f"verloren:{self.wie}:{positie}", b'{"verloren": %d}' % positie)

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


def _te_verliezen(wie: str, gevonden: Onderzoek) -> str:
    posities = ", ".join(map(str, gevonden.verloren[:_TONEN])) + (", …" if len(gevonden.verloren) > _TONEN else "")
    return (
        f"{len(gevonden.verloren)} gebeurtenissen van {wie} zijn nergens meer te lezen, ook niet in een kopie: positie "
        f"{posities}. Er is niets gewijzigd. Zet een reservekopie terug, of aanvaard het verlies met "
        "--verlies-aanvaard."
    )
