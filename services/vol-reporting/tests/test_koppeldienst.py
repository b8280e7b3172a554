"""The linking service: what it proposes and what it knows, over a real hub with two real regions, and by itself."""

import asyncio
import contextlib
import hashlib
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import nats.errors
import pytest
from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, Log, MemoryLog
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, Toeleiding
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.vol import DubbelVoorgesteld
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.vernieuwing import wis
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.koppelmerk.bericht import Clientmerken, Kenmerk, Koppelantwoord, Koppelbericht, onderwerp
from leerwinkel.koppelmerk.bezorging import Geweigerd, breng_alles
from leerwinkel.koppelmerk.merken import Koppelmerken
from leerwinkel.koppelmerk.post import Merkenpost
from leerwinkel.runtime.stromen import zorg_voor_hub
from leerwinkel.runtime.taken import beeindig
from leerwinkel.runtime.verbinding import database, verbind
from leerwinkel.testing.netwerk import Netwerk, netwerk
from leerwinkel.testing.voorbeelden import gebeurtenis
from vol_reporting.cijfers import Vraag
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.koppeldienst.koppelaar import Koppelaar
from vol_reporting.koppeldienst.merkenkast import Merkenkast
from vol_reporting.koppeldienst.proces import luister
from vol_reporting.koppeldienst.weging import weeg
from vol_reporting.koppeling.dubbel import DubbelBeoordelen, DubbelOpdracht, OordeelTerugdraaien
from vol_reporting.koppeling.dubbels import lees_dubbels
from vol_reporting.koppeling.paar import Kant, Paar
from vol_reporting.koppeling.vastleggen import leg_vast

from .test_dienst import Opstelling, opstelling, tot

__all__ = ["opstelling"]
NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
MERKEN = Koppelmerken(b"r" * 32)
NUMMER = "85073003328"
ZOE = Persoonsgegevens(
    naam="Merktekenaar",
    voornaam="Zoë",
    geboortedatum=date(1985, 7, 30),
    rijksregisternummer=NUMMER,
    telefoon="091234567",
)
ZONDER = ZOE.model_copy(update={"rijksregisternummer": None})
PAAR = Paar.van(Kant("gent", "zoe-gent"), Kant("limburg", "zoe-limburg"))


class Koppelend:
    """The service by itself, on a log in memory."""

    def __init__(self, map_: Path) -> None:
        self.kast = Merkenkast(database(f"sqlite:///{map_ / 'merken.sqlite'}"), b"k" * 32)
        self.log = MemoryLog()
        self.koppelaar = Koppelaar(self.kast, self.log)

    async def zeg(self, regio: str, wie: dict[str, Persoonsgegevens], weg: tuple[str, ...] = ()) -> Koppelantwoord:
        merken = tuple(Clientmerken(client=client, merken=MERKEN.van(van)) for client, van in wie.items())
        bericht = Koppelbericht(proef=MERKEN.proef, merken=merken, vergeet=weg)
        return await self.koppelaar.behandel(regio, bericht.model_dump_json().encode())

    async def voorgesteld(self) -> list[DubbelVoorgesteld]:
        gelezen = [lees(e.payload).data for e in await self.log.read("vol.intern.>")]
        return [data for data in gelezen if isinstance(data, DubbelVoorgesteld)]


@pytest.fixture
def koppelend(tmp_path: Path) -> Koppelend:
    return Koppelend(tmp_path)


async def test_the_same_person_in_two_regions_is_proposed_once_with_what_agrees(koppelend: Koppelend):
    assert await koppelend.zeg("gent", {"zoe-gent": ZOE}) == Koppelantwoord(clienten=1)
    for _ in range(2):
        assert await koppelend.zeg("limburg", {"zoe-limburg": ZOE}) == Koppelantwoord(clienten=1)
    [voorstel] = await koppelend.voorgesteld()
    assert Paar.in_(voorstel) == PAAR
    assert voorstel.overeenkomst == ("rijksregisternummer", "naam", "voornaam", "geboortedatum")
    assert voorstel.gewicht is not None
    assert voorstel.gewicht > 50


async def test_within_a_region_nothing_is_proposed(koppelend: Koppelend):
    """Events: duplicates of a person in a region are the region's own (`dossiers-gekoppeld`)."""
    await koppelend.zeg("gent", {"een": ZOE, "twee": ZOE})
    assert await koppelend.voorgesteld() == []


async def test_what_was_judged_is_not_proposed_again_and_undone_it_waits_with_the_newest_evidence(koppelend: Koppelend):
    await koppelend.zeg("gent", {"zoe-gent": ZONDER})
    await koppelend.zeg("limburg", {"zoe-limburg": ZOE})
    await _beslis(koppelend.log, DubbelBeoordelen("niet-zelfde-persoon"))
    await koppelend.zeg("gent", {"zoe-gent": ZOE})
    assert len(await koppelend.voorgesteld()) == 1
    await _beslis(koppelend.log, OordeelTerugdraaien())
    await koppelend.zeg("gent", {"zoe-gent": ZOE})
    assert "rijksregisternummer" in (await koppelend.voorgesteld())[-1].overeenkomst


