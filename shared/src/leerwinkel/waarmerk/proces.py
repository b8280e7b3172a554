"""The process of the signer: each region's log is followed, signed, offered to the witness, and counted again."""

import asyncio
import contextlib
from collections.abc import Sequence
from shutil import rmtree
from typing import Any

import structlog
from nats.aio.client import Client

from leerwinkel.audit import BadNote, Checkpoint
from leerwinkel.audit.tiles import BadTile
from leerwinkel.eventsourcing import Gap, JetStreamLog, Unavailable
from leerwinkel.eventsourcing.pull import Pull
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.schrijven import slot
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.taken import in_draad, samen
from leerwinkel.runtime.verbinding import KNOOPPUNT_WEG, verbind
from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.waarmerk.aanbieden import Aanbieder
from leerwinkel.waarmerk.keuring import CONTROLEPUNT_KAPOT, LogGebroken, keur
from leerwinkel.waarmerk.merkteken import Merkteken, haal_merk_weg
from leerwinkel.waarmerk.natelling import tel_na
from leerwinkel.waarmerk.ondertekenaar import Gebroken, Ondertekenaar, bladen_van
from leerwinkel.waarmerk.sleutels import SleutelFout, huidige, maak
from leerwinkel.waarmerk.uitgave import Tegenspraak, Uitgave
from leerwinkel.waarmerk.voorbereiding import sleutelbos

log = structlog.get_logger()

_OPNIEUW_S, _BIED_OPNIEUW_S, _KIJK_S, _KEUR_OPNIEUW_S = 1.0, 2.0, 0.5, 30.0
_KAN_OVERGAAN = (*KNOOPPUNT_WEG, Zegbaar, BadTile)
"""A node that is away, a disk that is full, another process that is still stopping: tried again until it works."""


class _TegelsNietHeel(Zegbaar):
    """Tiles are not what the log gives, and the log is what was signed."""


async def onderteken(instellingen: Instellingen, regios: Sequence[str]) -> None:
    """Sign the logs of these regions until cancelled. What is wrong in one region does not touch another."""
    om_de_beurt = asyncio.Semaphore()
    await samen(*(Regiowerk(instellingen, regio, om_de_beurt).blijf() for regio in regios))


