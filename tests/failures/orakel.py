"""The oracle: whether everything that was acknowledged is there, once, everywhere, and every figure is right.

It reads the logs and tables itself; the figures it compares with come from the same events, fed to an empty storage.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from nats.aio.client import Client

from leerwinkel.audit import Checkpoint, Frontier, Note, entry, leaf_hash
from leerwinkel.audit.merkle import EMPTY
from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.importeren import importeer
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import AANVULLING, herkomst, naam_van
from leerwinkel.testing.invoer import GeheugenDeur
from leerwinkel.waarmerk.merkteken import Merkteken
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.cijfers import Vraag, bereken
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import open_opslag

from .dienstenorakel import beoordeel_kluis, beoordeel_leesmodellen, gevraagd, vraag_nog_eens
from .mensen import Mensen
from .opstelling import Opstelling
from .toegang import als_beheerder

Logs = dict[str, list[StoredEvent]]
_GETUIGD_S = 180


def uit_export(instellingen: Instellingen, export: Path) -> list[AnyGebeurtenis]:
    """The events that an undisturbed import of that export gives, with the keys of this installation."""
    deuren = {regio: GeheugenDeur() for regio in instellingen.regios}

    async def lees_in() -> None:
        await importeer(
            export,
            deuren.__getitem__,
            lambda regio: sleutel(instellingen.sleutelmap(regio), "import"),
            foutenbestand=instellingen.data / "fouten-van-het-orakel.csv",
            nu=datetime.now(UTC),
        )

    asyncio.run(lees_in())
    return [gebeurtenis for deur in deuren.values() for gebeurtenis in deur.log.values()]


def beoordeel(opstelling: Opstelling, verwacht: Sequence[AnyGebeurtenis], mensen: Mensen | None = None) -> int:
    """Everything runs, nothing is under way. Asserts what must hold after any faults; restarts the VOL.

    `mensen`: who worked in the region whose services run. Gives how many positions the hub passed over, which the VOL
    then fetched from their region.
    """
    instellingen = opstelling.instellingen
    if mensen is not None:
        opstelling.achtergrond.doe(vraag_nog_eens(mensen, Random(1)), 120)
    cijfers = json.loads(opstelling.zeg("vol", "cijfers", "--json").stdout)
    logs, gebrond, gehaald = asyncio.run(_lees(instellingen))
    if mensen is not None:
        verwacht = [*verwacht, *gevraagd(mensen, logs[instellingen.regio])]
        beoordeel_leesmodellen(instellingen, logs[instellingen.regio])
        beoordeel_kluis(instellingen, mensen, logs[instellingen.regio])
    _elk_een_keer(logs, verwacht)
    _hub_is_de_regios(gebrond, gehaald, logs)
    _ondertekend_is_het_log(instellingen, logs)
    anders = [(dit, zo) for dit, zo in zip(cijfers, ongestoord(verwacht), strict=True) if dit != zo]
    assert anders == [], f"{len(anders)} cijfers zijn anders dan zonder storingen: {anders[:3]}"
    opstelling.processen["vol-reporting"].stop()
    _tabel_is_het_log(opstelling, logs)
    gezegd = opstelling.zeg("vol", "vergelijk")
    assert gezegd.returncode == 0, gezegd.stdout + gezegd.stderr
    opstelling.processen["vol-reporting"].start()
    return len(gehaald)


async def _lees(instellingen: Instellingen) -> tuple[Logs, list[StoredEvent], list[StoredEvent]]:
    logs: Logs = {}
    for regio in instellingen.regios:
        nc = await als_beheerder(instellingen, regio)
        logs[regio] = await _alles(nc, naam_van(regio))
        await nc.close()
    nc = await als_beheerder(instellingen, HUB)
    gebrond, gehaald = await _geborgen(nc, "VOL"), await _geborgen(nc, AANVULLING)
    await nc.close()
    return logs, gebrond, gehaald


async def _geborgen(nc: Client, stroom: str) -> list[StoredEvent]:
    """The whole stream with where each event comes from."""
    events = [event async for deel in JetStreamLog(nc, stroom).salvage() for event in deel]
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    return events


async def _alles(nc: Client, stroom: str) -> list[StoredEvent]:
    events = [event async for deel in JetStreamLog(nc, stroom).read_all() for event in deel]
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    return events


def _elk_een_keer(logs: Logs, verwacht: Sequence[AnyGebeurtenis]) -> None:
    """Every expected event is on the log of its region, once and as it was sent; and nothing else is."""
    gevonden = Counter(
        (regio, (g := lees(event.payload)).source, g.id, g.digest()) for regio, log in logs.items() for event in log
    )
    moest = Counter((g.regio, g.source, g.id, g.digest()) for g in verwacht)
    kwijt, te_veel = moest - gevonden, gevonden - moest
    assert not kwijt, f"{kwijt.total()} gebeurtenissen verloren: {list(kwijt)[:3]}"
    assert not te_veel, f"{te_veel.total()} gebeurtenissen te veel: {list(te_veel)[:3]}"


def _plaatsen(hub: Sequence[StoredEvent]) -> Counter[tuple[str, int, str, bytes]]:
    return Counter((v.regio, v.positie, v.onderwerp, e.payload) for e in hub for v in [herkomst(e.origin)])


def _hub_is_de_regios(gebrond: Sequence[StoredEvent], gehaald: Sequence[StoredEvent], logs: Logs) -> None:
    """Every position is at the hub, sourced or fetched; each of those ways once at most, and nothing else."""
    bron, erbij = _plaatsen(gebrond), _plaatsen(gehaald)
    in_regio = Counter((regio, e.position, e.subject, e.payload) for regio, log in logs.items() for e in log)
    kwijt, te_veel = in_regio - (bron | erbij), (bron - in_regio) + (erbij - in_regio)
    assert not kwijt, f"{kwijt.total()} gebeurtenissen ontbreken bij de hub: {sorted(k[:2] for k in kwijt)[:20]}"
    assert not te_veel, f"{te_veel.total()} gebeurtenissen te veel bij de hub: {sorted(k[:2] for k in te_veel)[:20]}"


def _tabel_is_het_log(opstelling: Opstelling, logs: Logs) -> None:
    con = open_opslag(opstelling.instellingen.data / "vol-reporting" / "vol.duckdb", read_only=True)
    try:
        rijen = con.execute("SELECT regio, positie, digest FROM gebeurtenis WHERE regio <> 'vol'").fetchall()
        assert con.execute("SELECT * FROM gat").fetchall() == []
        assert con.execute("SELECT * FROM quarantaine").fetchall() == []
    finally:
        con.close()
    op_log = Counter((regio, e.position, sha256(e.payload).digest()) for regio, log in logs.items() for e in log)
    assert Counter((regio, positie, bytes(digest)) for regio, positie, digest in rijen) == op_log


def ongestoord(gebeurtenissen: Sequence[AnyGebeurtenis]) -> list[dict[str, Any]]:
    """The figures that the same events give without any faults, in another order of arrival."""
    nu = datetime.now(UTC)
    per_regio: dict[str, int] = Counter()
    berichten: list[Binnengekomen] = []
    for nr, g in enumerate(Random(0).sample(list(gebeurtenissen), len(gebeurtenissen)), start=1):
        per_regio[g.regio] += 1
        berichten.append(Binnengekomen(g.regio, per_regio[g.regio], nr, nu, g.ruw()))
    con = open_opslag(None)
    if berichten:
        Verwerking(con).verwerk("VOL", berichten)
    cijfers = [asdict(cijfer) for cijfer in bereken(con, Vraag())]
    con.close()
    return cijfers


def _ondertekend_is_het_log(instellingen: Instellingen, logs: Logs) -> None:
    """All of each log is signed and cosigned before long, and every checkpoint that was ever kept is of that log."""
    einde = time.monotonic() + _GETUIGD_S
    for regio, log in logs.items():
        hier, daar = Uitgave(instellingen.waarmerkmap(regio)), Uitgave(instellingen.getuigemap / regio)
        while omvang(daar.laatste()) < len(log):
            assert time.monotonic() < einde, f"{regio} is niet medeondertekend"
            time.sleep(0.2)
        rand, toppen = Frontier(), {0: EMPTY}
        for event in log:
            rand.append(leaf_hash(entry(event.subject, event.payload)))
            toppen[rand.size] = rand.root()
        for note in (*hier.checkpoints(), *daar.checkpoints()):
            checkpoint = Checkpoint.parse(note.text)
            assert toppen[checkpoint.size] == checkpoint.root, f"{regio} {checkpoint.size}"
        assert Merkteken.lees(hier) is None


def omvang(note: Note | None) -> int:
    return Checkpoint.parse(note.text).size if note else 0
