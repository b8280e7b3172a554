"""The VOL's own log: signed as a region signs its own, and offered to the witness in the same way."""

import asyncio

import structlog

from leerwinkel.audit import Checkpoint, Note, Signer, consistency
from leerwinkel.audit.tiles import BadTile
from leerwinkel.waarmerk.aanbod import Aanbod, Antwoord, Status, herkomst_van
from vol_reporting.getuige.getuigenis import Getuigenis
from vol_reporting.getuige.houder import Houder

log = structlog.get_logger()


class EigenLog:
    """Signs what is in the tree. Nothing of it is given out before the witness kept it."""

    def __init__(self, houder: Houder, getuigenis: Getuigenis, tekenaar: Signer) -> None:
        self._h, self._getuigenis, self._tekenaar = houder, getuigenis, tekenaar

    async def blijf(self, elke_s: float) -> None:
        """Sign what came, until cancelled."""
        while True:
            try:
                antwoord = await self.teken()
            except BadTile as fout:
                log.warning("vol_log_niet_ondertekend", tegel=str(fout))
            else:
                if antwoord is not None and antwoord.status is not Status.GOED:
                    log.warning("vol_log_niet_ondertekend", status=antwoord.status.value)
            await asyncio.sleep(elke_s)

    async def teken(self) -> Antwoord | None:
        """Sign and offer all that is there; None where nothing came, or the copy is not what was signed."""
        vorige = self._h.uitgave.laatste()
        oud = Checkpoint.parse(vorige.text).size if vorige else 0
        omvang = self._h.boom.omvang
        if omvang <= oud or self._h.kopie_kapot:
            return None
        boom = self._h.boom.van(omvang)
        tekst = Checkpoint(herkomst_van(self._h.log), omvang, boom.root()).format()
        note = Note(tekst, (self._tekenaar.sign(tekst),))
        return await self._getuigenis.antwoord(Aanbod(oud, tuple(consistency(boom, oud, omvang)), note).format())
