"""Reading a form: whatever somebody sends, it becomes a command or a sentence for each field that is wrong."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from intake.handelingen.dossierbeeld import Dossierbeeld
from intake.handelingen.personen import PERSOONSVELDEN, lees_persoon
from intake.handelingen.profiel import PROFIELVELDEN, lees_profiel
from intake.handelingen.stappen import STAPPEN
from intake.handelingen.velden import Onvolledig, Velden
from leerwinkel.dienst import Kader
from leerwinkel.eventsourcing import Occasion
from leerwinkel.gebeurtenissen import Gegevens

NU = datetime(2026, 11, 3, 10, tzinfo=UTC)
STAPNAMEN = (
    *("besluit", "reden", "afspraak", "begeleider", "moment", "medium", "kanaal", "duur_minuten", "geef", "trek_in"),
    *("wijze", "niet_beantwoord"),
)
GETYPT = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *("informatieverstrekking", "informatiebemiddeling", "concrete-leervraag", "begeleider-1", "e-mail", "12"),
            *("beantwoord", "bevraging", "mondeling", "ja", "onbekend", "neet", "44021", "1990", "²", "-1", "0009"),
            *("2026-01-31T14:00", "0001-01-01T00:00", "1899-12-31T23:59", "9999-12-31T23:59", "2026-03-29T02:30"),
            *("1990-01-31", "90.01.31-001-45", "0470 12 34 56", "a@b.be"),
        ]
    ),
)


def formulier(namen: Sequence[str]) -> st.SearchStrategy[FormData]:
    return st.lists(st.tuples(st.sampled_from(list(namen)), GETYPT), max_size=8).map(lambda paren: FormData([*paren]))


@pytest.mark.parametrize(
    "stap", [stap for stap in STAPPEN if stap.naam not in {"profiel", "koppelen"}], ids=lambda stap: stap.naam
)
@given(ingevuld=formulier(STAPNAMEN))
def test_a_step_gives_a_command_of_which_the_event_can_be_written_or_says_what_is_wrong(
    stap: Any, ingevuld: FormData
) -> None:
    velden = Velden(ingevuld, NU)
    with suppress(Onvolledig):
        opgave = stap.lees(cast("Kader", None), velden, cast("Dossierbeeld", None))
        [gezegd] = [deel for deel in velden_van(opgave.command) if isinstance(deel, Gegevens)]
        assert opgave.tijdstip == opgave.command.tijdstip <= NU
        occasion(opgave.tijdstip).event(0, gezegd)
        return
    assert velden.fouten
    assert all(zin.endswith(".") for zin in velden.fouten.values())


def velden_van(command: Any) -> list[Any]:
    return [getattr(command, naam) for naam in command.__slots__]


def occasion(tijdstip: datetime) -> Occasion:
    bron = "urn:leerwinkel:gent:intake"
    return Occasion(command_id=uuid.UUID(int=1), source=bron, dossier="d1", time=tijdstip, recordedtime=NU)


@given(ingevuld=formulier([*PERSOONSVELDEN, *PROFIELVELDEN, "geboortejaar", "kansengroepen"]))
def test_a_person_and_a_profile_are_read_or_it_is_said_what_is_wrong(ingevuld: FormData) -> None:
    velden = Velden(ingevuld, NU)
    persoon = lees_persoon(velden)
    lees_profiel(velden, None)
    gezegd = any(velden.waarde(naam) for naam in PERSOONSVELDEN)
    assert (persoon is not None) == (gezegd and not velden.fouten.keys() & PERSOONSVELDEN.keys())


def lees(waarde: str, doe: Callable[[Velden], Any]) -> tuple[Any, bool]:
    velden = Velden(FormData({"moment": waarde, "duur_minuten": waarde}), NU)
    return doe(velden), bool(velden.fouten)


def test_a_moment_is_on_the_clock_in_brussels_and_nothing_is_now() -> None:
    assert lees("2026-11-03T10:59", Velden.gebeurd) == (NU - timedelta(minutes=1), False)
    assert lees("2026-07-01T10:00", Velden.gebeurd) == (datetime(2026, 7, 1, 8, tzinfo=UTC), False)
    assert lees("", Velden.gebeurd) == (NU, False)
    assert lees("2026-11-03T11:01", Velden.gebeurd)[1]
    assert lees("3 november", Velden.gebeurd)[1]


def test_minutes_are_as_many_as_the_contract_takes() -> None:
    def minuten(velden: Velden) -> int:
        return velden.minuten("duur_minuten")

    assert [lees(waarde, minuten) for waarde in ("1", "480", " 26 ")] == [(1, False), (480, False), (26, False)]
    assert all(lees(waarde, minuten)[1] for waarde in ("", "0", "481", "1.5", "-3", "²", "een", "10000000000"))
