"""The import of an export, end to end: from its files to the regions' logs and indexes, every append on disk."""

import asyncio
import csv
import json
import time
import uuid
from contextlib import ExitStack
from datetime import UTC, datetime
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import Any

import nats
from nats.aio.client import Client
from rich.console import Console

from bench.dossiers import gebeurtenissen
from bench.meting import Meting, Opzet
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.eventsourcing.log import StoredEvent
from leerwinkel.inname.importeren.tijd import BRUSSEL
from leerwinkel.inname.inlezen import lees_in
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van, zorg_voor_regio
from leerwinkel.testing.netwerk import Netwerk, netwerk

REGIOS = ("gent", "west-vlaanderen", "antwerpen")
"""Those of the export; the nodes of the others run beside them, as they do on the platform."""

_GOAL = {
    "aanmelding-geregistreerd": "aanmeldingen",
    "dispatching-beslist": "dispatchings",
    "traject-gestart": "trajecten",
    "sessie-gehouden": "sessies",
    "microcontact-geregistreerd": "microcontacten",
    "drempel-vastgesteld": "drempels",
    "keuze-gemaakt": "keuzes",
    "inschrijving-vastgesteld": "inschrijvingen",
    "getuigschrift-behaald": "getuigschriften",
}
"""The kinds of event that stand in the export in the layout of the GOAL; the others in the general one, with ids."""
_NIET = {"persoonsgegevens", "sessie", "doorverwijzing"}
_BATCH = 1000
_GRENS = 10_000


def meet(opzet: Opzet) -> list[Meting]:
    """Rows a second of an import, against bare atomic batches of the same payloads on nodes of their own."""
    rijen = schrijf_export(opzet.map / "export", opzet.omvang(110_000, 2_000))
    opzet.zeg(f"{rijen} rijen over {len(REGIOS)} regio's")
    instellingen = Instellingen(data=opzet.map / "data")
    with netwerk(opzet.map / "nats", instellingen.regios) as knopen:
        instellingen = instellingen.model_copy(update={"nats": knopen.urls()})
        begin = time.perf_counter()
        nu = datetime.now(UTC)
        verslag = asyncio.run(
            lees_in(instellingen, opzet.map / "export", opzet.map / "fouten.csv", nu, Console(file=StringIO()))
        )
        duur = time.perf_counter() - begin
        assert (verslag.aanvaard, verslag.fout) == (rijen, 0)
        geschreven = asyncio.run(_op_de_logs(knopen))
    assert sum(map(len, geschreven.values())) == rijen
    with netwerk(opzet.map / "kaal", instellingen.regios) as knopen:
        kaal = asyncio.run(_kaal(knopen, geschreven))
    return [
        Meting(
            naam="import of an export",
            waarde=rijen / duur,
            eenheid="rows/s",
            basis=rijen / kaal,
            tegenover="nats-py, atomic batches of 1000, the same content",
            grens=_GRENS,
        )
    ]


def schrijf_export(map_: Path, aantal: int) -> int:
    """An export of almost that many rows, made from the same dossiers every time; gives how many rows."""
    map_.mkdir(parents=True)
    geschreven = 0
    with ExitStack() as stapel:
        tabellen: dict[str, csv.DictWriter[str]] = {}
        for gemaakt in gebeurtenissen(aantal):
            event: dict[str, Any] = json.loads(gemaakt.ruw)
            soort = event["type"].split(".")[3]
            if soort in ("gebeurtenis-gecorrigeerd", "gebeurtenis-ingetrokken"):
                continue
            rij = _rij(event, soort)
            if soort not in tabellen:
                bestand = stapel.enter_context((map_ / f"{_GOAL.get(soort, soort)}.csv").open("w", newline=""))
                tabellen[soort] = csv.DictWriter(bestand, list(rij))
                tabellen[soort].writeheader()
            tabellen[soort].writerow(rij)
            geschreven += 1
    return geschreven


def _rij(event: dict[str, Any], soort: str) -> dict[str, str]:
    nummer = event["subject"][:8]
    rij = {"dossier": nummer, "regio": REGIOS[int(nummer, 16) % len(REGIOS)], "tijdstip": _klok(event["time"])}
    if soort not in _GOAL:
        rij |= {"id": event["id"], "geregistreerd": event["recordedtime"], "medewerker": event["medewerker"]}
    for naam, waarde in event["data"].items():
        if naam == "profiel":
            rij |= {veld: _cel(w) for veld, w in waarde.items()}
        elif isinstance(waarde, dict):
            rij |= {f"{naam}.{veld}": _cel(w) for veld, w in waarde.items()}
        elif naam not in _NIET:
            rij[naam] = _cel(waarde)
    return rij


def _klok(moment: str) -> str:
    """As the clock in Brussels showed it, without offset."""
    return datetime.fromisoformat(moment).astimezone(BRUSSEL).replace(tzinfo=None).isoformat()


def _cel(waarde: Any) -> str:
    match waarde:
        case bool():
            return "ja" if waarde else "nee"
        case list():
            return "|".join(waarde)
        case _:
            return str(waarde)


async def _op_de_logs(knopen: Netwerk) -> dict[str, list[StoredEvent]]:
    gelezen: dict[str, list[StoredEvent]] = {}
    for regio in REGIOS:
        nc = await nats.connect(knopen.url(regio))
        gelezen[regio] = [e async for deel in JetStreamLog(nc, naam_van(regio)).read_all() for e in deel]
        await nc.close()
    return gelezen


async def _kaal(knopen: Netwerk, events: dict[str, list[StoredEvent]]) -> float:
    """Seconds to append them with nothing but the client, the regions beside each other."""
    verbindingen = {regio: await nats.connect(knopen.url(regio)) for regio in events}
    for regio, nc in verbindingen.items():
        await zorg_voor_regio(nc, regio)
    begin = time.perf_counter()
    await asyncio.gather(*(_voeg_toe(nc, events[regio]) for regio, nc in verbindingen.items()))
    duur = time.perf_counter() - begin
    for nc in verbindingen.values():
        await nc.close()
    return duur


async def _voeg_toe(nc: Client, events: list[StoredEvent]) -> None:
    for _, deel in groupby(enumerate(events), key=lambda paar: paar[0] // _BATCH):
        batch = [event for _, event in deel]
        koppen = {"Nats-Batch-Id": uuid.uuid4().hex}
        for nummer, event in enumerate(batch, start=1):
            kop = koppen | {"Nats-Batch-Sequence": str(nummer), "Nats-Msg-Id": event.id}
            if nummer == len(batch):
                antwoord = await nc.request(event.subject, event.payload, 10, headers=kop | {"Nats-Batch-Commit": "1"})
                assert b'"error"' not in antwoord.data, antwoord.data
            elif nummer == 1:
                await nc.request(event.subject, event.payload, 10, headers=kop)
            else:
                await nc.publish(event.subject, event.payload, headers=kop)
