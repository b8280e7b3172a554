"""Appending: one by one against the bare client, and many at once; every event on disk before it is acknowledged."""

import asyncio
import contextlib
import itertools
import os
import time
import uuid
from collections.abc import AsyncGenerator
from pathlib import Path
from statistics import median

import nats
from nats.aio.client import Client

from bench.blokken import Blok, om_beurten, verhouding
from bench.meting import Meting, Opzet
from bench.partij import partijen
from leerwinkel.eventsourcing import GroupCommit, JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import ensure_stream
from leerwinkel.runtime.stromen import naam_van, regionaal_log
from leerwinkel.testing.netwerk import netwerk
from leerwinkel.testing.voorbeelden import microcontact

REGIO = "gent"
_PAYLOAD = microcontact("d1").ruw()
_teller = itertools.count()


def meet(opzet: Opzet) -> list[Meting]:
    """Events a second: one by one beside a bare publish and beside the peers, and many writers at once."""
    with netwerk(opzet.map / "nats", [REGIO]) as net:
        regels = asyncio.run(_een_voor_een(net.url(REGIO), opzet))
        regels += asyncio.run(_samen(net.url(REGIO), opzet.omvang(10_000, 200)))
        if not opzet.klein:
            regels += asyncio.run(_naast_de_partijen(net.url(REGIO), opzet))
    return regels


@contextlib.asynccontextmanager
async def regionaal(url: str) -> AsyncGenerator[tuple[Client, JetStreamLog]]:
    """A connection to the region's node and its log."""
    nc = await nats.connect(url)
    await ensure_stream(nc, regionaal_log(REGIO))
    try:
        yield nc, JetStreamLog(nc, naam_van(REGIO))
    finally:
        await nc.close()


def nieuw() -> tuple[str, NewEvent]:
    """The boundary of a new dossier and its first event."""
    dossier = f"d{next(_teller)}"
    subject = f"leerwinkel.{REGIO}.trajecten.{dossier}.microcontact-geregistreerd"
    return f"leerwinkel.{REGIO}.*.{dossier}.>", NewEvent(subject, f"urn:leerwinkel:gent:bench:{uuid.uuid4()}", _PAYLOAD)


def ons(log: JetStreamLog) -> Blok:
    """Append to so many new dossiers, one by one."""

    async def blok(keer: int) -> float:
        events = [nieuw() for _ in range(keer)]
        begin = time.perf_counter()
        for boundary, event in events:
            await log.append(boundary, 0, [event])
        return time.perf_counter() - begin

    return blok


def _kaal(nc: Client) -> Blok:
    async def blok(keer: int) -> float:
        events = [(nieuw(), "Nats-Expected-Last-Subject-Sequence") for _ in range(keer)]
        begin = time.perf_counter()
        for (boundary, event), verwacht in events:
            headers = {"Nats-Msg-Id": event.id, verwacht: "0", f"{verwacht}-Subject": boundary}
            await nc.request(event.subject, event.payload, timeout=5, headers=headers)
        return time.perf_counter() - begin

    return blok


def _schijf(bestand: Path) -> Blok:
    """What the disk itself asks for: as many bytes at the end of a file, and wait until they are there."""

    async def blok(keer: int) -> float:
        with bestand.open("ab", buffering=0) as uit:
            begin = time.perf_counter()
            for _ in range(keer):
                uit.write(_PAYLOAD * 2)
                os.fsync(uit.fileno())
            return time.perf_counter() - begin

    return blok


async def _een_voor_een(url: str, opzet: Opzet) -> list[Meting]:
    async with regionaal(url) as (nc, log):
        werken = {"ons": ons(log), "kaal": _kaal(nc), "schijf": _schijf(opzet.map / "schijf.bin")}
        tempo = await om_beurten(werken, rondes=opzet.omvang(60, 2), keer=opzet.omvang(50, 5))
    return [
        Meting(
            naam="append, one by one",
            waarde=median(tempo["ons"]),
            eenheid="events/s",
            basis=median(tempo["kaal"]),
            tegenover="nats-py request, same headers",
            verhouding=verhouding(tempo["ons"], tempo["kaal"]),
            grens_verhouding=0.85,
            noot=f"write and fsync of as many bytes, with nothing else: {median(tempo['schijf']):,.0f} a second.",
        )
    ]


async def _samen(url: str, aantal: int) -> list[Meting]:
    async with regionaal(url) as (nc, log):
        begin = time.perf_counter()
        await _schrijvers(log, aantal, 50)
        naast_elkaar = aantal / (time.perf_counter() - begin)
        begin = time.perf_counter()
        await _schrijvers(GroupCommit(JetStreamLog(nc, naam_van(REGIO))), aantal, 200)
        samen = aantal / (time.perf_counter() - begin)
    return [
        Meting(naam="append, 50 writers beside each other", waarde=naast_elkaar, eenheid="events/s"),
        Meting(naam="append, 200 writers with group commit", waarde=samen, eenheid="events/s"),
    ]


async def _schrijvers(log: JetStreamLog | GroupCommit, aantal: int, hoeveel: int) -> None:
    async def schrijf() -> None:
        for _ in range(aantal // hoeveel):
            boundary, event = nieuw()
            await log.append(boundary, 0, [event])

    await asyncio.gather(*(schrijf() for _ in range(hoeveel)))


async def _naast_de_partijen(url: str, opzet: Opzet) -> list[Meting]:
    with partijen(opzet.map / "partijen") as anderen:
        async with regionaal(url) as (_, log):
            werken = {"ons": ons(log)} | {naam: partij.append for naam, partij in anderen.items()}
            tempo = await om_beurten(werken, rondes=20, keer=50)
        return [
            Meting(
                naam=f"append, one by one, beside {naam}",
                waarde=median(tempo["ons"]),
                eenheid="events/s",
                basis=median(tempo[naam]),
                tegenover=naam,
                verhouding=verhouding(tempo["ons"], tempo[naam]),
                noot=partij.over,
            )
            for naam, partij in anderen.items()
        ]
