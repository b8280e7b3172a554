"""The signer over a real node: it follows the log, with the line cut too, and finds what was changed."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from leerwinkel.audit import Checkpoint
from leerwinkel.audit.note import verify
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.eventsourcing.streams import delete_stream
from leerwinkel.inname.herstelling import herstel_regio
from leerwinkel.waarmerk.aanbod import GETUIGE
from leerwinkel.waarmerk.getuigen import getuigen
from leerwinkel.waarmerk.heling import NietBewezen
from leerwinkel.waarmerk.keuring import GekeurdLog, LogGebroken
from leerwinkel.waarmerk.merkteken import Merkteken
from leerwinkel.waarmerk.sleutels import vernieuw
from leerwinkel.waarmerk.voorbereiding import sleutelbos

from .bladeren import ORIGIN, bladen, top
from .conftest import Opstelling

Totdat = Callable[[Callable[[], bool]], Awaitable[None]]
_BIN = Path(sys.prefix) / "bin"


def _klopt(o: Opstelling) -> bool:
    punten = [Checkpoint.parse(note.text) for note in o.uitgave.checkpoints()]
    return all(punt.root == top(bladen(0, punt.size)) for punt in punten)


async def _voeg_toe(o: Opstelling, nummer: int) -> int:
    log = GekeurdLog(o.gent, "gent", o.uitgave, patience=2)
    nieuw = NewEvent(f"leerwinkel.gent.intake.d{nummer}.a", f"e{nummer}", f"e{nummer}".encode())
    return await log.append(f"leerwinkel.gent.*.d{nummer}.>", 0, [nieuw])


async def test_it_signs_goes_on_without_the_line_and_with_another_key(opstelling: Opstelling, totdat: Totdat) -> None:
    o = opstelling
    await o.schrijf(0, 300)
    await o.start()
    await totdat(lambda: o.getuigd() == 300)
    await o.lijn.knip()
    await o.schrijf(300, 310)
    await totdat(lambda: o.getekend() == 310)
    await o.schrijf(310, 320)
    await totdat(lambda: o.getekend() == 320)
    assert o.getuigd() == 300
    nieuwe = vernieuw(sleutelbos(o.instellingen, "gent"), o.uitgave, "gent")
    await o.schrijf(320, 321)
    await totdat(lambda: o.getekend() == 321)
    await o.lijn.herstel()
    await totdat(lambda: o.getuigd() == 321)
    laatste = o.uitgave.laatste()
    assert laatste is not None
    assert set(verify(laatste, [nieuwe.verifier, *getuigen(o.uitgave)])) == {ORIGIN, GETUIGE}
    assert o.getuige.uitgave.sleutels() == o.uitgave.sleutels()
    assert _klopt(o)


async def test_an_event_that_was_changed_is_named_and_nothing_is_appended_until_it_is_healed(
    opstelling: Opstelling, totdat: Totdat
) -> None:
    o = opstelling
    await o.schrijf(0, 300)
    await o.start()
    await totdat(lambda: o.getuigd() == 300)
    await o.stop()
    await o.vervang(300, anders=100)
    await o.start()
    await totdat(o.uitgave.merkpad.exists)
    merk = Merkteken.lees(o.uitgave)
    assert merk is not None
    assert (merk.zin, merk.positie) == ("Positie 100 is niet meer wat ondertekend werd.", 100)
    with pytest.raises(LogGebroken, match=r"Positie 100 .*herstel --regio gent"):
        await _voeg_toe(o, 301)
    assert await o.log.last() == 300
    await o.vervang(300)
    await totdat(lambda: not o.uitgave.merkpad.exists())
    assert await _voeg_toe(o, 301) == 301
    await totdat(lambda: o.getuigd() == 301)
    assert _klopt(o)


async def test_a_log_that_was_put_back_takes_nothing_before_it_is_filled_from_the_hub(
    opstelling: Opstelling, totdat: Totdat, tmp_path: Path
) -> None:
    """Its checkpoints were put back with it: it is the witness who knows."""
    o = opstelling
    await o.schrijf(0, 5)
    await o.start()
    await totdat(lambda: o.getuigd() == 5)
    await o.stop()
    copytree(o.uitgave.map, tmp_path / "reservekopie")
    await o.start()
    await o.schrijf(5, 10)
    await totdat(lambda: o.getuigd() == 10)
    await o.stop()
    await JetStreamLog(o.hub, "VOL").wait(10)
    await o.vervang(5)
    rmtree(o.uitgave.map)
    copytree(tmp_path / "reservekopie", o.uitgave.map)
    with pytest.raises(LogGebroken, match="eindigt op positie 5, maar tot positie 10"):
        await _voeg_toe(o, 6)
    await o.start()
    await totdat(o.uitgave.merkpad.exists)
    zinnen = await herstel_regio(o.instellingen, "gent", tmp_path / "nats/gent")
    assert "wat ondertekend werd" in zinnen[-1]
    await totdat(lambda: not o.uitgave.merkpad.exists())
    assert await _voeg_toe(o, 11) == 11
    await totdat(lambda: o.getuigd() == 11)
    assert _klopt(o)


async def test_the_end_of_a_log_is_checked_before_the_first_append(opstelling: Opstelling, totdat: Totdat) -> None:
    o = opstelling
    await o.schrijf(0, 300)
    await o.start()
    await totdat(lambda: o.getekend() == 300)
    await o.stop()
    assert await _voeg_toe(o, 301) == 301
    await o.vervang(301, anders=299)
    with pytest.raises(LogGebroken, match="tot positie 300 is niet wat"):
        await _voeg_toe(o, 302)
    await o.vervang(299)
    with pytest.raises(LogGebroken, match="eindigt op positie 299"):
        await _voeg_toe(o, 300)
    (o.uitgave.map / "checkpoint").write_bytes(b"kapot")
    with pytest.raises(LogGebroken, match="controlepunt is beschadigd"):
        await _voeg_toe(o, 300)
    assert await o.log.last() == 299


async def test_a_node_that_comes_back_with_an_old_store_takes_nothing_more(
    opstelling: Opstelling, totdat: Totdat, tmp_path: Path
) -> None:
    """Of who appended before: the check is made again. Here without the line, by what the region kept itself."""
    o = opstelling
    knooppunt, log = o.net.leaves["gent"], GekeurdLog(o.gent, "gent", o.uitgave, patience=2)
    await o.lijn.knip()
    await o.schrijf(0, 10)
    await o.start()
    await totdat(lambda: o.getekend() == 10)
    knooppunt.stop()
    copytree(knooppunt.knooppunt.map, tmp_path / "oud")
    knooppunt.start()
    await totdat(lambda: o.gent.is_connected)
    await log.append("leerwinkel.gent.*.d11.>", 0, [NewEvent("leerwinkel.gent.intake.d11.a", "e11", b"e11")])
    await totdat(lambda: o.getekend() == 11)
    knooppunt.stop()
    rmtree(knooppunt.knooppunt.map)
    copytree(tmp_path / "oud", knooppunt.knooppunt.map)
    knooppunt.start()
    await totdat(lambda: o.gent.is_connected)
    with pytest.raises(LogGebroken, match="eindigt op positie 10, maar tot positie 11"):
        await log.append("leerwinkel.gent.*.d12.>", 0, [NewEvent("leerwinkel.gent.intake.d12.a", "e12", b"e12")])
    await totdat(o.uitgave.merkpad.exists)
    assert await o.log.last() == 10


async def test_a_region_that_lost_everything_takes_the_witness_at_its_word(
    opstelling: Opstelling, totdat: Totdat, tmp_path: Path
) -> None:
    o = opstelling
    await o.schrijf(0, 20)
    await o.start()
    await totdat(lambda: o.getuigd() == 20)
    await o.stop()
    await JetStreamLog(o.hub, "VOL").wait(20)
    await o.vervang(0)
    rmtree(o.uitgave.map)
    with pytest.raises(LogGebroken, match="eindigt op positie 0, maar tot positie 20"):
        await _voeg_toe(o, 1)
    await herstel_regio(o.instellingen, "gent", tmp_path / "nats/gent")
    assert await _voeg_toe(o, 21) == 21


async def test_a_loss_that_is_accepted_sets_the_checkpoints_aside_and_the_witness_does_not_go_on(
    opstelling: Opstelling, totdat: Totdat, tmp_path: Path
) -> None:
    o = opstelling
    await o.schrijf(0, 20)
    await o.start()
    await totdat(lambda: o.getuigd() == 20)
    await JetStreamLog(o.hub, "VOL").wait(20)
    await o.vervang(20, anders=7)
    await delete_stream(o.hub, "VOL")
    with pytest.raises(NietBewezen, match="Positie 7 is niet meer wat ondertekend werd"):
        await herstel_regio(o.instellingen, "gent", tmp_path / "nats/gent")
    await totdat(o.uitgave.merkpad.exists)
    zinnen = await herstel_regio(o.instellingen, "gent", tmp_path / "nats/gent", verlies=True)
    assert "opnieuw ondertekend" in zinnen[-1]
    assert len(list(o.uitgave.map.glob("opzij/*/checkpoints/*"))) >= 1
    with pytest.raises(LogGebroken, match="niet wat medeondertekend werd"):
        await _voeg_toe(o, 21)


async def test_a_signer_that_is_killed_at_work_contradicts_itself_never(opstelling: Opstelling, totdat: Totdat) -> None:
    o = opstelling
    omgeving = os.environ | {
        "LEERWINKEL_DATA": str(o.instellingen.data),
        "LEERWINKEL_NATS": f'{{"gent": "{o.instellingen.nats["gent"]}"}}',
        "LEERWINKEL_WAARMERK_S": "0",
    }
    proces = await asyncio.create_subprocess_exec(_BIN / "leerwinkel", "waarmerk", "--regio", "gent", env=omgeving)
    await o.schrijf(0, 10)
    await totdat(lambda: o.getekend() > 0)
    for tien in range(10, 300, 10):
        await o.schrijf(tien, tien + 10)
    proces.send_signal(signal.SIGKILL)
    await proces.wait()
    await o.start()
    await totdat(lambda: o.getuigd() == 300)
    assert _klopt(o)
