"""What comes to a door by mistake or on purpose: a reason in Dutch, nothing stopped, nothing lost, memory bounded."""

import asyncio
import contextlib
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import nats
import nats.errors
import pytest
from faststream.nats import NatsBroker
from hypothesis import given
from hypothesis import strategies as st
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.inname.gateway import ONBEKEND, luister
from leerwinkel.inname.poort import Poort
from leerwinkel.inname.publiceren import begrensde_regels, lees_regels
from leerwinkel.inname.quarantaine import Quarantaine
from leerwinkel.inname.toelating import Geweigerd, laat_toe
from leerwinkel.testing.voorbeelden import BEGIN, microcontact, sessie

GOED = microcontact("d1").ruw()


@pytest.fixture
async def deur(nc: Client, poort: Poort, quarantaine: Quarantaine) -> AsyncIterator[Client]:
    """A client at the door, with its answers in a subscription of its own."""
    url = nc.connected_url.geturl() if nc.connected_url else ""
    broker = NatsBroker(url, logger=None)
    luister(broker, "gent", poort, quarantaine)
    await broker.start()
    ander = await nats.connect(url)
    yield ander
    await ander.close()
    await broker.stop()


async def antwoorden(client: Client, berichten: list[tuple[str, bytes, dict[str, str] | None]]) -> list[dict[str, Any]]:
    """The answers to these messages (subject, content, headers), in the order in which they were sent."""
    gehoord = await client.subscribe("antwoord.gent.>")
    for onderwerp, inhoud, koppen in berichten:
        await client.publish(onderwerp, inhoud, headers=koppen)
    gekregen = [json.loads((await gehoord.next_msg(timeout=20)).data) for _ in berichten]
    await gehoord.unsubscribe()
    return sorted(gekregen, key=lambda antwoord: antwoord["inname"])


async def test_every_hostile_message_is_answered_and_the_good_ones_between_go_in(
    deur: Client, log: JetStreamLog
) -> None:
    vijandig: list[tuple[str, bytes, dict[str, str] | None]] = [
        ("inname.gent.test", b'{"specversion": "1.0"', None),
        ("inname.gent.test", b"[" * 60_000, None),
        ("inname.gent.test", b"\x00\xff" * 400_000, None),
        ("inname.gent.test", b"", None),
        ("inname.gent.test", sessie("d1", source="urn:leerwinkel:limburg:test").ruw(), None),
        ("inname.gent.test", json.dumps(json.loads(GOED) | {"type": "be.leerwinkel.x.y.v1"}).encode(), None),
        ("inname.gent.test", json.dumps(json.loads(GOED) | {"naam": "Jan"}).encode(), None),
        ("inname.gent.test", json.dumps(json.loads(GOED) | {"time": "2090-01-01T00:00:00Z"}).encode(), None),
        ("inname.gent.a.b", GOED, None),
        ("inname.gent.HOOFD", GOED, None),
    ]
    goed = [("inname.gent.test", microcontact("d1").ruw(), {"Status": "503", "Description": "geen"}) for _ in vijandig]
    gekregen = await antwoorden(deur, [bericht for paar in zip(vijandig, goed, strict=True) for bericht in paar])
    assert [a["uitkomst"] for a in gekregen] == ["geweigerd", "aanvaard"] * len(vijandig)
    redenen = [a["reden"] for a in gekregen[::2]]
    assert all(len(reden) < 700 and reden.isprintable() for reden in redenen)
    assert await log.last() == len(goed)


async def test_a_subject_that_names_no_system_is_answered_where_nobody_can_be_called_so(deur: Client) -> None:
    gehoord = await deur.subscribe(f"antwoord.gent.{ONBEKEND}")
    await deur.publish("inname.gent.a.b", GOED)
    assert "noemt geen systeem" in json.loads((await gehoord.next_msg(timeout=20)).data)["reden"]


