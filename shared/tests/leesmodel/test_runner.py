"""The runner over a real node: what was done is seen at once, and wherever it is stopped nothing is lost or doubled."""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from leerwinkel.eventsourcing import Gap
from leerwinkel.leesmodel import NotBuilt, Store
from leerwinkel.testing.voorbeelden import microcontact, sessie

from .proeflog import LANG, Proeflog, draait, rijen, tot, verhaal, zoals_in_een_keer
from .voorbeeld import DOSSIER

VOORBEELD_PY = Path(__file__).with_name("voorbeeld.py")


async def test_who_waits_for_a_position_sees_what_was_done(proeflog: Proeflog, store: Store) -> None:
    runner = proeflog.runner(store)
    async with draait(runner):
        for n in range(1, 20):
            assert await runner.reached(await proeflog.append(microcontact(f"d{n}")), LANG)
            assert len(rijen(store)["dossier"]) == n
        assert (await runner.status()).position == 19


async def test_who_waits_for_what_does_not_come_is_told_so(proeflog: Proeflog, store: Store) -> None:
    runner = proeflog.runner(store)
    async with draait(runner):
        at = await proeflog.append(sessie("d1"))
        assert await runner.reached(at, LANG)
        assert not await runner.reached(at + 1, 0.01)


async def test_nothing_can_be_read_before_the_first_generation_is_whole(proeflog: Proeflog, store: Store) -> None:
    at = await proeflog.append(*verhaal(["d1", "d2"]))
    with pytest.raises(NotBuilt):
        rijen(store)
    runner = proeflog.runner(store)
    assert (await runner.status()).generation is None
    async with draait(runner):
        assert await runner.reached(at, LANG)
    assert [rij[0] for rij in rijen(store)["dossier"]] == ["d1", "d2"]


async def test_it_goes_on_where_it_was(proeflog: Proeflog, store: Store) -> None:
    for story in (verhaal(["d1", "d2"]), verhaal(["d1", "d3"]), [b"{}", *verhaal(["d4"])]):
        at = await proeflog.append(*story)
        runner = proeflog.runner(store)
        async with draait(runner):
            assert await runner.reached(at, LANG)
    status = await runner.status()
    assert (status.generation, status.unreadable, status.position) == (1, 1, at)
    assert rijen(store) == await zoals_in_een_keer(proeflog, store)


@contextlib.asynccontextmanager
async def _proces(proeflog: Proeflog, url: str) -> AsyncGenerator[asyncio.subprocess.Process]:
    woorden = (sys.executable, VOORBEELD_PY, proeflog.node_url, proeflog.stream.name, url)
    proces = await asyncio.create_subprocess_exec(*woorden)
    try:
        yield proces
    finally:
        if proces.returncode is None:
            proces.kill()
        await proces.wait()


def _positie(store: Store) -> int:
    current = store.current()
    return current.reached().position if current else 0


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.lang)], indirect=True)
async def test_a_process_that_is_killed_loses_and_doubles_nothing(proeflog: Proeflog, store: Store, url: str) -> None:
    at = 0
    for n in range(3):
        async with _proces(proeflog, url) as proces:
            await tot(lambda at=at: store.current() is not None and _positie(store) >= at)
            at = await proeflog.append(*verhaal([f"d{n}-{i}" for i in range(150)]), *verhaal(["d0"]))
            await tot(lambda n=n: _positie(store) > n * 1359)
            proces.send_signal(signal.SIGKILL)
            assert await proces.wait() == -signal.SIGKILL
    runner = proeflog.runner(store)
    async with draait(runner):
        assert await runner.reached(at, LANG)
    assert (await runner.status()).generation == 1
    assert rijen(store) == await zoals_in_een_keer(proeflog, store)


async def test_a_process_that_is_killed_while_it_builds_leaves_the_old_rows(
    proeflog: Proeflog, store: Store, url: str
) -> None:
    await proeflog.append(*verhaal(["d1"]))
    expected = await zoals_in_een_keer(proeflog, store)
    await proeflog.append(*verhaal([f"e{i}" for i in range(200)]))
    async with _proces(proeflog, url) as proces:
        await tot(lambda: _gebouwd(store) > 1)
        proces.send_signal(signal.SIGKILL)
        await proces.wait()
    assert set(expected["dossier"]) <= set(rijen(store)["dossier"])
    await tot(lambda: _mag_bouwen(store))
    runner = proeflog.runner(store)
    async with draait(runner):
        await tot(lambda: not store.outdated())
    assert rijen(store) == await zoals_in_een_keer(proeflog, store)


def _mag_bouwen(store: Store) -> bool:
    """Nobody builds; PostgreSQL takes a moment to see that who did is gone."""
    with store.place.builder() as mine:
        return mine


def _gebouwd(store: Store) -> int:
    """The newest generation that was begun."""
    table = store.model.data.tables["generation"]
    with store.place.data().connect() as connection:
        return connection.scalar(select(func.max(table.c.number))) or 0


async def test_two_who_follow_one_log_into_one_model_double_nothing(proeflog: Proeflog, store: Store, url: str) -> None:
    runner = proeflog.runner(store)
    async with _proces(proeflog, url), _proces(proeflog, url), draait(runner):
        for n in range(10):
            assert await runner.reached(await proeflog.append(*verhaal([f"e{n}", "d0"])), LANG)
        assert len(rijen(store, [DOSSIER])["dossier"]) == 11
    assert rijen(store) == await zoals_in_een_keer(proeflog, store)


async def _verwijder(proeflog: Proeflog, positie: int) -> None:
    vraag = json.dumps({"seq": positie}).encode()
    await proeflog.nc.request(f"$JS.API.STREAM.MSG.DELETE.{proeflog.stream.name}", vraag)


async def test_a_hole_in_the_log_is_loud(proeflog: Proeflog, store: Store) -> None:
    await proeflog.append(*verhaal(["d1"]))
    await _verwijder(proeflog, 4)
    with pytest.raises(Gap):
        await asyncio.wait_for(proeflog.runner(store).run(), LANG)
    with pytest.raises(NotBuilt):
        rijen(store)


async def test_a_log_that_lost_its_end_is_loud(proeflog: Proeflog, store: Store) -> None:
    at = await proeflog.append(*verhaal(["d1"]))
    runner = proeflog.runner(store)
    async with draait(runner):
        assert await runner.reached(at, LANG)
    before = rijen(store)
    await proeflog.leeg()
    await proeflog.append(sessie("d2"))
    with pytest.raises(Gap):
        await asyncio.wait_for(proeflog.runner(store).run(), LANG)
    assert rijen(store) == before


async def test_a_log_that_is_another_one_is_loud(proeflog: Proeflog, store: Store) -> None:
    at = await proeflog.append(*verhaal(["d1"]))
    runner = proeflog.runner(store)
    async with draait(runner):
        assert await runner.reached(at, LANG)
    await proeflog.leeg()
    await proeflog.append(*verhaal(["d2", "d3"]))
    with pytest.raises(Gap):
        await asyncio.wait_for(proeflog.runner(store).run(), LANG)