async def test_who_is_forgotten_is_proposed_to_nobody(koppelend: Koppelend):
    """Privacy: the linking service forgets it at erasure."""
    await koppelend.zeg("gent", {"zoe-gent": ZOE})
    assert await koppelend.zeg("gent", {}, ("zoe-gent",)) == Koppelantwoord(clienten=0)
    await koppelend.zeg("limburg", {"zoe-limburg": ZOE})
    assert await koppelend.voorgesteld() == []


async def test_a_region_with_another_key_is_told_so(koppelend: Koppelend):
    """Marks of another key fit nowhere: nobody would be found, and nobody would notice."""
    await koppelend.zeg("gent", {"zoe-gent": ZOE})
    elders = Koppelbericht(proef=Koppelmerken(b"x" * 32).proef).model_dump_json().encode()
    assert await koppelend.koppelaar.behandel("limburg", elders) == Koppelantwoord(fout="andere-sleutel")


@pytest.mark.parametrize(
    ("regio", "ruw", "fout"),
    [("mars", b"{}", "onbekende-regio"), ("gent", b"x", "onleesbaar"), ("gent", b'{"proef": "x"}', "onleesbaar")],
)
async def test_what_is_no_message_changes_nothing(koppelend: Koppelend, regio: str, ruw: bytes, fout: str):
    assert (await koppelend.koppelaar.behandel(regio, ruw)).fout == fout
    assert koppelend.kast.aantal() == 0


def _gewicht(**anders: object) -> float:
    beide: list[dict[Kenmerk, bytes]] = [
        {kenmerk: merk.encode() for kenmerk, merk in MERKEN.van(wie).items()}
        for wie in (ZOE, ZOE.model_copy(update=anders))
    ]
    return weeg(*beide).gewicht


def test_the_more_agrees_the_more_it_weighs():
    """Fellegi and Sunter: the weight of a pair is the sum of those of its fields; what differs counts against it."""
    gewichten = [
        _gewicht(),
        _gewicht(naam="Merktekenaer"),
        _gewicht(rijksregisternummer=None),
        _gewicht(naam="Merktekenaer", rijksregisternummer=None),
        _gewicht(voornaam="Bo", rijksregisternummer=None),
        _gewicht(voornaam="Bo", rijksregisternummer="85073003526"),
        _gewicht(geboortedatum=date(1970, 1, 2), voornaam="Bo", rijksregisternummer=None),
    ]
    assert gewichten == sorted(gewichten, reverse=True)
    assert gewichten[-1] < 0


async def _beslis(log: Log, command: DubbelOpdracht) -> None:
    waarom = Aanleiding(opdracht=uuid.uuid4(), medewerker="vol-analist-1", nu=datetime.now(UTC))
    await leg_vast(log, command, PAAR.nummer, waarom)


class Regio:
    """A region with its kluis, on its leaf."""

    def __init__(self, map_: Path, regio: str) -> None:
        self.engine, self.naam = database(f"sqlite:///{map_ / regio}.sqlite"), regio
        self.kluis = Kluis(self.engine, regio, map_ / f"sleutels-{regio}")
        self.zoekindex = Zoekindex(self.engine, self.kluis)
        self.post = Merkenpost(self.engine, self.kluis, b"r" * 32)

    async def breng(self, net: Netwerk) -> int:
        nc = await verbind(net.url(self.naam), self.naam)
        try:
            await wacht_op_gehoor(nc, self.naam)
            return await breng_alles(nc, self.naam, self.post)
        finally:
            await nc.close()


async def wacht_op_gehoor(nc: Client, regio: str) -> None:
    """Until a region's node knows that somebody listens: what is no message is answered too."""
    while True:
        with contextlib.suppress(nats.errors.NoRespondersError):
            await nc.request(onderwerp(regio), b"", 10)
            return
        await asyncio.sleep(0.02)


@asynccontextmanager
async def koppeldienst(net: Netwerk, map_: Path) -> AsyncGenerator[JetStreamLog]:
    """The service on the hub, with the VOL's own log."""
    nc = await verbind(net.url("vol"), "koppeldienst")
    await zorg_voor_hub(nc, list(net.leaves))
    log = JetStreamLog(nc, "VOL_EIGEN")
    kast = Merkenkast(database(f"sqlite:///{map_ / 'merken.sqlite'}"), b"k" * 32)
    taak = asyncio.create_task(luister(nc, Koppelaar(kast, log)))
    try:
        yield log
    finally:
        await beeindig(taak)
        await nc.close()


