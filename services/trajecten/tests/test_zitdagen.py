"""The zitdagen of a week: what was held, and what is to be expected by its rhythm."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import LoketGeopend, LoketGesloten, ZitdagGehouden
from leerwinkel.leesmodel import place
from leerwinkel.testing.leesmodel import given
from leerwinkel.testing.voorbeelden import gebeurtenis
from trajecten.leesmodel import MODEL
from trajecten.web.tijd import dag_van
from trajecten.web.zitdagen import zitdagen

NU = datetime(2026, 6, 3, 7, tzinfo=UTC)
"""A Wednesday, nine o'clock in Brussels."""
VANDAAG = dag_van(NU)
MAANDAG = VANDAAG - timedelta(days=2)


def zitting(loket: str, weken: int, dagen: int = 0, uren: int = 0) -> AnyGebeurtenis:
    moment = NU - timedelta(weeks=weken, days=dagen, hours=uren)
    data = ZitdagGehouden(gemeente="44021", bezoekers=4, duur_minuten=90)
    return gebeurtenis(data, loket, time=moment, recordedtime=moment)


def week(map_: Path, *events: AnyGebeurtenis, later: int = 0) -> list[tuple[str, str, str, bool]]:
    open_ = [gebeurtenis(LoketGeopend(gemeente="44021"), loket) for loket in ("l1", "l2")]
    plek = place(f"sqlite:///{map_ / 'leerwinkel.sqlite'}", "trajecten_gent")
    van = MAANDAG + timedelta(weeks=later)
    try:
        with given(MODEL, plek, *open_, *events).reader() as verbinding:
            gevonden = zitdagen(verbinding, van, van + timedelta(days=7), VANDAAG)
    finally:
        plek.close()
    return [(f"{z.dag:%a}", z.loket, f"{z.van}-{z.tot}", z.verwacht) for z in gevonden]


def test_twice_on_one_day_of_the_week_is_to_be_expected_again(tmp_path: Path) -> None:
    donderdag = [zitting("l1", weken, dagen=-1) for weken in (1, 2)]
    assert week(tmp_path, *donderdag) == [("Thu", "l1", "09:00-10:30", True)]
    assert week(tmp_path, *donderdag, later=3) == [("Thu", "l1", "09:00-10:30", True)]
    assert week(tmp_path, donderdag[0]) == []


def test_what_was_held_is_not_expected_and_what_is_over_neither(tmp_path: Path) -> None:
    maandag = [zitting("l1", weken, dagen=2) for weken in (1, 2)]
    vandaag = [zitting("l2", weken) for weken in (0, 1, 2)]
    assert week(tmp_path, *maandag, *vandaag) == [("Wed", "l2", "09:00-10:30", False)]


def test_one_of_long_ago_or_of_a_loket_that_closed_does_not_count(tmp_path: Path) -> None:
    oud = [zitting("l1", weken, dagen=-1) for weken in (1, 10)]
    dicht = [zitting("l2", weken, dagen=-1) for weken in (1, 2)]
    assert week(tmp_path, *oud, *dicht, gebeurtenis(LoketGesloten(), "l2")) == []


def test_the_last_one_says_at_what_hour(tmp_path: Path) -> None:
    assert [uur for _, _, uur, _ in week(tmp_path, zitting("l1", 1, -1, 1), zitting("l1", 2, -1))] == ["08:00-09:30"]
