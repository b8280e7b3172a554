"""Tasks that live and end together, also where a cancellation gets lost."""

import asyncio
import threading
import time

import pytest

from leerwinkel.runtime.taken import beeindig, in_draad, ongestoord, samen


async def doof(begonnen: asyncio.Event) -> None:
    """Swallows the first cancellation, as `asyncio.wait_for` can before Python 3.12."""
    begonnen.set()
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        await asyncio.Event().wait()


async def test_the_first_to_fail_ends_the_others_and_is_raised() -> None:
    begonnen = asyncio.Event()

    async def faalt() -> None:
        await begonnen.wait()
        raise ValueError("stuk")

    with pytest.raises(ValueError, match="stuk"):
        await samen(doof(begonnen), faalt())
    assert len(asyncio.all_tasks()) == 1


async def test_who_is_cancelled_is_over_when_all_are() -> None:
    begonnen = asyncio.Event()
    taak = asyncio.create_task(samen(doof(begonnen), asyncio.Event().wait()))
    await begonnen.wait()
    await beeindig(taak)
    assert (taak.cancelled(), len(asyncio.all_tasks())) == (True, 1)


async def test_a_thread_and_what_must_not_be_left_half_are_finished_first() -> None:
    mag, klaar = threading.Event(), list[str]()

    def werk() -> None:
        mag.wait(5)
        klaar.append("draad")

    async def sluit() -> None:
        await asyncio.to_thread(mag.wait, 5)
        klaar.append("gesloten")

    taken = [asyncio.create_task(in_draad(werk)), asyncio.create_task(ongestoord(sluit()))]
    await asyncio.sleep(0)
    for taak in taken:
        taak.cancel()
    begin = time.monotonic()
    asyncio.get_running_loop().call_later(0.05, mag.set)
    await beeindig(*taken)
    assert sorted(klaar) == ["draad", "gesloten"]
    assert all(taak.cancelled() for taak in taken)
    assert time.monotonic() - begin < 5
