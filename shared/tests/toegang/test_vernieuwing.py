"""A key is renewed or withdrawn while everything goes on: who works on notices at most that the line blinked."""

import asyncio
import contextlib
import json
import socket
import ssl
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path

import nats.errors
import pytest
from nats.aio.client import Client
from structlog.testing import capture_logs

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import update_stream
from leerwinkel.runtime.ingang import GeenToegang, Ingang, Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import hub, naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import Netwerk, netwerk
from leerwinkel.toegang.aanmaak import maak_alles
from leerwinkel.toegang.certificaten import zorg_voor_certificaat
from leerwinkel.toegang.knoopmap import OnbekendeGebruiker
from leerwinkel.toegang.vernieuwing import trek_in, vernieuw, vernieuw_certificaat, vertrouw
from leerwinkel.toegang.voorbereiding import knoopmap
from leerwinkel.transport.nkey import new_seed, public_key


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Netwerk]:
    with netwerk(tmp_path, ["gent"], gesloten=True) as gemaakt:
        yield gemaakt


async def _tot(voorwaarde: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not voorwaarde():  # noqa: ASYNC110 - of a log file, or of counters of somebody else
            await asyncio.sleep(0.005)


class Zender:
    """Appends, one event after the other, and keeps what the log acknowledged."""

    def __init__(self, nc: Client) -> None:
        self.nc, self.bevestigd = nc, 0
        self._log = JetStreamLog(nc, naam_van("gent"))

    async def blijf(self) -> None:
        while True:
            naam = f"e{self.bevestigd}"
            nieuw = NewEvent(f"leerwinkel.gent.intake.{naam}.a", naam, b"{}")
            await self._log.append(f"leerwinkel.gent.*.{naam}.>", 0, [nieuw])
            self.bevestigd += 1

    async def nog(self, aantal: int) -> None:
        """Until so many more are acknowledged."""
        tot = self.bevestigd + aantal
        await _tot(lambda: self.bevestigd >= tot)


class Hub(JetStreamLog):
    """The copy at the hub, with somebody who nudges a source that does not move, as the VOL does."""

    def __init__(self, nc: Client) -> None:
        super().__init__(nc, "VOL")
        self._bij = nc

    async def heeft(self, aantal: int) -> None:
        for _ in range(8):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(5):
                    return await self.wait(aantal)
            for regios in ([], ["gent"]):
                await update_stream(self._bij, hub(regios))
        raise AssertionError(await self.info())


@contextlib.asynccontextmanager
async def zendend(net: Netwerk) -> AsyncGenerator[tuple[Zender, Hub]]:
    beheer, bij_hub = await verbind(net.ingang("gent", "beheer"), "b"), await verbind(net.ingang(HUB, "beheer"), "b")
    await zorg_voor_regio(beheer, "gent")
    await zorg_voor_hub(bij_hub, ["gent"])
    kern = await verbind(net.ingang("gent", "kern"), "kern")
    zender = Zender(kern)
    bezig = asyncio.create_task(zender.blijf())
    try:
        await zender.nog(5)
        yield zender, Hub(bij_hub)
        assert not bezig.done(), bezig
    finally:
        await beeindig(bezig)
        for nc in (kern, beheer, bij_hub):
            await nc.close()


async def _mag_binnen(ingang: Ingang) -> bool:
    nc = Client()
    try:
        await nc.connect(ingang.url, allow_reconnect=False, error_cb=_stil, **ingang.opties())
    except nats.errors.Error:
        return False
    else:
        return True
    finally:
        await nc.close()


async def _stil(_fout: Exception) -> None:
    """To be turned away is what is tried here."""


async def test_a_key_is_renewed_while_its_user_goes_on_publishing_and_the_old_one_is_worth_nothing(
    net: Netwerk, tmp_path: Path
) -> None:
    i = net.instellingen()
    oud = tmp_path / "oud.zaad"
    async with zendend(net) as (zender, _):
        for keer in range(3):
            oud.write_text(knoopmap(i, "gent").zaad("kern").read_text())
            publiek = await vernieuw(i, "gent", "kern")
            assert knoopmap(i, "gent").sleutels()["kern"] == [publiek]
            await zender.nog(20)
            assert zender.nc.stats["reconnects"] == keer + 1
            assert not await _mag_binnen(Ingang(net.url("gent"), "kern", "_INBOX.gent.kern", oud))
    nc = await verbind(net.ingang("gent", "kern"), "kern")
    ids = [event.id async for deel in JetStreamLog(nc, naam_van("gent")).read_all() for event in deel]
    await nc.close()
    assert ids[: zender.bevestigd] == [f"e{nr}" for nr in range(zender.bevestigd)]
    assert len(ids) == len(set(ids)) <= zender.bevestigd + 1


async def test_an_old_key_may_go_on_until_it_is_withdrawn(net: Netwerk) -> None:
    i = net.instellingen()
    oud = await verbind(net.ingang("gent", "intake"), "oud")
    await vernieuw(i, "gent", "intake", houd_oud=True)
    assert len(knoopmap(i, "gent").sleutels()["intake"]) == 2
    assert (oud.stats["reconnects"], oud.is_connected) == (0, True)
    assert await trek_in(i, "gent", "intake", alleen_oud=True)
    await _tot(lambda: oud.stats["reconnects"] == 1)
    assert await _mag_binnen(net.ingang("gent", "intake"))
    await oud.close()


async def test_who_is_withdrawn_is_put_out_and_does_not_come_in_again(net: Netwerk) -> None:
    i = net.instellingen()
    await maak_alles(i, "gent", (), "registratie-x")
    nc, weg = Client(), asyncio.Event()

    async def eruit() -> None:
        weg.set()

    ingang = net.ingang("gent", "bron-registratie-x")
    await nc.connect(ingang.url, allow_reconnect=False, error_cb=_stil, closed_cb=eruit, **ingang.opties())
    assert await trek_in(i, "gent", "bron-registratie-x")
    async with asyncio.timeout(10):
        await weg.wait()
    assert not await _mag_binnen(ingang)
    assert not await trek_in(i, "gent", "publiceer", alleen_oud=True)
    with pytest.raises(OnbekendeGebruiker, match="kent geen ‘jan’"):
        await trek_in(i, "gent", "jan")


async def test_the_key_of_a_line_and_the_certificate_of_the_hub_are_renewed_and_nothing_is_lost(net: Netwerk) -> None:
    i = net.instellingen()
    async with zendend(net) as (zender, bij_hub):
        await vernieuw(i, "gent", Wie.LIJN)
        [sleutel] = knoopmap(i, HUB).sleutels()["lijn-gent"]
        assert sleutel == knoopmap(i, "gent").eigen_sleutel(Wie.LIJN)
        await zender.nog(20)
        certificaat = knoopmap(i, HUB).map / "knoop.pem"
        eerder = certificaat.read_bytes()
        assert await vernieuw_certificaat(i, HUB)
        assert certificaat.read_bytes() != eerder
        net.leaves["gent"].stop()
        net.leaves["gent"].start()
        await zender.nog(20)
        await bij_hub.heeft(zender.bevestigd)


async def test_a_line_that_is_withdrawn_brings_nothing_more_until_it_is_trusted_again(net: Netwerk) -> None:
    i = net.instellingen()
    async with zendend(net) as (zender, bij_hub):
        await bij_hub.heeft(5)
        assert await trek_in(i, HUB, "lijn-gent")
        hoogstens = zender.bevestigd + 1  # what the hub had heard already it may still be storing
        await zender.nog(150)
        assert await bij_hub.last() <= hoogstens
        assert await vertrouw(i, HUB, "lijn-gent", knoopmap(i, "gent").eigen_sleutel(Wie.LIJN) or "")
        await bij_hub.heeft(zender.bevestigd)


async def test_a_hub_by_another_name_or_of_another_authority_gets_no_line(tmp_path: Path) -> None:
    def andere_naam(map_: Path) -> None:
        zorg_voor_certificaat(map_ / HUB / "toegang", HUB, ["hub.voorbeeld.be"], nieuw=True)

    with netwerk(tmp_path, ["gent"], gesloten=True, vooraf=andere_naam) as net:
        log = net.leaves["gent"].knooppunt.map / "nats-server.log"
        await _tot(lambda: "TLS leafnode handshake error" in log.read_text())
        assert "JetStream using domains" not in log.read_text()


async def test_clients_can_be_asked_for_tls_too_and_know_the_node_by_its_own_authority(tmp_path: Path) -> None:
    i = Instellingen(data=tmp_path, tls=True)
    with netwerk(tmp_path, ["gent"], gesloten=True, tls=True) as net:
        ingang = i.model_copy(update={"nats": net.urls()}).ingang("gent", "kern")
        nc = await verbind(ingang, "kern", geduldig=False)
        await nc.close()
        poort = net.leaves["gent"].knooppunt.poort
        await asyncio.to_thread(_schud_handen, poort, i.toegangsmap("gent") / "ca.pem", "localhost")
        for ca, naam in ((i.toegangsmap(HUB), "localhost"), (i.toegangsmap("gent"), "gent.voorbeeld.be")):
            with pytest.raises(ssl.SSLCertVerificationError):
                await asyncio.to_thread(_schud_handen, poort, ca / "ca.pem", naam)


def _schud_handen(poort: int, ca: Path, naam: str) -> None:
    """As a client of NATS: first what the server says of itself, then TLS."""
    with socket.create_connection(("127.0.0.1", poort), 5) as kaal:
        assert b'"tls_required":true' in kaal.recv(4096)
        ssl.create_default_context(cafile=str(ca)).wrap_socket(kaal, server_hostname=naam).close()


def test_a_process_without_the_key_of_its_user_says_so(net: Netwerk) -> None:
    net.instellingen().toegangsmap("gent").joinpath("kern.zaad").unlink()
    with pytest.raises(GeenToegang, match="geen sleutel voor ‘kern’ bij gent"):
        net.ingang("gent", "kern")


async def test_without_a_key_nobody_comes_in(net: Netwerk) -> None:
    for knoop in (HUB, "gent"):
        assert not await _mag_binnen(Ingang(net.url(knoop)))


async def test_what_is_not_allowed_is_said_loudly(net: Netwerk) -> None:
    nc = await verbind(net.ingang("gent", "partners"), "partners")
    with capture_logs() as gezegd:
        await nc.publish("leerwinkel.gent.intake.d.a", b"{}")
        await _tot(lambda: bool(gezegd))
    assert (gezegd[0]["event"], gezegd[0]["log_level"], gezegd[0]["wie"]) == ("nats_geen_toegang", "error", "partners")
    await nc.close()


def test_what_is_secret_can_be_read_by_its_owner_only(net: Netwerk) -> None:
    for knoop in (HUB, "gent"):
        for bestand in net.instellingen().toegangsmap(knoop).iterdir():
            geheim = bestand.suffix in {".zaad", ".sleutel"} or b"nkey: SU" in bestand.read_bytes()
            assert bestand.stat().st_mode & 0o077 == 0 or not geheim, bestand
    assert json.loads((net.instellingen().toegangsmap("gent") / "sleutels.json").read_text())["kern"][0].startswith("U")
    assert public_key(new_seed()).startswith("U")
