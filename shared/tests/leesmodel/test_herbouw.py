"""Building anew while events stream in and while somebody reads: never empty, never backwards, and the same rows."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from sqlalchemy import insert, inspect, select

from leerwinkel.leesmodel import Entity, Rows, Store
from leerwinkel.leesmodel.tables import LOG_POSITION
from leerwinkel.runtime.taken import in_draad
from leerwinkel.testing.voorbeelden import sessie

from .proeflog import LANG, Proeflog, arrived, draait, rijen, tot, verhaal, zoals_in_een_keer
from .voorbeeld import DOSSIER, RAADPLEGING, VOORBEELD, derive


def _gelezen(store: Store) -> tuple[int, int]:
    """Position and number of dossiers, of one moment."""
    with store.reader() as connection:
        positie = connection.scalars(select(store.model.tables.tables[LOG_POSITION].c.position)).one()
        return positie, len(connection.execute(select(DOSSIER)).all())


async def _lees(store: Store, klaar: asyncio.Event) -> list[tuple[int, int]]:
    gelezen: list[tuple[int, int]] = []
    while not klaar.is_set():
        gelezen.append(await in_draad(_gelezen, store))
    return gelezen


async def test_who_reads_meanwhile_never_sees_less_than_before(proeflog: Proeflog, store: Store) -> None:
    at = await proeflog.append(*verhaal([f"d{n}" for n in range(50)]))
    runner, klaar = proeflog.runner(store), asyncio.Event()
    async with draait(runner):
        assert await runner.reached(at, LANG)
        lezers = [asyncio.create_task(_lees(store, klaar)) for _ in range(3)]
        for n in range(3):
            herbouw = asyncio.create_task(runner.rebuild())
            i = 0
            while not herbouw.done():
                at = await proeflog.append(sessie(f"e{n}-{i}"))
                assert await runner.reached(at, LANG)
                assert f"e{n}-{i}" in {rij[0] for rij in rijen(store, [DOSSIER])["dossier"]}
                i += 1
            await herbouw
        klaar.set()
        for gelezen in await asyncio.gather(*lezers):
            assert gelezen == sorted(gelezen)
            assert gelezen[0] >= (450, 50)
    assert (await runner.status()).generation == 4
    assert rijen(store) == await zoals_in_een_keer(proeflog, store)


async def test_data_are_never_touched(proeflog: Proeflog, store: Store) -> None:
    with store.place.data().begin() as connection:
        connection.execute(insert(RAADPLEGING), [{"wie": "b1"}, {"wie": "b2"}])
    await proeflog.append(*verhaal(["d1"]))
    runner = proeflog.runner(store)
    async with draait(runner):
        await runner.rebuild()
        await runner.rebuild()
    with store.place.data().connect() as connection:
        assert [wie for _, wie in connection.execute(select(RAADPLEGING))] == ["b1", "b2"]


async def test_who_still_reads_the_old_generation_reads_on(proeflog: Proeflog, store: Store) -> None:
    at = await proeflog.append(*verhaal(["d1"]))
    runner = proeflog.runner(store)
    async with draait(runner):
        assert await runner.reached(at, LANG)
        with store.reader() as connection:
            before = connection.execute(select(DOSSIER)).all()
            await proeflog.append(*verhaal(["d2"]))
            await runner.rebuild()
            assert connection.execute(select(DOSSIER)).all() == before
        assert [rij[0] for rij in rijen(store)["dossier"]] == ["d1", "d2"]


async def test_only_the_last_two_generations_are_kept(proeflog: Proeflog, store: Store) -> None:
    await proeflog.append(*verhaal(["d1"]))
    runner = proeflog.runner(store)
    async with draait(runner):
        for _ in range(4):
            await runner.rebuild()
    staat = await runner.status()
    assert staat.generation is not None
    there = [n for n in range(1, 1 + staat.generation) if _is_er(store, n)]
    assert there == [staat.generation - 1, staat.generation]


def _is_er(store: Store, number: int) -> bool:
    with contextlib.suppress(Exception), store.place.generation(number).connect() as connection:
        return inspect(connection).has_table("dossier")
    return False


@contextlib.asynccontextmanager
async def _andere_regels(proeflog: Proeflog, store: Store) -> AsyncGenerator[Store]:
    def twice(entity: Entity) -> Rows:
        rows = derive(entity)
        return {**rows, DOSSIER: [{**row, "minuten": 2 * row["minuten"]} for row in rows[DOSSIER]]}

    anders = Store(replace(VOORBEELD, version=2, derive=twice), store.place)
    async with draait(proeflog.runner(anders)):
        yield anders


async def test_other_rules_are_built_by_themselves_beside_what_is_read(proeflog: Proeflog, store: Store) -> None:
    at = await proeflog.append(*verhaal(["d1", "d2"]))
    runner = proeflog.runner(store)
    async with draait(runner):
        assert await runner.reached(at, LANG)
    assert {rij[1] for rij in rijen(store)["dossier"]} == {45}
    async with _andere_regels(proeflog, store) as anders:
        await tot(lambda: not anders.outdated())
    assert {rij[1] for rij in rijen(store)["dossier"]} == {90}


async def test_a_generation_that_is_not_whole_is_built_anew(proeflog: Proeflog, store: Store) -> None:
    """As after a power cut: it lost the transactions in which it was derived, though it is the one that is read."""
    await proeflog.append(*verhaal(["d1"]))
    half = store.new()
    half.take(await proeflog.arrived(), deriving=False)
    store.switch(half)
    async with draait(proeflog.runner(store)):
        await tot(lambda: not store.outdated())
    assert [rij[0] for rij in rijen(store)["dossier"]] == ["d1"]


def test_only_one_builds_at_a_time(store: Store) -> None:
    with store.place.builder() as first, store.place.builder() as second:
        assert (first, second) == (True, False)
    with store.place.builder() as again:
        assert again


async def test_a_build_that_stops_leaves_everything_as_it_was(proeflog: Proeflog, store: Store) -> None:
    await proeflog.append(*verhaal(["d1"]))
    expected = await zoals_in_een_keer(proeflog, store)

    def stumbling(entity: Entity) -> Rows:
        raise ZeroDivisionError(entity.id)

    stumbles = Store(replace(VOORBEELD, derive=stumbling), store.place)
    with pytest.raises(ZeroDivisionError):
        await proeflog.runner(stumbles).rebuild()
    assert rijen(store) == expected
    assert store.current() is not None
    with pytest.raises(ZeroDivisionError):
        stumbles.new().take(arrived(sessie("d1")))
