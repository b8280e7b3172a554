"""What the page says about how far the intake is."""

from datetime import UTC, datetime
from typing import Any

from vol_reporting.web.innamestand import BIJ, GAT, LOOPT_ACHTER, NIET_BEREIKBAAR, innamestand

TOEN = datetime(2016, 9, 30, 12, tzinfo=UTC)


def lijn(**anders: Any) -> dict[str, Any]:
    gewoon = {"log": 9, "hub": 9, "positie": 9, "gaten": 0, "quarantaine": 0, "laatst_ontvangen": TOEN}
    return {"regio": "gent", **gewoon, **anders}


def oordelen(**anders: Any) -> list[Any]:
    [gevonden] = innamestand({"regios": [lijn(**anders)], "storing": None}).lijnen
    return gevonden.oordelen


def test_a_region_that_is_taken_in_whole_is_up_to_date():
    assert oordelen() == [BIJ]
    assert oordelen(log=0, hub=0, positie=0, laatst_ontvangen=None) == [BIJ]


def test_a_region_is_behind_by_what_its_own_log_has_more():
    stand = innamestand({"regios": [lijn(log=20, hub=12)], "storing": None})
    assert stand.lijnen[0].achterstand == 11
    assert stand.lijnen[0].oordelen == [LOOPT_ACHTER]
    assert stand.bij == 0


def test_a_region_that_cannot_be_reached_has_no_known_backlog():
    stand = innamestand({"regios": [lijn(log=None)], "storing": None})
    assert stand.lijnen[0].achterstand is None
    assert stand.lijnen[0].oordelen == [NIET_BEREIKBAAR]


def test_what_the_hub_has_more_is_a_backlog_also_without_the_region():
    stand = innamestand({"regios": [lijn(log=None, hub=12)], "storing": None})
    assert stand.lijnen[0].achterstand == 3
    assert stand.lijnen[0].oordelen == [NIET_BEREIKBAAR, LOOPT_ACHTER]


def test_a_gap_is_said_first():
    assert oordelen(gaten=2, log=None) == [GAT, NIET_BEREIKBAAR]


def test_a_measurement_that_is_older_than_the_intake_is_no_backlog():
    assert oordelen(log=5, hub=5) == [BIJ]
