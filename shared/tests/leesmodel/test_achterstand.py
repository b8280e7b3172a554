"""A read model that stood still while much came: it catches up within its memory, also when the server cut it off."""

import contextlib
import signal
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import psutil
import pytest

from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from leerwinkel.leesmodel import Store
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.streams import Stream
from leerwinkel.testing.voorbeelden import gebeurtenis, sessie

from .proeflog import Proeflog, rijen, tot, zoals_in_een_keer

VOORBEELD_PY = Path(__file__).with_name("voorbeeld.py")
PER_DOSSIER = 50
MEBIBYTE = 1024 * 1024
pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@contextlib.asynccontextmanager
async def _volger(proeflog: Proeflog, store: Store, url: str) -> AsyncGenerator[psutil.Popen]:
    """A process that follows the log, and has all of it."""
    with psutil.Popen([sys.executable, VOORBEELD_PY, proeflog.node_url, proeflog.stream.name, url]) as proces:
        try:
            at = await proeflog.append(sessie("d0"))
            await tot(lambda: _positie(store) >= at)
            yield proces
        finally:
            proces.kill()


def _positie(store: Store) -> int:
    current = store.current()
    return current.reached().position if current else 0


def _groot(nummer: int, grootte: int) -> AnyGebeurtenis:
    notitie = f"e30..{'a' * 16}.{'a' * grootte}.{'a' * 22}"
    data = SessieGehouden(sessie="s", soort="intake", vorm="fysiek", duur_minuten=9, begeleider="b", notitie=notitie)
    return gebeurtenis(data, f"d{nummer // PER_DOSSIER}")


async def _schrijf(proeflog: Proeflog, aantal: int, grootte: int) -> int:
    """In parts: what is written is not to be held in memory here either."""
    at = 0
    for begin in range(0, aantal, 1000):
        at = await proeflog.append(*(_groot(n, grootte) for n in range(begin, min(begin + 1000, aantal))))
    return at


async def test_a_read_model_that_stood_still_has_everything_once_when_it_goes_on(
    proeflog: Proeflog, store: Store, url: str
) -> None:
    async with _volger(proeflog, store, url) as proces:
        proces.send_signal(signal.SIGSTOP)
        at = await _schrijf(proeflog, 1500, 16)
        assert _positie(store) == 1
        proces.send_signal(signal.SIGCONT)
        await tot(lambda: _positie(store) == at)
    assert rijen(store) == await zoals_in_een_keer(proeflog, store)


def _lijnen(node: int | None) -> set[object]:
    """Who has a connection to that process, by their side of it."""
    return {lijn.raddr for lijn in psutil.Process(node).net_connections()}


@pytest.mark.lang
@pytest.mark.timeout(600)
async def test_a_read_model_that_the_server_cut_off_comes_back_and_stays_within_its_memory(
    tmp_path: Path, store: Store, url: str
) -> None:
    stream, hoogste = Stream("LANG", "lang"), [0]
    with netwerk(tmp_path / "nats", ["gent"]) as net:
        nc = await verbind(net.url("gent"), "proef")
        await ensure_stream(nc, stream.config())
        proeflog = Proeflog(nc, net.url("gent"), stream)
        async with _volger(proeflog, store, url) as proces:
            rustig, lijnen = proces.memory_info().rss, {lijn.laddr for lijn in proces.net_connections()}
            proces.send_signal(signal.SIGSTOP)
            at = await _schrijf(proeflog, 20_000, 5_000)
            await tot(lambda: not _lijnen(net.leaves["gent"].pid) & lijnen)
            proces.send_signal(signal.SIGCONT)

            def bij() -> bool:
                hoogste[0] = max(hoogste[0], proces.memory_info().rss)
                return _positie(store) == at

            await tot(bij, 300)
        assert rijen(store) == await zoals_in_een_keer(proeflog, store)
        await nc.close()
    assert hoogste[0] - rustig < 200 * MEBIBYTE
