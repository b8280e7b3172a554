"""The VOL's service: follows the hub, answers with figures, watches the lines, records stands."""

import asyncio
import contextlib
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import structlog
from nats.aio.client import Client

from leerwinkel.eventsourcing import Gap, Unavailable
from leerwinkel.runtime.stromen import zorg_voor_hub
from leerwinkel.runtime.taken import samen
from leerwinkel.runtime.waarneming import fase
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer, Vraag, bereken
from vol_reporting.inname.aanvulling import Aanvulling
from vol_reporting.inname.bewaking import Bewaking
from vol_reporting.inname.herbouw import herbouw
from vol_reporting.inname.keuring import Keuring
from vol_reporting.inname.lus import Inname
from vol_reporting.inname.peilen import toon_peilen
from vol_reporting.inname.verwerking import Telling, Verwerking
from vol_reporting.opslag import open_opslag
from vol_reporting.registratie.tabellen import vergeet, ververs
from vol_reporting.stand import ELK, Standen
from vol_reporting.toestand import Toestand

log = structlog.get_logger()

_RUST_S = 1.0
_OPNIEUW_S = 2.0


class Opslag:
    """The storage and its materialised registration: refreshed before an answer if something came in since."""

    def __init__(self, bestand: Bestand) -> None:
        self._con = open_opslag(bestand.opslag)
        self._veranderd = True
        self._verst = threading.Lock()
        self._opent = threading.Lock()

    def is_veranderd(self) -> None:
        """Something came in: what is materialised is no longer the present."""
        self._veranderd = True

    def is_vervangen(self) -> None:
        """All events were taken in anew."""
        with self._verst:
            vergeet(self.cursor())
            self._veranderd = True

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own. DuckDB refuses two callers on one connection, also to open a cursor."""
        with self._opent:
            return self._con.cursor()

    def lezer(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own on a fresh registration."""
        with self._verst:
            if self._veranderd:
                self._veranderd = False
                try:
                    with fase("verversen"):
                        ververs(self.cursor())
                except BaseException:
                    self._veranderd = True
                    raise
        return self.cursor()

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        """The figures asked for. Raises ValueError with a Dutch sentence."""
        with fase("cijfers"):
            return bereken(self.lezer(), vraag)

    def inname(self) -> list[dict[str, Any]]:
        """Per region: positions taken in, gaps, quarantine, what was fetched, last event received."""
        rijen = self.cursor().execute(_INNAME).fetchall()
        namen = ("regio", "positie", "gaten", "quarantaine", "aangevuld", "laatst_ontvangen")
        return [dict(zip(namen, rij, strict=True)) for rij in rijen]

    def sluit(self) -> None:
        """Close the file; afterwards nothing can be asked."""
        with self._opent:
            self._con.close()


_INNAME = """
    SELECT regio, positie,
        (SELECT coalesce(sum(tot - van + 1), 0)::BIGINT FROM gat WHERE gat.regio = p.regio),
        (SELECT count(*) FROM quarantaine q WHERE q.regio = p.regio),
        (SELECT count(*) FROM gebeurtenis g WHERE g.regio = p.regio AND g.vol_positie = 0),
        (SELECT max(ontvangen) FROM gebeurtenis g WHERE g.regio = p.regio)
    FROM regiopositie p ORDER BY regio
"""


class Dienst:
    """Everything of the VOL that lives as long as its process."""

    def __init__(self, bestand: Bestand, regios: list[str]) -> None:
        self.regios = regios
        self.toestand = Toestand()
        self.opslag = Opslag(bestand)
        self.verwerking = Verwerking(self.opslag.cursor())
        self.bewaking: Bewaking | None = None
        self._nc: Client | None = None
        self._schrijft = asyncio.Lock()
        self._sinds_stand = asyncio.Event()
        self._herbouwd = asyncio.Event()

    def status(self) -> dict[str, Any]:
        """The whole state as plain values."""
        lijnen = self.bewaking.lijnen if self.bewaking else {}
        per_regio = {rij["regio"]: rij for rij in self.opslag.inname()}
        return asdict(self.toestand) | {
            "storing": self.toestand.wat_er_mis_is(),
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
                }
                | per_regio.get(regio, {})
                for regio in self.regios
            ],
        }

    def _binnen(self, telling: Telling) -> None:
        self.toestand.tel(telling)
        self.opslag.is_veranderd()
        self._sinds_stand.set()

    async def volg(self, nc: Client) -> None:
        """Run intake, watch and stands until cancelled; a fault is logged and tried again, a gap stops the intake."""
        await self._met_hub(nc)
        self._nc = nc
        self.bewaking = Bewaking(nc, self.regios)
        toon_peilen(self.bewaking, self.verwerking)
        aanvulling = Aanvulling(nc, self.bewaking, self.verwerking, self._schrijft)
        await samen(
            self._neem_in(nc), self._bewaak(nc, self.bewaking), aanvulling.houd_vol(), self._leg_standen_vast(nc)
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

    async def _leg_standen_vast(self, nc: Client) -> None:
        standen = Standen(nc)
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ELK.total_seconds()):  # wait_for can miss a cancel before Python 3.12
                    await self._sinds_stand.wait()
            while self._sinds_stand.is_set():
                self._sinds_stand.clear()
                await asyncio.sleep(_RUST_S)
            async with self._schrijft:
                posities = self.verwerking.posities.heel()
            await standen.leg_vast(posities, nu=datetime.now(UTC))
