"""A double booking of a begeleider is seen, and refuses nothing (issue 4)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trajecten.domain.agenda import GESPREK, Boeking, DubbeleBoeking, botsingen, dubbele_boekingen

NEGEN = datetime(2026, 6, 1, 9, tzinfo=UTC)
KWARTIER = timedelta(minutes=15)


def boeking(sessie: str, moment: datetime, begeleider: str = "b1") -> Boeking:
    return Boeking(dossier=f"d-{sessie}", sessie=sessie, begeleider=begeleider, moment=moment)


EERST, KORT_NA, LATER = boeking("s1", NEGEN), boeking("s2", NEGEN + KWARTIER), boeking("s3", NEGEN + GESPREK)


def test_two_talks_of_one_begeleider_that_overlap_are_a_double_booking() -> None:
    assert dubbele_boekingen([KORT_NA, EERST]) == [DubbeleBoeking(EERST, KORT_NA)]


def test_one_that_begins_where_another_ends_is_none() -> None:
    assert dubbele_boekingen([EERST, LATER]) == []
    assert dubbele_boekingen([EERST, LATER], GESPREK + KWARTIER) == [DubbeleBoeking(EERST, LATER)]


def test_two_begeleiders_can_talk_at_once() -> None:
    assert dubbele_boekingen([EERST, boeking("s2", NEGEN, "b2")]) == []


def test_a_new_appointment_shows_what_it_overlaps_with() -> None:
    nieuw = boeking("s9", NEGEN + 2 * KWARTIER)
    assert botsingen(nieuw, [LATER, KORT_NA, EERST]) == [EERST, KORT_NA, LATER]
    assert botsingen(EERST, [EERST, LATER]) == []


momenten = st.integers(0, 20).map(lambda kwartieren: NEGEN + kwartieren * KWARTIER)
boekingen = st.builds(boeking, st.uuids().map(str), momenten, st.sampled_from(["b1", "b2"]))


@given(st.lists(boekingen, max_size=8))
def test_every_pair_that_overlaps_is_found(gepland: list[Boeking]) -> None:
    paren = {
        frozenset((een.sessie, ander.sessie))
        for een in gepland
        for ander in gepland
        if een is not ander and een.begeleider == ander.begeleider and abs(een.moment - ander.moment) < GESPREK
    }
    assert {frozenset((p.eerste.sessie, p.tweede.sessie)) for p in dubbele_boekingen(gepland)} == paren