async def test_over_their_lines_two_regions_are_heard_and_nothing_that_identifies_is_kept_anywhere(tmp_path: Path):
    """Privacy: no derived number enters any log; a test searches everything that was written outside the region."""
    hub, kasten = tmp_path / "nats", tmp_path / "vol"
    kasten.mkdir()
    gent, limburg = Regio(tmp_path, "gent"), Regio(tmp_path, "limburg")
    gent.zoekindex.neem_op("zoe-gent", ZOE)
    limburg.zoekindex.neem_op("zoe-limburg", ZOE)
    with netwerk(hub, ["gent", "limburg"]) as net:
        async with koppeldienst(net, kasten) as log:
            assert (await gent.breng(net), await limburg.breng(net), await limburg.breng(net)) == (1, 1, 0)
            [event] = [lees(e.payload) for e in await log.read("vol.intern.>")]
            assert isinstance(event.data, DubbelVoorgesteld)
            assert (Paar.in_(event.data), event.source) == (PAAR, "urn:leerwinkel:vol:koppeldienst")
            assert _gevonden_in(hub) == _gevonden_in(kasten) == []
            gent.post = Merkenpost(gent.engine, gent.kluis, b"x" * 32)
            wis(gent.kluis, gent.zoekindex, "zoe-gent", nu=NU)
            with pytest.raises(Geweigerd, match="andere-sleutel"):
                await gent.breng(net)
            gent.post = Merkenpost(gent.engine, gent.kluis, b"r" * 32)
            assert await gent.breng(net) == 1
    assert b"zoe-gent" not in (kasten / "merken.sqlite").read_bytes()


def _identificerend() -> list[bytes]:
    """What says who she is, and what anybody could work out from her number without a key."""
    zonder_sleutel = [f(NUMMER.encode()) for f in (hashlib.sha256, hashlib.sha1, hashlib.md5)]
    klaar = [b"Merktekenaar", b"merktekenar", NUMMER.encode(), b"1985-07-30", b"091234567"]
    return [*klaar, *(h.digest()[:16] for h in zonder_sleutel), *(h.hexdigest()[:32].encode() for h in zonder_sleutel)]


def _gevonden_in(map_: Path) -> list[bytes]:
    """What of it, or of her marks as the region sent them, is in the files of that folder."""
    merken = [m for merk in MERKEN.van(ZOE).values() for m in (merk.encode(), bytes.fromhex(merk))]
    alles = b"".join(bestand.read_bytes() for bestand in map_.rglob("*") if bestand.is_file())
    assert len(alles) > 10_000
    return [merk for merk in (*_identificerend(), *merken) if merk in alles]


async def test_from_marks_to_a_judgement_that_moves_the_figure_and_back(opstelling: Opstelling, tmp_path: Path):
    """Issue, step 4: persons across regions. Marks over the lines, a proposal taken in, a person, and B02."""
    for regio, client in (("gent", "zoe-gent"), ("limburg", "zoe-limburg")):
        gemeld = AanmeldingGeregistreerd(
            client=client,
            kanaal="telefoon",
            toeleiding=Toeleiding(wijze="eigen-initiatief"),
            vraagsoort="leervraag",
            themas=(),
            profiel=Profiel(),
        )
        await opstelling.schrijf(regio, gebeurtenis(gemeld, f"d-{regio}", source=f"urn:leerwinkel:{regio}:test"))
    kast, vol = Merkenkast(database(f"sqlite:///{tmp_path / 'merken.sqlite'}"), b"k" * 32), opstelling.clients["vol"]
    taak = asyncio.create_task(luister(vol, Koppelaar(kast, JetStreamLog(vol, "VOL_EIGEN"))))
    try:
        for regio, client in (("gent", "zoe-gent"), ("limburg", "zoe-limburg")):
            await wacht_op_gehoor(opstelling.clients[regio], regio)
            merken = (Clientmerken(client=client, merken=MERKEN.van(ZOE)),)
            ruw = Koppelbericht(proef=MERKEN.proef, merken=merken).model_dump_json().encode()
            antwoord = await opstelling.clients[regio].request(f"koppeling.{regio}", ruw, 10)
            assert Koppelantwoord.model_validate_json(antwoord.data) == Koppelantwoord(clienten=1)
    finally:
        await beeindig(taak)
    opslag = opstelling.dienst.opslag
    await tot(lambda: PAAR.nummer in lees_dubbels(opslag.cursor()) and opstelling.aantal() == 2)
    kaart = lees_dubbels(opslag.cursor())[PAAR.nummer]
    assert (kaart.gewicht, kaart.overeenkomst[0]) == (56.1, "rijksregisternummer")

    def b02() -> int | None:
        [cijfer] = opslag.cijfers(Vraag(codes=["B02"], regio="vlaanderen"))
        return cijfer.teller

    assert opstelling.dienst.eigen_log is not None
    assert b02() == 2
    await _beslis(opstelling.dienst.eigen_log, DubbelBeoordelen("zelfde-persoon"))
    await tot(lambda: b02() == 1)
    await _beslis(opstelling.dienst.eigen_log, OordeelTerugdraaien())
    await tot(lambda: b02() == 2)
