"""A service of a region in this process, over a real node, for the tests of its pages and of what it does by itself."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
from nats.aio.client import Client

from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.proces import Dienst, maak_kader
from leerwinkel.dienst.reacties import reageer_op_alles
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.identiteit.persoon import Toekenning
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.taken import in_draad, samen
from leerwinkel.testing.netwerk import leeg_knooppunt


@dataclass(slots=True)
class Proefdienst:
    """A running service. `http` talks to it as a browser in which somebody is signed in."""

    kader: Kader
    nc: Client
    http: httpx.AsyncClient

    async def meld_aan(self, medewerker: str, *erbij: Toekenning) -> None:
        """Sign somebody else in: a session of theirs, as if they came from the provider just now; with more roles."""
        [wie] = [een for een in proefgebruikers(self.kader.regio) if een.medewerker == medewerker]
        self.http.cookies.clear()
        koekje = self.kader.aanmelding.verzegelde(replace(wie, toekenningen=wie.toekenningen.union(erbij)))
        self.http.cookies.set(self.kader.aanmelding.koekje, koekje, self.http.base_url.host)

    async def stuur(self, pad: str, *, actie: str | None = None, **ingevuld: Any) -> httpx.Response:
        """Open a page, fill in its form (the one with that action, else that posts to the page itself), and send it."""
        pagina = await self.http.get(pad)
        assert pagina.is_success, f"{pad}: {pagina.status_code} {pagina.text}"
        doel = actie or pad.partition("?")[0]
        velden = formulieren(pagina.text)[doel]
        return await self.http.post(doel, data=velden | ingevuld)

    async def log(self) -> list[AnyGebeurtenis]:
        """Everything on the region's log, in order."""
        log = JetStreamLog(self.nc, naam_van(self.kader.regio))
        return [lees(event.payload) async for deel in log.read_all() for event in deel]

    async def gebeur(self, *events: AnyGebeurtenis) -> int:
        """Let these stand on the log, as if others had decided it, and wait until the read model has them."""
        log, positie = JetStreamLog(self.nc, naam_van(self.kader.regio)), 0
        for event in events:
            grens = f"leerwinkel.{event.regio}.*.{event.subject}.>"
            eerder = await log.read(grens)
            nieuw = NewEvent(event.onderwerp(), event.bericht_id(), event.ruw())
            positie = await log.append(grens, eerder[-1].position if eerder else 0, [nieuw])
        assert await self.kader.leesmodel.reached(positie, patience=10)
        return positie


@contextlib.asynccontextmanager
async def draaiend(dienst: Dienst, map_: Path, medewerker: str = "onthaal-1") -> AsyncGenerator[Proefdienst]:
    """The service of Gent, with its policies, over an empty node, one at a time; `medewerker` is signed in."""
    async with leeg_knooppunt(map_.parent, "proef") as (url, nc):
        instellingen = Instellingen(data=map_ / "data", nats={"gent": url}, regio="gent")
        await zorg_voor_regio(nc, "gent")
        kader = await in_draad(maak_kader, instellingen, dienst, nc)
        luistert = asyncio.Event()
        reageert = reageer_op_alles(instellingen, kader, dienst.reageer, luistert.set)
        bezig = asyncio.create_task(samen(kader.leesmodel.run(), reageert))
        vervoer = httpx.ASGITransport(app=dienst.create_app(kader))
        try:
            while not luistert.is_set() or (await kader.leesmodel.status()).generation is None:
                assert not bezig.done(), bezig
                await asyncio.sleep(0.01)
            async with httpx.AsyncClient(transport=vervoer, base_url="http://127.0.0.1") as http:
                proef = Proefdienst(kader, nc, http)
                await proef.meld_aan(medewerker)
                yield proef
        finally:
            bezig.cancel()
            await asyncio.wait([bezig])
            await in_draad(kader.leesmodel.store.place.close)
            await in_draad(kader.inzage.close)
            await in_draad(kader.volpost.close)


def formulieren(html: str) -> dict[str, dict[str, Any]]:
    """Per action what its form holds already: hidden fields, values, the chosen options. Of two the last."""
    lezer = _Lezer()
    lezer.feed(html)
    return lezer.gevonden


@dataclass
class _Lezer(HTMLParser):
    gevonden: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def __post_init__(self) -> None:
        super().__init__()
        self._in: dict[str, Any] = {}
        self._keuze = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerken = dict(attrs)
        naam = kenmerken.get("name") or ""
        if tag == "form":
            self._in = self.gevonden[kenmerken.get("action") or ""] = {}
        elif tag == "input" and naam and (kenmerken.get("type") not in ("checkbox", "radio") or "checked" in kenmerken):
            self._in[naam] = kenmerken.get("value") or ""
        elif tag == "textarea" and naam:
            self._in[naam] = ""
        elif tag == "select":
            self._keuze = naam
        elif tag == "option" and "selected" in kenmerken:
            self._in[self._keuze] = kenmerken.get("value") or ""
