"""The VOL's service: follows the hub, answers with figures, watches the lines, records stands."""

import asyncio
import contextlib
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Gap, JetStreamLog, Log, Unavailable
from leerwinkel.runtime.postloket import open_loket
from leerwinkel.runtime.stromen import zorg_voor_hub
from leerwinkel.runtime.taken import in_draad, samen
from vol_reporting.bestand import Bestand
from vol_reporting.cijferopslag import Opslag
from vol_reporting.datakwaliteit.opdracht import Opdracht, voer_uit
from vol_reporting.datakwaliteit.taken import Taken
from vol_reporting.datakwaliteit.zekering import Zekering
from vol_reporting.getuige.beeld import getuigd, wat_er_mis_is
from vol_reporting.inname.aanvulling import Aanvulling
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.herbouw import herbouw
from vol_reporting.inname.keuring import Keuring
from vol_reporting.inname.lus import Inname
from vol_reporting.inname.navraag import Bewaard, bewaard
from vol_reporting.inname.peilen import toon_peilen
from vol_reporting.inname.verwerking import Telling, Verwerking
from vol_reporting.stand import ELK, Standen
from vol_reporting.toestand import Toestand

__all__ = ["Dienst", "Opslag"]

log = structlog.get_logger()

_RUST_S = 1.0
_OPNIEUW_S = 2.0
_ZICHTBAAR_S = 5.0
"""How long somebody waits to see what was decided."""


class Dienst:
    """Everything of the VOL that lives as long as its process."""

    def __init__(self, bestand: Bestand, regios: list[str]) -> None:
        self.regios, self._getuige = regios, bestand.getuige
        self.toestand = Toestand()
        self.opslag = Opslag(bestand)
        self.verwerking = Verwerking(self.opslag.cursor())
        self.bewaking: Bewaking | None = None
        self._nc: Client | None = None
        self.eigen_log: Log | None = None
        self._schrijft = asyncio.Lock()
        self._sinds_stand = asyncio.Event()
        self._kwam, self._sinds_keuring, self._sinds_taken = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._sinds_keuring.set()
        self._herbouwd = asyncio.Event()

    def status(self) -> dict[str, Any]:
        """The whole state as plain values."""
        lijnen = self.bewaking.lijnen if self.bewaking else {}
        per_regio = {rij["regio"]: rij for rij in self.opslag.inname()}
        return asdict(self.toestand) | {
            "storing": self.toestand.wat_er_mis_is(wat_er_mis_is(self._getuige, self.regios)),
            "regios": [
                {
                    "regio": regio,
                    "log": lijnen[regio].log if regio in lijnen else None,
                    "hub": lijnen[regio].hub if regio in lijnen else 0,
                    "positie": 0,
                    "gaten": 0,
                    "quarantaine": 0,
                    "aangevuld": 0,
                    "laatst_ontvangen": None,
                    "aangehouden_vanaf": None,
                    "getuigd": getuigd(self._getuige, regio).omvang,
                }
                | per_regio.get(regio, {})
                for regio in self.regios
            ],
        }

    def _binnen(self, telling: Telling) -> None:
        self.toestand.tel(telling)
        self.opslag.is_veranderd()
        self._sinds_stand.set()
        self._sinds_keuring.set()
        self._sinds_taken.set()
        self._kwam.set()

    async def volg(self, nc: Client) -> None:
        """Run intake, watch and stands until cancelled; a fault is logged and tried again, a gap stops the intake."""
        await self._met_hub(nc)
        self._nc, self.eigen_log = nc, JetStreamLog(nc, "VOL_EIGEN")
        self.bewaking = Bewaking(nc, self.regios)
        toon_peilen(self.bewaking, self.verwerking)
        aanvulling = Aanvulling(nc, self.bewaking, self.verwerking, self._schrijft)
        zekering = Zekering(self.eigen_log, self.opslag.cursor, self._sinds_keuring)
        await samen(
            self._neem_in(nc),
            self._bewaak(nc, self.bewaking),
            aanvulling.houd_vol(),
            zekering.waak(),
            Taken(self.eigen_log, self.opslag.lezer, self._sinds_taken).houd_bij(),
            self._leg_standen_vast(nc, zekering),
            open_loket(nc),
        )

    async def _met_hub(self, nc: Client) -> None:
        while True:
            try:
                return await zorg_voor_hub(nc, self.regios)
            except Unavailable as weg:
                log.warning("hub_weg", reden=str(weg))
                await asyncio.sleep(_OPNIEUW_S)

    async def herbouw(self, archief: Path | None = None) -> int:
        """Build the storage anew from the log, or first from an archive; the number of events read from the log.

        Figures go on being answered. Raises Archieffout, and Unavailable while the hub is away.
        """
        if self._nc is None:
            raise Unavailable("de hub antwoordt niet")
        async with self._schrijft:
            gelezen = await herbouw(self._nc, self.verwerking, archief)
            self._herbouwd.set()
        self.toestand.storing = None
        self.opslag.is_vervangen()
        return gelezen

    async def beslis(self, opdracht: Opdracht, medewerker: str) -> bool:
        """See Gastheer."""
        if self.eigen_log is None:
            raise Unavailable("de hub antwoordt niet")
        ingenomen = self.verwerking.posities.hoogste.get(opdracht.regio, 0)
        positie = await voer_uit(self.eigen_log, opdracht, medewerker, ingenomen, self.opslag.cursor())
        if positie is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ZICHTBAAR_S):
                    await self._tot_eigen(positie)
        return positie is not None

    async def bewaard(self, log: str, positie: int, bij_hub: int) -> Bewaard | None:
        """See Gastheer."""
        if self._nc is None:
            raise Unavailable("de hub antwoordt niet")
        return await bewaard(self._nc, log, positie, bij_hub)

    async def _tot_eigen(self, positie: int) -> None:
        while True:
            self._kwam.clear()
            if (await in_draad(self.opslag.posities)).get("vol", 0) >= positie:
                return
            await self._kwam.wait()

    def sluit(self) -> None:
        """Close the storage; afterwards the service is of no use."""
        self.opslag.sluit()

    async def _neem_in(self, nc: Client) -> None:
        while True:
            try:
                await Inname(nc, self.verwerking, self._binnen, self._schrijft, self._herbouwd).volg()
                continue
            except Gap as gat:
                self.toestand.storing = f"Het log van de hub heeft een gat: {gat}. Herstel het log."
            except Exception as fout:
                self.toestand.storing = f"De inname hapert: {fout}"
                log.exception("inname_hapert")
            await asyncio.sleep(_OPNIEUW_S)

    async def _bewaak(self, nc: Client, bewaking: Bewaking) -> None:
        keuring = Keuring(nc, self.opslag.cursor)
        while True:
            await bewaking.meet()
            self.toestand.meld_schade(await keuring.keur(bewaking.lijnen))
            await asyncio.sleep(1)

    async def _leg_standen_vast(self, nc: Client, zekering: Zekering) -> None:
        standen = Standen(nc)
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ELK.total_seconds()):  # wait_for can miss a cancel before Python 3.12
                    await self._sinds_stand.wait()
            while self._sinds_stand.is_set():
                self._sinds_stand.clear()
                await asyncio.sleep(_RUST_S)
            if await zekering.keur():
                continue  # no stand of what is to be held apart; holding it apart comes in, and then there is one
            async with self._schrijft:
                posities = self.verwerking.posities.heel()
            await standen.leg_vast(posities, nu=datetime.now(UTC))
