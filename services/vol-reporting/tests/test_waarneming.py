"""One event followed from its publisher through the door, the log and the hub to the row; and what is measured."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from pathlib import Path

import nats
import pytest
from faststream.nats import NatsBroker
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.inname.gateway import luister
from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.poort import Poort
from leerwinkel.inname.publiceren import Publicist, Regel
from leerwinkel.inname.quarantaine import Quarantaine
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.runtime.verbinding import database
from leerwinkel.runtime.waarneming import neem_waar
from leerwinkel.testing.netwerk import Netwerk, netwerk
from leerwinkel.testing.verzamelaar import Verzamelaar, kenmerken, uitgestuurd, verzamelaar
from leerwinkel.testing.voorbeelden import microcontact, sessie
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Vraag
from vol_reporting.dienst import Dienst
from vol_reporting.inname.bewaking import Lijn

from .test_dienst import tot

GEHEIM = "Jan-Peeters-uit-Ledeberg"


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Netwerk]:
    with netwerk(tmp_path / "nats", ["gent"]) as gemaakt:
        yield gemaakt


@pytest.fixture
async def gent(net: Netwerk) -> AsyncIterator[Client]:
    nc = await nats.connect(net.url("gent"))
    await zorg_voor_regio(nc, "gent")
    yield nc
    await nc.close()


@pytest.fixture
def gezien(monkeypatch: pytest.MonkeyPatch) -> Iterator[Verzamelaar]:
    with verzamelaar() as gemaakt:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", gemaakt.url)
        yield gemaakt


@contextlib.asynccontextmanager
async def _deur(net: Netwerk, gent: Client, map_: Path) -> AsyncGenerator[None]:
    engine = database(f"sqlite:///{map_ / 'gent.sqlite'}")
    poort = Poort(JetStreamLog(gent, naam_van("gent")), Logindex(engine, "gent"), "gent")
    broker = NatsBroker(net.url("gent"), logger=None)
    luister(broker, "gent", poort, Quarantaine(engine, "gent", b"k" * 32))
    await broker.start()
    yield
    await broker.stop()
    engine.dispose()


@contextlib.asynccontextmanager
async def _vol(net: Netwerk, map_: Path) -> AsyncGenerator[Dienst]:
    nc = await nats.connect(net.url("vol"))
    dienst = Dienst(Bestand(map_), ["gent"])
    volgt = asyncio.create_task(dienst.volg(nc))
    yield dienst
    volgt.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await volgt
    dienst.sluit()
    await nc.close()


async def _verloop(net: Netwerk, gent: Client, map_: Path) -> None:
    """An event, the same again, another one under its id, one that is refused; and nonsense written on the log."""
    eerste = microcontact("d1")
    anders, slecht = microcontact("d1", medium="chat", id=eerste.id), sessie("d2").ruw().replace(b'"b1"', b"[]")
    async with _deur(net, gent, map_), _vol(net, map_) as dienst, Publicist(gent, "gent", geduld_s=20) as publicist:
        for ruw in (eerste.ruw(), eerste.ruw(), anders.ruw(), slecht.replace(b"intake", GEHEIM.encode())):
            await publicist.publiceer(Regel(1, ruw, "gent", "test"))
        log = JetStreamLog(gent, naam_van("gent"))
        [al_op_log] = await log.read("leerwinkel.gent.>")
        for id_, ruw in (("x", b"{"), ("y", al_op_log.payload), ("z", anders.ruw())):
            await log.append(f"leerwinkel.gent.*.{id_}.>", 0, [NewEvent(f"leerwinkel.gent.intake.{id_}.x", id_, ruw)])
        await tot(lambda: dienst.verwerking.posities.hoogste.get("gent") == 4)
        await tot(lambda: dienst.bewaking is not None and _bij(dienst.bewaking.lijnen["gent"]))
        await asyncio.to_thread(dienst.opslag.cijfers, Vraag(codes=["D05"]))


def _bij(lijn: Lijn) -> bool:
    return (lijn.log, lijn.hub) == (4, 4)


async def test_an_event_is_followed_to_its_row_and_everything_is_measured(
    net: Netwerk, gent: Client, gezien: Verzamelaar, tmp_path: Path
) -> None:
    with neem_waar("proef"):
        await _verloop(net, gent, tmp_path)
    _volg_het_spoor(gezien)
    _bekijk_de_maten(gezien)
    assert GEHEIM.encode() not in gezien.ruw


def _volg_het_spoor(gezien: Verzamelaar) -> None:
    zending = gezien.span("publiceer.gebeurtenis")[0]
    for naam, binnen in (("deur.inname", {"oordelen", "toevoegen"}), ("vol.inname", {"invoegen"})):
        gekoppeld = [s for s in gezien.span(naam) if zending.span_id in {link.span_id for link in s.links}]
        assert gekoppeld, naam
        assert {link.trace_id for link in gekoppeld[0].links} >= {zending.trace_id}
        assert {s.name for s in gezien.spans if s.parent_span_id == gekoppeld[0].span_id} == binnen
    assert kenmerken(zending.attributes) == {"leerwinkel.regio": "gent", "leerwinkel.systeem": "test"}


def _bekijk_de_maten(gezien: Verzamelaar) -> None:
    gebeurtenissen = gezien.maten["leerwinkel.gebeurtenissen"]
    van_gent = [p for p in gebeurtenissen.sum.data_points if kenmerken(p.attributes)["leerwinkel.regio"] == "gent"]
    tellingen = {_plaats_en_uitkomst(kenmerken(p.attributes)): p.as_int for p in van_gent}
    assert tellingen == {
        **{("deur", uitkomst): 1 for uitkomst in ("aanvaard", "herhaling", "conflict", "geweigerd")},
        **{("vol", uitkomst): 1 for uitkomst in ("aanvaard", "herhaling", "conflict", "quarantaine")},
    }
    duur = gezien.maten["leerwinkel.duur"]
    fasen = {kenmerken(p.attributes)["leerwinkel.fase"] for p in duur.histogram.data_points}
    assert fasen == {"oordelen", "toevoegen", "lezen", "invoegen", "verversen", "cijfers"}
    achterstand = gezien.maten["leerwinkel.achterstand"]
    assert (duur.unit, gebeurtenissen.unit, achterstand.unit) == ("s", "{gebeurtenis}", "{positie}")
    peilen = {kenmerken(p.attributes)["leerwinkel.plaats"]: p.as_int for p in achterstand.gauge.data_points}
    assert peilen == {"hub": 0, "vol": 0}
    assert [p.as_int for p in gezien.maten["leerwinkel.gaten"].gauge.data_points] == [0]


def _plaats_en_uitkomst(gegeven: dict[str, str | int]) -> tuple[str, str]:
    return str(gegeven["leerwinkel.plaats"]), str(gegeven["leerwinkel.uitkomst"])


async def test_without_a_collector_everything_goes_on(
    net: Netwerk, gent: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "20")
    monkeypatch.setenv("OTEL_METRIC_EXPORT_INTERVAL", "50")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    with neem_waar("proef"):
        await _verloop(net, gent, tmp_path)
    uitgestuurd()
