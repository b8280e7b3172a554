"""The running logs as a source: every region's own over the line, and the VOL's copy at the hub."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from nats.aio.client import Client

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.bron import Bericht, Waarmerken, volg_wissels
from vol_reporting.controle.stroomlezing import GEDULD_S, lees_kopie, lees_log
from vol_reporting.eigenlog import STROOM
from vol_reporting.getuige.houder import VOL
from vol_reporting.getuige.sleutels import getuigen_van


class Levend:
    """See Bron. `nc`: at the hub; regions are asked through it, and waited for that many seconds."""

    def __init__(self, nc: Client, instellingen: Instellingen, *, geduld_s: float = GEDULD_S) -> None:
        self._nc, self._instellingen, self._geduld_s = nc, instellingen, geduld_s

    def waarmerken(self, log: str) -> Waarmerken:
        """See Bron. What a region gives out is read where it is on this machine."""
        getuigd = Uitgave(self._instellingen.getuigemap / log)
        eigen = None if log == VOL else Uitgave(self._instellingen.waarmerkmap(log))
        if eigen is not None and not eigen.map.exists():
            eigen = None
        sleutels = getuigd.sleutels() or (eigen.sleutels() if eigen else ())
        if eigen is not None:
            sleutels = volg_wissels(sleutels, eigen, log)
        return Waarmerken(getuigd, eigen, sleutels, getuigen_van(self._instellingen.getuigemap))

    def eigen(self, log: str) -> AsyncGenerator[list[Bericht]]:
        """See Bron."""
        if log == VOL:
            return lees_log(self._nc, VOL, STROOM)
        return lees_log(self._nc, log, naam_van(log), self._api(log), self._geduld_s)

    async def kopie(self, logs: Sequence[str]) -> AsyncGenerator[list[Bericht]]:
        """See Bron."""
        bronnen = [lees_kopie(self._nc, regios)] if (regios := {*logs} - {VOL}) else []
        for bron in [*bronnen, *([self.eigen(VOL)] if VOL in logs else [])]:
            async with aclosing(bron) as delen:
                async for deel in delen:
                    yield deel

    def _api(self, regio: str) -> str:
        """Where the log of a region is asked: across its line."""
        return f"$JS.{regio}.API"
