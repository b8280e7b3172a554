"""Given events, then rows: on both databases, whatever comes twice, late, in disorder, or cannot be read."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import MetaData

from leerwinkel.leesmodel import Entity, Placed, ReadModel, Rows, Store, entity_column, new_tables, place
from leerwinkel.leesmodel.folding import AT_ONCE
from leerwinkel.leesmodel.generation import Behind, Generation
from leerwinkel.testing.leesmodel import given, migration_differences, rows
from leerwinkel.testing.voorbeelden import microcontact, sessie

from .proeflog import arrived, gecorrigeerd, ingetrokken, rijen, verhaal, zonder_posities
from .voorbeeld import CONTACT, DOSSIER, VOORBEELD, derive


@pytest.fixture
def generation(store: Store) -> Generation:
    return nieuw(store)


def nieuw(store: Store) -> Generation:
    """An empty one that is read."""
    made = store.new()
    store.switch(made)
    return made


def test_the_rows_of_a_dossier_follow_from_its_events(store: Store, generation: Generation) -> None:
    assert generation.take(arrived(sessie("d1", 60), microcontact("d1"), sessie("d1", 15), sessie("d2", 30))) == 4
    assert rijen(store) == {
        "dossier": [("d1", 75, "sessie-gehouden", 0, 3), ("d2", 30, "sessie-gehouden", 0, 4)],
        "contact": [("d1", 0, "sms")],
        "aankomst": [
            (1, "sessie-gehouden"),
            (2, "microcontact-geregistreerd"),
            (3, "sessie-gehouden"),
            (4, "sessie-gehouden"),
        ],
    }


def test_a_service_says_in_two_lines_what_its_screens_show(url: str) -> None:
    here = place(url, "proef")
    assert migration_differences(VOORBEELD, here) == []
    shown = rows(given(VOORBEELD, here, sessie("d1", 60), microcontact("d1")), CONTACT)
    assert shown == [{"dossier": "d1", "nummer": 0, "medium": "sms"}]
    here.close()


def test_a_correction_changes_the_rows_that_were_there(store: Store, generation: Generation) -> None:
    held = sessie("d1", 60)
    generation.take(arrived(held))
    generation.take(arrived(gecorrigeerd(held, duur_minuten=45), begin=2))
    assert rijen(store)["dossier"] == [("d1", 45, "sessie-gehouden", 0, 2)]


def test_a_dossier_of_which_everything_is_retracted_has_no_rows(store: Store, generation: Generation) -> None:
    contact = microcontact("d1")
    generation.take(arrived(contact))
    generation.take(arrived(ingetrokken(contact), begin=2))
    assert (rijen(store)["dossier"], rijen(store)["contact"]) == ([], [])


def test_a_correction_that_comes_before_its_original_waits(store: Store, generation: Generation) -> None:
    held = sessie("d1", 60)
    generation.take(arrived(gecorrigeerd(held, duur_minuten=45)))
    assert rijen(store)["dossier"] == []
    generation.take(arrived(held, begin=2))
    assert rijen(store)["dossier"] == [("d1", 45, "sessie-gehouden", 0, 2)]


def test_rows_do_not_depend_on_the_order_of_arrival_or_the_size_of_a_batch(store: Store) -> None:
    story, chance = verhaal(["d1", "d2", "d3"]), random.Random(4)
    nieuw(store).take(arrived(*story))
    expected = zonder_posities(rijen(store))
    for size in (1, 2, 5, 100):
        chance.shuffle(story)
        generation, log = nieuw(store), arrived(*story)
        for begin in range(0, len(log), size):
            generation.take(log[begin : begin + size])
        assert zonder_posities(rijen(store)) == expected


def test_what_is_delivered_again_or_in_disorder_changes_nothing(store: Store, generation: Generation) -> None:
    log, chance = arrived(*verhaal(["d1", "d2"])), random.Random(4)
    generation.take(log)
    expected = rijen(store)
    again = nieuw(store)
    for end in range(3, len(log) + 1, 3):
        delivered = [*log[:end], *log[max(0, end - 5) : end]]
        chance.shuffle(delivered)
        assert again.take(delivered) == end
    again.take(log)
    again.take(log[3:7])
    assert rijen(store) == expected


def test_an_event_that_stands_on_the_log_twice_counts_once(store: Store, generation: Generation) -> None:
    held, contact = sessie("d1", 60), microcontact("d1")
    generation.take(arrived(held, contact, held))
    generation.take(arrived(contact, begin=4))
    assert rijen(store)["dossier"] == [("d1", 60, "microcontact-geregistreerd", 0, 2)]
    assert [position for position, _ in rijen(store)["aankomst"]] == [1, 2]


def test_deriving_everything_at_the_end_gives_the_same_rows(store: Store) -> None:
    log = arrived(*verhaal(["d1", "d2"]), *(microcontact(f"e{n}") for n in range(AT_ONCE)), b"{}")
    nieuw(store).take(log)
    expected = rijen(store)
    at_once = nieuw(store)
    at_once.take(log, deriving=False)
    assert (rijen(store)["dossier"], at_once.reached().derived) == ([], False)
    at_once.derive_all()
    assert (rijen(store), at_once.reached().derived) == (expected, True)


def test_an_unreadable_event_is_counted_and_shown_and_its_dossier_knows(store: Store, generation: Generation) -> None:
    generation.take(arrived(sessie("d1"), b'{"type": "be.leerwinkel.trajecten.iets.v9"}', b"\xff", sessie("d2")))
    assert rijen(store)["dossier"] == [("d1", 60, "sessie-gehouden", 2, 3), ("d2", 60, "sessie-gehouden", 0, 4)]
    assert generation.count_unreadable() == 2
    [one, two] = generation.unreadable()
    assert (one.position, one.entity, two.position, two.entity) == (2, "d1", 3, "d1")
    assert "v9" in one.reason


def test_a_hole_is_refused_and_nothing_is_written(store: Store, generation: Generation) -> None:
    log = arrived(*verhaal(["d1"]))
    generation.take(log[:2])
    before = rijen(store)
    for offered in (log[3:], [*log[:3], *log[4:]]):
        with pytest.raises(Behind):
            generation.take(offered)
    assert (rijen(store), generation.reached().position) == (before, 2)


def test_what_fails_in_the_middle_of_a_batch_leaves_nothing_behind(store: Store, generation: Generation) -> None:
    log = arrived(*verhaal(["d1", "d2", "d3"]))
    generation.take(log[:9])
    before = rijen(store)

    def stumbling(entity: Entity) -> Rows:
        if entity.id == "d3":
            raise ZeroDivisionError
        return derive(entity)

    stumbles = Generation(generation.number, generation.engine, replace(VOORBEELD, derive=stumbling))
    with pytest.raises(ZeroDivisionError):
        stumbles.take(log)
    assert (rijen(store), generation.reached().position) == (before, 9)
    generation.take(log)
    after = rijen(store)
    nieuw(store).take(log)
    assert rijen(store) == after


def test_what_fails_per_event_leaves_nothing_behind(store: Store, generation: Generation) -> None:
    def stumbling(placed: Placed) -> Rows:
        if placed.position == 5:
            raise ZeroDivisionError
        return VOORBEELD.per_event(placed)

    stumbles = Generation(generation.number, generation.engine, replace(VOORBEELD, per_event=stumbling))
    with pytest.raises(ZeroDivisionError):
        stumbles.take(arrived(*verhaal(["d1"])))
    assert rijen(store) == {"dossier": [], "contact": [], "aankomst": []}


def test_a_row_with_a_column_that_is_not_there_is_a_defect(store: Store, generation: Generation) -> None:
    def wrongly(_entity: Entity) -> Rows:
        return {DOSSIER: [{"minuut": 1}]}

    wrong = replace(VOORBEELD, derive=wrongly)
    with pytest.raises(TypeError, match="minuut"):
        Generation(generation.number, generation.engine, wrong).take(arrived(sessie("d1")))
    assert rijen(store)["dossier"] == []


def test_the_column_of_the_entity_comes_first_in_the_key() -> None:
    tables = new_tables()
    DOSSIER.to_metadata(tables)
    assert [table.name for table in replaced(tables).per_entity] == ["dossier"]
    tables.tables["dossier"].append_column(entity_column("tweede"))
    turned = tables.tables["dossier"]
    turned.columns["dossier"].info.clear()
    with pytest.raises(TypeError, match="dossier"):
        replaced(tables)


def replaced(tables: MetaData) -> ReadModel:
    return replace(VOORBEELD, tables=tables)


def test_other_rules_and_other_tables_have_another_fingerprint() -> None:
    tables = new_tables()
    DOSSIER.to_metadata(tables)
    prints = {VOORBEELD.fingerprint, replace(VOORBEELD, version=2).fingerprint, replaced(tables).fingerprint}
    assert len(prints) == 3
    assert replace(VOORBEELD).fingerprint == VOORBEELD.fingerprint
