"""Inspecting logs: does each give the roots that were signed, is nothing missing, is the VOL's copy the same."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import ExitStack, aclosing

from leerwinkel.audit import BadNote
from leerwinkel.eventsourcing import Unavailable
from vol_reporting.controle.bevinding import Soort, Uitslag
from vol_reporting.controle.bladen import Bladenbestand
from vol_reporting.controle.bron import Bericht, Bron, Waarmerken
from vol_reporting.controle.doorloop import Doorloop
from vol_reporting.controle.getekend import Getekend
from vol_reporting.getuige.houder import VOL

KOPIE = "de kopie van de VOL"
Gelezen = Callable[[int], None]


class Nagaan:
    """One inspection of these logs. `alleen_kopie`: the regions themselves are not asked."""

    def __init__(self, bron: Bron, logs: Sequence[str], *, alleen_kopie: bool = False) -> None:
        self._bron, self._logs, self._alleen_kopie = bron, logs, alleen_kopie
        self._uitslagen = {log: Uitslag(log) for log in logs}

    async def ga_na(self, gelezen: Gelezen) -> list[Uitslag]:
        """Go through everything once; `gelezen` is told how many messages each batch had. Raises Unavailable."""
        with ExitStack() as stapel:
            waarmerken = {log: w for log in self._logs if (w := self._waarmerken(log)) is not None}
            kopieen = {log: self._kopie(log, w) for log, w in waarmerken.items() if not self._is_zelf(log)}
            bladen: dict[str, Bladenbestand] = {}
            for log, w in waarmerken.items():
                if not self._alleen_kopie or self._is_zelf(log):
                    bladen[log] = stapel.enter_context(Bladenbestand())
                    await self._ga_door_log(log, w, bladen[log], gelezen)
            for log, doorloop in kopieen.items():
                doorloop.leg_naast(bladen.get(log))
            await self._ga_door_kopie(kopieen, gelezen)
        for uitslag in self._uitslagen.values():
            _zonder_controlepunt(uitslag)
        return list(self._uitslagen.values())

    def _is_zelf(self, log: str) -> bool:
        """What the VOL says itself has no other copy."""
        return log == VOL and self._bron.eigen(VOL) is not None

    def _waarmerken(self, log: str) -> Waarmerken | None:
        try:
            return self._bron.waarmerken(log)
        except BadNote as fout:
            self._uitslagen[log].meld(Soort.UITGAVE_BESCHADIGD, None, f"de sleutels zijn niet te lezen ({fout})")
            return None

    def _kopie(self, log: str, waarmerken: Waarmerken) -> Doorloop:
        """What was cosigned is looked up now, before anything is read: the copy has at least that."""
        getekend = Getekend(waarmerken, self._uitslagen[log])
        punten = getekend.controlepunten(ook_eigen=self._bron.eigen(log) is None)
        return Doorloop(KOPIE, self._uitslagen[log], punten, getekend.bomen())

    async def _ga_door_log(self, log: str, waarmerken: Waarmerken, bladen: Bladenbestand, gelezen: Gelezen) -> None:
        uitslag, berichten = self._uitslagen[log], self._bron.eigen(log)
        if berichten is None:
            return
        getekend = Getekend(waarmerken, uitslag)
        punten, bomen = getekend.controlepunten(ook_eigen=True), getekend.bomen()
        doorloop = Doorloop(f"het log van {log}", uitslag, punten, bomen, bladen=bladen)
        try:
            await _loop(berichten, doorloop, gelezen)
            doorloop.eind()
        except Unavailable:
            uitslag.meld(Soort.NIET_BEREIKBAAR, None, f"het log van {log} is niet bereikbaar, en niet nagegaan")
        bladen.klaar()
        uitslag.omvang = doorloop.omvang

    async def _ga_door_kopie(self, kopieen: dict[str, Doorloop], gelezen: Gelezen) -> None:
        if not kopieen:
            return
        async with aclosing(self._bron.kopie(list(kopieen))) as delen:
            async for deel in delen:
                for bericht in deel:
                    kopieen[bericht.log].neem(bericht)
                gelezen(len(deel))
        for log, doorloop in kopieen.items():
            doorloop.eind()
            self._uitslagen[log].kopie = doorloop.omvang


async def _loop(berichten: AsyncGenerator[list[Bericht]], doorloop: Doorloop, gelezen: Gelezen) -> None:
    async with aclosing(berichten) as delen:
        async for deel in delen:
            for bericht in deel:
                doorloop.neem(bericht)
            gelezen(len(deel))


def _zonder_controlepunt(uitslag: Uitslag) -> None:
    """A log that has something, and of which nothing was signed, proves nothing."""
    if max(uitslag.omvang, uitslag.kopie) and not uitslag.getekend and uitslag.klopt:
        uitslag.meld(Soort.ZONDER_CONTROLEPUNT, 1, "van dit log is niets ondertekend; er is niets te bewijzen")
