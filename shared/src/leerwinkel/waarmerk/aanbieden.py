"""Offering a region's checkpoints to the witness, over the region's own line, and asking what it cosigned last."""

import nats.errors
import structlog
from nats.aio.client import Client

from leerwinkel.audit import BadNote, Checkpoint, Note
from leerwinkel.audit.note import verify
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.runtime.taken import in_draad
from leerwinkel.waarmerk.aanbod import Aanbod, Antwoord, Status, herkomst_van, onderwerp_van
from leerwinkel.waarmerk.getuigen import getuigen, is_medeondertekend
from leerwinkel.waarmerk.ondertekenaar import aanbod
from leerwinkel.waarmerk.sleutels import wissels
from leerwinkel.waarmerk.uitgave import Uitgave

log = structlog.get_logger()

_GEDULD_S = 5.0
_BEURTEN = 3


async def vraag_getuige(nc: Client, regio: str, uitgave: Uitgave, geduld_s: float = 1.0) -> Note | None:
    """The last checkpoint of the region that the witness cosigned; None where it cannot be asked, or has none.

    What is not signed by a key of the region is none: then anybody could say that the log is too short. Only a region
    that lost everything, and so its keys too, takes the witness at its word.
    """
    antwoord, laatste = await _vraag(nc, regio, b"", geduld_s), uitgave.laatste()
    try:
        if antwoord is None or antwoord.status is not Status.GOED or not antwoord.inhoud:
            return None
        note = Note.parse(antwoord.inhoud.encode())
        if laatste is not None:
            verify(note, uitgave.sleutels())
        return note if Checkpoint.parse(note.text).origin == herkomst_van(regio) else None
    except BadNote as fout:
        log.warning("getuige_onleesbaar", regio=regio, reden=str(fout))
        return None


async def _vraag(nc: Client, regio: str, ruw: bytes, geduld_s: float) -> Antwoord | None:
    try:
        gehoord = await nc.request(onderwerp_van(regio), ruw, timeout=geduld_s)
        return Antwoord.parse(gehoord.data)
    except (nats.errors.Error, TimeoutError, OSError):
        return None
    except BadNote as fout:
        log.warning("getuige_onleesbaar", regio=regio, reden=str(fout))
        return None


class Aanbieder:
    """Offers the newest checkpoint of a region, again and again, until it is cosigned."""

    def __init__(self, nc: Client, regio: str, uitgave: Uitgave) -> None:
        self._nc, self._regio, self._uitgave = nc, regio, uitgave
        self._oud: int | None = None
        self._gezegd: Status | None = None

    async def bied_aan(self) -> bool:
        """Whether the newest checkpoint is cosigned, or there is none; else to be tried again later."""
        note = self._uitgave.laatste()
        if note is None or is_medeondertekend(note, getuigen(self._uitgave)):
            return True
        if self._oud is None:
            getuigd = await vraag_getuige(self._nc, self._regio, self._uitgave, _GEDULD_S)
            self._oud = Checkpoint.parse(getuigd.text).size if getuigd else 0
        for _ in range(_BEURTEN):
            antwoord = await self._bied(note, self._oud)
            if antwoord is None:
                return False
            match antwoord.status:
                case Status.GOED:
                    return await self._bewaar(note, antwoord)
                case Status.ANDERE_OMVANG:
                    self._oud = _omvang(antwoord)
                case Status.ONBEKENDE_SLEUTEL if self._gezegd is not Status.ONBEKENDE_SLEUTEL:
                    await self._meld_wissels()
                case _:
                    pass
            self._zeg(antwoord)
            if antwoord.status not in {Status.ANDERE_OMVANG, Status.ONBEKENDE_SLEUTEL}:
                return False
        return False

    def _zeg(self, antwoord: Antwoord) -> None:
        """Once for each reason; that it is not that far yet is none."""
        if antwoord.status not in {self._gezegd, Status.NU_NIET, Status.ANDERE_OMVANG}:
            zegt = antwoord.inhoud.strip()
            log.warning("getuige_tekent_niet", regio=self._regio, status=antwoord.status.value, zegt=zegt)
        self._gezegd = antwoord.status

    async def _bied(self, note: Note, oud: int) -> Antwoord | None:
        """Of a checkpoint smaller than what the witness has there is no proof; it must see it to say so."""
        omvang = Checkpoint.parse(note.text).size
        wat = await in_draad(aanbod, self._uitgave, note, oud) if oud <= omvang else Aanbod(omvang, (), note)
        return await _vraag(self._nc, self._regio, wat.format(), _GEDULD_S)

    async def _bewaar(self, note: Note, antwoord: Antwoord) -> bool:
        try:
            samen = antwoord.erbij(note)
        except BadNote as fout:
            log.warning("getuige_onleesbaar", regio=self._regio, reden=str(fout))
            return False
        if not is_medeondertekend(samen, getuigen(self._uitgave)):
            log.error("getuige_onbekend", regio=self._regio)
            return False
        samen = await in_draad(self._uitgave.bewaar, samen)
        await in_draad(schrijf, self._uitgave.getuigdpad, samen.format())
        self._oud, self._gezegd = Checkpoint.parse(note.text).size, None
        return True

    async def _meld_wissels(self) -> None:
        """Tell the witness each change of key; what it knows already does no harm."""
        for wissel in wissels(self._uitgave):
            await _vraag(self._nc, self._regio, wissel.format(), _GEDULD_S)


def _omvang(antwoord: Antwoord) -> int:
    """The size that a witness says it has; 0 for what is no number."""
    tekst = antwoord.inhoud.strip()
    return int(tekst) if tekst.isdecimal() and len(tekst) < 20 else 0  # noqa: PLR2004 - digits of a size
