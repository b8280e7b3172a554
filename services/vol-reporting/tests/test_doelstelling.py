"""Targets: what can be one, how it is revised, and what its light says, each counted by hand."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as voor_alle
from hypothesis import strategies as st

from leerwinkel.eventsourcing import MemoryLog, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.kwaliteit import (
    DoelstellingIngetrokken,
    DoelstellingVastgelegd,
    ZelfevaluatieVastgelegd,
)
from leerwinkel.testing.scenario import Scenario, nothing, refused
from leerwinkel.testing.voorbeelden import gebeurtenis
from vol_reporting.kwaliteit import doelkeuring, doelstelling, verbeteractie, zelfevaluatie
from vol_reporting.kwaliteit.doelbestand import KOLOMMEN, lees_doelen, leg_doelen_vast
from vol_reporting.kwaliteit.doelkeuring import Norm, nummer_van
from vol_reporting.kwaliteit.doelstelling import (
    DOELSTELLING,
    DoelstellingIntrekken,
    DoelstellingOpdracht,
    DoelstellingVastleggen,
    Gesteld,
)
from vol_reporting.kwaliteit.licht import Gemeten, Licht, licht
from vol_reporting.kwaliteit.weigeringen import ZINNEN
from vol_reporting.rijenbestand import VOORBEELD
from vol_reporting.statistiek import Interval, aandeel, aantal
from vol_reporting.statistiek.kansen import gamma_tot, minstens

given = Scenario(DOELSTELLING).given
VOORBEELDEN = Path(__file__).parents[3] / "examples" / "doelstellingen.csv"


def doel(**anders: Any) -> DoelstellingVastgelegd:
    velden: dict[str, Any] = {"indicator": "R01", "regio": "gent", "periode": "2026", "streefwaarde": 75.0}
    return DoelstellingVastgelegd(**{**velden, **anders})


def test_a_target_is_agreed_and_agreed_again_it_is_nothing():
    """Blueprint 7.1: concrete engagements on reach, output and quality."""
    given().when(DoelstellingVastleggen(doel(grens=60.0))).then(doel(grens=60.0))
    given(doel()).when(DoelstellingVastleggen(doel())).then(nothing)


def test_a_revised_target_is_a_new_event_and_the_same_entity():
    given(doel()).when(DoelstellingVastleggen(doel(streefwaarde=70.0))).then(doel(streefwaarde=70.0))
    assert nummer_van(doel(streefwaarde=70.0)) == nummer_van(doel()) != nummer_van(doel(periode="2027"))


def test_a_target_that_should_not_be_there_is_withdrawn_and_can_be_agreed_again():
    trek_in, ingetrokken = DoelstellingIntrekken("invoerfout"), DoelstellingIngetrokken(reden="invoerfout")
    given(doel()).when(trek_in).then(ingetrokken)
    given(doel(), ingetrokken).when(trek_in).then(nothing)
    given().when(trek_in).then(refused("doelstelling-bestaat-niet"))
    given(doel(), ingetrokken).when(DoelstellingVastleggen(doel())).then(doel())


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"indicator": "Z99"}, "doelstelling-onbekend-cijfer"),
        ({"dimensie": "trap", "dimensiewaarde": "geen"}, "doelstelling-onbekende-rij"),
        ({"dimensie": "trap"}, "doelstelling-onbekende-rij"),
        ({"periode": "2026-Q1"}, "doelstelling-per-jaar"),
        ({"indicator": "Q06", "streefwaarde": 0.0}, "doelstelling-per-jaar"),
        ({"indicator": "N02"}, "doelstelling-zonder-richting"),
        ({"norm": "hoogstens"}, "doelstelling-tegen-de-richting"),
        ({"streefwaarde": 101.0}, "doelstelling-buiten-wat-kan"),
        ({"streefwaarde": -1.0}, "doelstelling-buiten-wat-kan"),
        ({"grens": 80.0}, "doelstelling-grens-aan-de-verkeerde-kant"),
        ({"grens": 75.0}, "doelstelling-grens-aan-de-verkeerde-kant"),
        ({"indicator": "R06", "grens": 60.0}, "doelstelling-grens-aan-de-verkeerde-kant"),
        ({"beheersovereenkomst": 2021}, "doelstelling-buiten-overeenkomst"),
    ],
)
def test_what_can_be_no_target_is_refused(anders: dict[str, Any], waarom: str):
    given().when(DoelstellingVastleggen(doel(**anders))).then(refused(waarom))


@pytest.mark.parametrize(
    "anders",
    [
        {"indicator": "N02", "norm": "minstens", "streefwaarde": 400.0},
        {"indicator": "D08", "dimensie": "binnen-norm", "dimensiewaarde": "sessie", "norm": "minstens"},
        {"indicator": "R06", "streefwaarde": 20.0, "grens": 30.0},
        {"norm": "minstens", "beheersovereenkomst": 2022, "strategisch": "naar-keuze"},
    ],
)
def test_a_figure_or_a_row_without_direction_gets_one_and_the_agreement_lasts_five_years(anders: dict[str, Any]):
    given().when(DoelstellingVastleggen(doel(**anders))).then(doel(**anders))


def test_every_refusal_has_its_sentence():
    tekst = "".join(map(inspect.getsource, (doelkeuring, doelstelling, verbeteractie, zelfevaluatie)))
    assert {w for w in re.findall(r'"([a-z-]+)"', tekst) if re.match("(doelst|verbet|zelfe)[a-z]+-", w)} == set(ZINNEN)


_FEITEN: list[Gegevens] = [
    doel(),
    doel(streefwaarde=70.0),
    doel(indicator="Z99"),
    DoelstellingIngetrokken(reden="invoerfout"),
    ZelfevaluatieVastgelegd(regio="gent", jaar=2026, caf="1", score=5),
]
_OPDRACHTEN: list[DoelstellingOpdracht] = [
    DoelstellingIntrekken("dubbel"),
    *(DoelstellingVastleggen(feit) for feit in _FEITEN if isinstance(feit, DoelstellingVastgelegd)),
]


@voor_alle(st.lists(st.sampled_from(_FEITEN), max_size=6))
def test_any_facts_in_any_order_give_the_last_target_and_a_command_has_an_outcome(feiten: list[Gegevens]):
    stand = DOELSTELLING.fold(gebeurtenis(feit, "d1") for feit in feiten)
    doelen = [feit for feit in feiten if not isinstance(feit, ZelfevaluatieVastgelegd)]
    laatste = doelen[-1] if doelen and isinstance(doelen[-1], DoelstellingVastgelegd) else None
    assert (stand.doel if isinstance(stand, Gesteld) else None) == laatste
    for command in _OPDRACHTEN:
        uitkomst = given(*feiten).when(command)
        assert uitkomst.refusal is None or uitkomst.refusal.code in ZINNEN
        opnieuw = stand
        for gebeurd in uitkomst.events:
            opnieuw = DOELSTELLING.evolve(opnieuw, gebeurtenis(gebeurd, "d1"))
        if uitkomst.refusal is None:
            assert list(DOELSTELLING.decide(command, opnieuw)) == []


def gemeten(teller: int, noemer: int, **anders: Any) -> Gemeten:
    """A share in per cent, of a whole year that is complete."""
    deel = aandeel(teller, noemer)
    assert deel
    velden: dict[str, Any] = {"deel": 1.0, "telt_op": False, "stijgt_nog": False}
    ruimte = Interval(100 * deel.onder, 100 * deel.boven)
    return Gemeten(waarde=100 * teller / noemer, ruimte=ruimte, noemer=noemer, **{**velden, **anders})


@pytest.mark.parametrize(
    ("teller", "noemer", "gezegd"),
    [
        (80, 100, Licht("groen", "gehaald")),  # 80 % of 75 %
        (75, 100, Licht("groen", "gehaald")),  # just
        (70, 100, Licht("geen", "toeval")),  # 60–79 %: 75 % may be what is behind it
        (65, 100, Licht("oranje", "niet-gehaald")),  # 54.8–74.3 %: under 75 %, not under 60 %
        (40, 100, Licht("rood", "ver-van-doel")),  # 30.3–50.3 %
        (4, 10, Licht("geen", "te-weinig")),
        (10, 10, Licht("geen", "te-weinig")),  # nor is it praised
        (10, 20, Licht("oranje", "niet-gehaald")),  # 27.2–72.8 %: perhaps above 60 %, so not red
    ],
)
def test_the_light_of_a_share_that_should_be_75_and_not_under_60(teller: int, noemer: int, gezegd: Licht):
    assert licht("minstens", 75.0, 60.0, gemeten(teller, noemer)) == gezegd


@pytest.mark.parametrize(
    ("teller", "gezegd"),
    [
        (20, Licht("groen", "gehaald")),
        (25, Licht("geen", "toeval")),  # 16.9–34.7 %
        (30, Licht("oranje", "niet-gehaald")),  # 21.2–40.0 %: above 20 %, perhaps not above 30 %
        (45, Licht("rood", "ver-van-doel")),  # 35.0–55.3 %
    ],
)
def test_the_light_of_a_share_that_should_be_at_most_20_and_never_over_30(teller: int, gezegd: Licht):
    assert licht("hoogstens", 20.0, 30.0, gemeten(teller, 100)) == gezegd


def test_without_a_limit_it_is_never_red_and_without_an_interval_it_is_green_or_nothing():
    assert licht("minstens", 75.0, None, gemeten(5, 100)) == Licht("oranje", "niet-gehaald")
    mediaan = Gemeten(waarde=8.0, ruimte=None, noemer=90, deel=1.0, telt_op=False, stijgt_nog=False)
    assert licht("hoogstens", 5.0, 6.0, mediaan) == Licht("geen", "geen-interval")
    assert licht("hoogstens", 8.0, 10.0, mediaan) == Licht("groen", "gehaald")


def telling(teller: int, deel: float) -> Gemeten:
    waarde = float(teller)
    return Gemeten(waarde=waarde, ruimte=aantal(teller), noemer=None, deel=deel, telt_op=True, stijgt_nog=False)


@pytest.mark.parametrize(
    ("teller", "deel", "gezegd"),
    [
        (100, 0.25, Licht("groen", "op-koers")),  # a quarter of 400 in a quarter of the year
        (400, 1.0, Licht("groen", "gehaald")),
        (90, 0.25, Licht("geen", "toeval")),  # 72.4–110.6 beside 100
        (75, 0.25, Licht("oranje", "niet-gehaald")),  # 59.0–94.0 beside 100, and 80 for red
        (55, 0.25, Licht("rood", "ver-van-doel")),  # 41.4–71.6
        (0, 0.05, Licht("geen", "te-weinig")),  # the first weeks
        (0, 0.0, Licht("geen", "nog-niet-begonnen")),
    ],
)
def test_part_of_a_count_is_asked_of_part_of_the_year(teller: int, deel: float, gezegd: Licht):
    assert licht("minstens", 400.0, 320.0, telling(teller, deel)) == gezegd


@pytest.mark.parametrize(("streef", "noemer"), [(0.75, 20), (0.75, 60), (0.75, 300), (0.3, 40), (0.05, 100)])
def test_who_truly_is_at_the_target_is_called_a_failure_at_most_once_in_forty(streef: float, noemer: int):
    """Exact: over every outcome, both for a target that is a minimum and for one that is a maximum."""
    kans = [minstens(k, noemer, streef) - minstens(k + 1, noemer, streef) for k in range(noemer + 1)]
    gevallen: list[tuple[Norm, float]] = [("minstens", 50 * streef), ("hoogstens", 50 + 50 * streef)]
    for norm, grens in gevallen:
        lichten = [licht(norm, 100 * streef, grens, gemeten(k, noemer)).kleur for k in range(noemer + 1)]
        fout = sum(p for p, kleur in zip(kans, lichten, strict=True) if kleur in ("oranje", "rood"))
        assert 0 < fout <= 0.025


def test_a_count_that_truly_is_on_course_is_called_a_failure_at_most_once_in_forty():
    """Exact but for the last of the tail: 60 expected of half a year."""
    kans = [gamma_tot(60, k) - gamma_tot(60, k + 1) if k else 1 - gamma_tot(60, 1) for k in range(200)]
    kleuren = [licht("minstens", 120, 90, telling(k, 0.5)).kleur for k in range(200)]
    fout = sum(p for p, kleur in zip(kans, kleuren, strict=True) if kleur in ("oranje", "rood"))
    assert 0.01 < fout <= 0.025


def test_a_share_that_can_still_rise_is_no_failure_yet_and_one_that_should_stay_low_no_success():
    laag, hoog = gemeten(40, 100, stijgt_nog=True), gemeten(80, 100, deel=0.5, stijgt_nog=True)
    assert licht("minstens", 75.0, 60.0, laag) == Licht("geen", "niet-rijp")
    assert licht("minstens", 75.0, 60.0, hoog) == Licht("groen", "op-koers")
    assert licht("hoogstens", 50.0, None, laag) == Licht("geen", "niet-rijp")
    assert licht("hoogstens", 20.0, 30.0, laag) == Licht("rood", "ver-van-doel")


def test_what_cannot_be_told_has_no_light():
    niets = Gemeten(waarde=None, ruimte=None, noemer=90, deel=1.0, telt_op=False, stijgt_nog=False)
    assert licht("minstens", 75.0, None, niets) == Licht("geen", "geen-cijfer")


def test_a_refusal_is_one():
    with pytest.raises(Refusal, match="doelstelling-per-jaar"):
        DOELSTELLING.decide(DoelstellingVastleggen(doel(periode="2026-03")), DOELSTELLING.initial)


async def test_the_examples_are_registered_once_and_say_that_they_are_examples():
    log, doelen = MemoryLog(), lees_doelen(VOORBEELDEN)
    assert all((d.bron or "").startswith(VOORBEELD) for d in doelen)
    gent = [d for d in doelen if (d.regio, d.periode) == ("gent", "2026")]
    assert [d.indicator for d in gent] == ["B01", "B04", "R01", "R02c", "K02", "R05", "R06", "N02", "Q03"]
    assert [await leg_doelen_vast(log, gent, "vol-beheerder-1") for _ in range(2)] == [9, 0]
    herzien = [gent[0].model_copy(update={"streefwaarde": 612.0})]
    assert await leg_doelen_vast(log, herzien, "vol-beheerder-1") == 1
    assert [e.subject.split(".")[-1] for e in await log.read("vol.intern.>")] == ["doelstelling-vastgelegd"] * 10


def test_everything_that_is_wrong_in_a_file_is_said_with_its_line(tmp_path: Path):
    fout = tmp_path / "doelen.csv"
    fout.write_text(
        "\n".join(
            [",".join(KOLOMMEN), "R01,gent,2026,75,80" + "," * 7, "R01,gent,2026,veel" + "," * 8, "N02" + "," * 11]
        )
    )
    with pytest.raises(ValueError, match=r"Regel 2: De grens voor rood .* Regel 3: streefwaarde: schrijf .* Regel 4: "):
        lees_doelen(fout)
    twee = [f"R01,gent,2026,{streef}" + "," * 8 for streef in (75, 80)]
    fout.write_text("\n".join([",".join(KOLOMMEN), *twee]))
    with pytest.raises(ValueError, match=r"twee doelen voor hetzelfde cijfer, gebied en jaar in het bestand: R01\."):
        lees_doelen(fout)
    fout.write_text("indicator,regio\n")
    with pytest.raises(ValueError, match="mist kolommen: periode"):
        lees_doelen(fout)