class Regiowerk:
    """The signing of one region. `om_de_beurt` lets one region at a time be counted again."""

    def __init__(self, instellingen: Instellingen, regio: str, om_de_beurt: asyncio.Semaphore) -> None:
        self._regio, self._om_de_beurt = regio, om_de_beurt
        self._ingang, self._elke_s = instellingen.ingang(regio, Wie.WAARMERK), instellingen.waarmerk_s
        self._uitgave, self._bos = Uitgave(instellingen.waarmerkmap(regio)), sleutelbos(instellingen, regio)
        self._bezig, self._gegroeid, self._getekend = asyncio.Lock(), asyncio.Event(), asyncio.Event()

    async def blijf(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._tot_het_misgaat()
            except (Gebroken, LogGebroken, Tegenspraak, BadNote, Gap) as gebroken:
                await self._merk(gebroken)
            except _KAN_OVERGAAN as weg:
                log.warning("waarmerk_wacht", regio=self._regio, reden=str(weg) or type(weg).__name__)
            await asyncio.sleep(_OPNIEUW_S)

    async def _merk(self, gebroken: Exception) -> None:
        """From now on nobody appends."""
        merk = _merkteken(gebroken)
        log.critical("log_gebroken", regio=self._regio, positie=merk.positie, reden=str(gebroken))
        with contextlib.suppress(OSError):
            await in_draad(merk.zet, self._uitgave)

    async def _tot_het_misgaat(self) -> None:
        with slot(self._uitgave.map / ".slot"):
            nc = await verbind(self._ingang, f"waarmerk-{self._regio}")
            try:
                await self._genezen(nc)
                await keur(nc, self._regio, self._uitgave)
                await self._werk(nc)
            finally:
                await nc.close()

    async def _genezen(self, nc: Client) -> None:
        """Wait while the log is marked: until it was made anew, or is found whole after something changed in it."""
        gezien: Any = None
        while self._uitgave.merkpad.exists():
            stroom = await JetStreamLog(nc, naam_van(self._regio)).info()
            nu = (stroom["created"], stroom["state"]["last_seq"], nc.stats["reconnects"])
            if nu != gezien and await self._is_heel(nc):
                haal_merk_weg(self._uitgave)
                log.info("log_geheeld", regio=self._regio)
            gezien = nu
            await asyncio.sleep(_KIJK_S)

    async def _is_heel(self, nc: Client) -> bool:
        try:
            await keur(nc, self._regio, self._uitgave)
            await tel_na(JetStreamLog(nc, naam_van(self._regio)), self._uitgave)
        except (Gebroken, LogGebroken, BadNote):
            return False
        return True

    async def _werk(self, nc: Client) -> None:
        await in_draad(maak, self._bos, self._uitgave)
        tekenaar = await in_draad(Ondertekenaar, self._regio, self._uitgave)
        stroom = JetStreamLog(nc, naam_van(self._regio))
        opnieuw = tekenaar.omvang < tekenaar.laatste.size
        if opnieuw:
            await tel_na(stroom, self._uitgave)  # before its tiles are made again: they tell where it differs
        self._gegroeid.set()
        self._getekend.set()
        await samen(
            self._lees(nc, tekenaar),
            self._teken(tekenaar),
            self._bied_aan(Aanbieder(nc, self._regio, self._uitgave)),
            asyncio.Event().wait() if opnieuw else self._tel_na(stroom),
            self._bewaak(nc),
        )

    async def _lees(self, nc: Client, tekenaar: Ondertekenaar) -> None:
        lezen = Pull(nc, naam_van(self._regio), after=tekenaar.omvang).batches()
        async with contextlib.aclosing(lezen):
            async for deel in lezen:
                bladen = bladen_van((each.message.subject, each.message.payload) for each in deel)
                async with self._bezig:
                    tekenaar.voeg_toe(bladen)
                self._gegroeid.set()

    async def _teken(self, tekenaar: Ondertekenaar) -> None:
        while True:
            await self._gegroeid.wait()
            self._gegroeid.clear()
            sleutel = await in_draad(huidige, self._bos, self._uitgave)
            if sleutel is None:
                raise SleutelFout(f"De sleutel van {self._regio} is weg. Zet de reservekopie terug.")
            async with self._bezig:
                note = await in_draad(tekenaar.teken, sleutel)
            if note is not None:
                log.debug("ondertekend", regio=self._regio, positie=Checkpoint.parse(note.text).size)
                self._getekend.set()
            await asyncio.sleep(self._elke_s)

    async def _bied_aan(self, aanbieder: Aanbieder) -> None:
        while True:
            await self._getekend.wait()
            self._getekend.clear()
            if not await aanbieder.bied_aan():
                self._getekend.set()
                await asyncio.sleep(_BIED_OPNIEUW_S)

    async def _tel_na(self, stroom: JetStreamLog) -> None:
        """Count the whole log again, once, beside the rest; tiles that are not whole are made again."""
        async with self._om_de_beurt:
            heel = await tel_na(stroom, self._uitgave)
        if not heel:
            await in_draad(rmtree, self._uitgave.map / "tile")
            raise _TegelsNietHeel("Tegels waren beschadigd, en worden opnieuw gemaakt uit het log.")
        log.info("log_nageteld", regio=self._regio)
        await asyncio.Event().wait()

    async def _bewaak(self, nc: Client) -> None:
        """Check again when the node was away, and now and then; and stop where somebody else marked the log."""
        keren, geduld = nc.stats["reconnects"], _KEUR_OPNIEUW_S
        while not self._uitgave.merkpad.exists():
            await asyncio.sleep(_KIJK_S)
            geduld -= _KIJK_S
            if geduld <= 0 or nc.stats["reconnects"] != keren:
                keren, geduld = nc.stats["reconnects"], _KEUR_OPNIEUW_S
                try:
                    await keur(nc, self._regio, self._uitgave)
                except LogGebroken:
                    raise
                except Unavailable:
                    continue  # it does not answer: that is not to be broken


def _merkteken(gebroken: Exception) -> Merkteken:
    """What is said of it."""
    match gebroken:
        case LogGebroken():
            return Merkteken(gebroken.wat, gebroken.positie)
        case Gebroken():
            return Merkteken(gebroken.zin, gebroken.positie)
        case Gap():
            return Merkteken(f"Positie {gebroken.after + 1} is niet te lezen.", gebroken.after + 1)
        case Tegenspraak():
            return Merkteken("Er zijn twee ondertekende controlepunten van dezelfde omvang die elkaar tegenspreken.")
        case _:
            return Merkteken(CONTROLEPUNT_KAPOT)
