"""Moments as exports write them, and the hours that Brussels has twice or not at all."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.inname.importeren.tijd import BRUSSEL, GeenTijdstip, begin_van_de_dag, lees_datum, lees_moment
from leerwinkel.testing.invoer import Proefinvoer
from leerwinkel.testing.tijdstippen import tijdstippen


@pytest.mark.parametrize(
    ("tekst", "moment"),
    [
        ("2016-03-01T10:00:00", "2016-03-01T10:00:00+01:00"),
        ("2016-03-01 10:00", "2016-03-01T10:00:00+01:00"),
        ("1/03/2016 10:00", "2016-03-01T10:00:00+01:00"),
        ("01-03-2016 9:05:07", "2016-03-01T09:05:07+01:00"),
        ("2016-07-01T10:00:00.25Z", "2016-07-01T10:00:00.250000+00:00"),
        ("2016-07-01T10:00+0530", "2016-07-01T10:00:00+05:30"),
        ("2016-12-31T23:59:59", "2016-12-31T23:59:59+01:00"),
        ("2016-03-27T01:59:59", "2016-03-27T01:59:59+01:00"),
        ("2016-03-27T03:00:00", "2016-03-27T03:00:00+02:00"),
        ("2016-10-30T02:30", "2016-10-30T02:30:00+02:00"),
        ("2016-10-30T02:30+01:00", "2016-10-30T02:30:00+01:00"),
        ("2016-02-29", "2016-02-29T00:00:00+01:00"),
    ],
)
def test_a_moment_is_read_as_it_is_written(tekst: str, moment: str):
    assert lees_moment(tekst).tijd.isoformat() == moment


@pytest.mark.parametrize(
    "tekst",
    [
        "2016-03-27T02:00",
        "2016-03-27 02:59:59",
        "27/03/2016 2:30",
        "2016-02-30",
        "31/02/2016",
        "2016-03-01T24:00",
        "2016-03-01T10",
        "20160301",
        "2016-W09-2",
        "3/2016",
        "0001-01-01",
        "=NU()",
        "morgen",
        "",
        "２０１６-03-01",
        "2016-03-01T10:00+25:00",
        "2016-03-01T10:60",
        "10:00",
    ],
)
def test_what_is_no_moment_or_was_never_on_the_clock_is_refused(tekst: str):
    with pytest.raises(GeenTijdstip):
        lees_moment(tekst)


def test_the_hour_that_comes_twice_is_the_first_and_marked():
    assert lees_moment("2016-10-30T02:00").dubbel_uur
    assert not lees_moment("2016-10-30T01:59").dubbel_uur
    assert not lees_moment("2016-10-30T03:00").dubbel_uur


def test_a_date_field_takes_dates_only():
    assert lees_datum("1/09/2016").isoformat() == lees_datum("2016-09-01T00:00:00").isoformat() == "2016-09-01"
    with pytest.raises(GeenTijdstip):
        lees_datum("2016-09-01T10:00")


@given(st.text())
def test_any_text_is_a_moment_or_refused(tekst: str):
    for lees in (lees_moment, lees_datum):
        with suppress(GeenTijdstip):
            lees(tekst)


@given(tijdstippen())
def test_a_moment_with_offset_survives_and_its_day_begins_at_midnight(moment: datetime):
    assert lees_moment(moment.isoformat()).tijd == moment
    begin = begin_van_de_dag(moment)
    assert timedelta() <= moment - begin < timedelta(hours=25)
    assert (begin.astimezone(BRUSSEL).hour, begin.astimezone(BRUSSEL).date()) == (0, moment.astimezone(BRUSSEL).date())


async def test_skipped_and_doubled_hours_in_an_export(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "drempels.csv",
        "dossier,regio,tijdstip,drempelsoort",
        "D1,gent,2016-03-27T02:30,taal",
        "D1,gent,2016-10-30T02:30,taal",
        "D1,gent,2016-10-31,taal",
        "D1,gent,1989-12-31T10:00,taal",
        f"D1,gent,{(invoer.nu + timedelta(days=3)).isoformat()},taal",
        "D1,gent,,taal",
    )
    verslag = await invoer.importeer()
    assert [(f.rij, f.kolom) for f in verslag.fouten] == [(n, "tijdstip") for n in (2, 5, 6, 7)]
    assert [g.time.astimezone(UTC).isoformat() for g in invoer.gebeurtenissen()] == [
        "2016-10-30T00:30:00+00:00",
        "2016-10-30T23:00:00+00:00",
    ]
    assert any("klok twee keer" in o and "rij 3" in o for o in verslag.opmerkingen)
    assert any("00:00" in o and "rij 4" in o for o in verslag.opmerkingen)