async def test_headers_that_are_no_text_stop_nobody(deur: Client, log: JetStreamLog) -> None:
    """Sent as bytes, because no client library would."""
    url = deur.connected_url
    assert url is not None
    lezer, schrijver = await asyncio.open_connection(url.hostname, url.port)
    await lezer.readline()
    kop = b"NATS/1.0\r\nSleutel: \xff\xfe\r\nzonder-dubbelpunt\r\n\r\n"
    regel = b"HPUB inname.gent.test %d %d\r\n" % (len(kop), len(kop) + len(GOED))
    gehoord = await deur.subscribe("antwoord.gent.test")
    await deur.flush()
    schrijver.write(b'CONNECT {"verbose":false,"headers":true}\r\n' + regel + kop + GOED + b"\r\nPING\r\n")
    await schrijver.drain()
    assert json.loads((await gehoord.next_msg(timeout=20)).data)["uitkomst"] == "aanvaard"
    schrijver.close()
    [na] = await antwoorden(deur, [("inname.gent.test", microcontact("d1").ruw(), None)])
    assert (na["uitkomst"], await log.last()) == ("aanvaard", 2)


async def test_ten_megabytes_end_only_the_connection_that_sent_them(deur: Client, log: JetStreamLog) -> None:
    with pytest.raises(nats.errors.MaxPayloadError):
        await deur.publish("inname.gent.test", b"x" * 10_000_000)
    url = deur.connected_url
    assert url is not None
    lezer, schrijver = await asyncio.open_connection(url.hostname, url.port)
    schrijver.write(b"CONNECT {}\r\nPUB inname.gent.test 10000000\r\n" + b"x" * 1_000_000)
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(20):
            await lezer.read(-1)  # until the server hangs up
    schrijver.close()
    [na] = await antwoorden(deur, [("inname.gent.test", GOED, None)])
    assert (na["uitkomst"], await log.last()) == ("aanvaard", 1)


VELD = st.sampled_from(
    ["id", "source", "type", "subject", "time", "recordedtime", "data", "traceparent", "specversion"]
)
JSONWAARDE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda kind: st.lists(kind, max_size=3) | st.dictionaries(st.text(max_size=8), kind, max_size=3),
    max_leaves=8,
)


def _met(paar: tuple[str, object]) -> bytes:
    return json.dumps(json.loads(GOED) | dict([paar])).encode()


GEKNOEID = st.tuples(VELD, JSONWAARDE).map(_met)
AFGEBROKEN = st.integers(0, len(GOED)).map(lambda tot: GOED[:tot])
OMGEKLAPT = st.tuples(st.integers(0, len(GOED) - 1), st.integers(0, 255)).map(
    lambda paar: GOED[: paar[0]] + bytes([paar[1]]) + GOED[paar[0] + 1 :]
)


@given(st.one_of(st.binary(max_size=200), GEKNOEID, AFGEBROKEN, OMGEKLAPT))
def test_whatever_comes_it_enters_or_is_refused_in_one_line_of_dutch(ruw: bytes) -> None:
    reden = "mag binnen"
    try:
        laat_toe(ruw, regio="gent", systeem="test", nu=BEGIN)
    except Geweigerd as geweigerd:
        reden = geweigerd.reden
    assert reden.isprintable()
    assert len(reden) in range(5, 700)


@given(st.lists(st.one_of(st.binary(max_size=300), GEKNOEID, st.just(GOED), st.just(b"x" * 200_000)), max_size=6))
def test_a_file_to_publish_gives_a_line_or_a_reason_for_each_of_its_lines(regels: list[bytes]) -> None:
    gelezen = list(lees_regels(begrensde_regels(io.BytesIO(b"\n".join(regels))), ["gent"]))
    assert all(len(regel.ruw) <= 64 * 1024 for regel in gelezen)
    assert all(regel.reden is None or regel.reden.isprintable() for regel in gelezen)
    assert all(bool(regel.reden) != bool(regel.systeem) for regel in gelezen)
