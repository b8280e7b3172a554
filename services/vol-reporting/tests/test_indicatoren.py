"""Each figure over an example small enough to count by hand, and the question it answers."""

from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from leerwinkel.gebeurtenissen.codelijst import codelijst
from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken, stand_op
from vol_reporting.goal import Verwacht, lees_verwacht, vergelijk
from vol_reporting.indicatoren import definities

from .bouw import OORSPRONG, Verhaal, lokaal, opgeslagen
from .verhalen import referentie

DAG = timedelta(days=1)
CODES = """
    B01 B02 B03 B04 B05 B06 B07 B08 P01 P02 P03 D01 D02 D03 D04 D05 D06 D07 D08 D09 D10
    R01 R02a R02b R02c R02d R03 R04 R05 R06 R07 R08 K01 K02 K03 K04 K05 K06 N01 N02 N03 N04
    S01 S02 S03 Q01 Q02 Q03 Q04 Q05 Q06 Q07
""".split()  # noqa: SIM905
"""The whole catalogue of indicators.md."""
NIET_TE_SPLITSEN = set("B03 B08 R05 N01 N02 N03 N04 S01 S02 Q03 Q04 Q05 Q06".split())  # noqa: SIM905


@pytest.fixture(scope="module")
def cijfers() -> dict[tuple[str, str | None], Cijfer]:
    """Three dossiers in Gent: a full traject, one talk, one short answer; and what stands apart."""
    v = Verhaal()
    jong = {"profiel": {"geboortejaar": 1995, "statuut": "werkend"}, "eerder_begeleid": False}
    v.aanmelding("a", data={**jong, "client": "c1"}, geregistreerd=OORSPRONG + 5 * DAG)
    v.aanmelding("b", data={"client": "c1", "eerder_begeleid": True})
    v.aanmelding("c", data={"client": "c2", "profiel": {"geboortejaar": 1960}}, systeem="import")
    v.feit("toestemming-gegeven", "a", data={"doel": "opvolging-inschrijving"})
    v.feit("toestemming-gegeven", "b", data={"doel": "opvolging-inschrijving"})
    v.feit("dispatching-beslist", "a", data={"besluit": "begeleidingstraject"})
    for _ in range(2):
        v.sessie("a", OORSPRONG + DAG, 40)
    v.sessie("b", OORSPRONG + DAG, 70)
    v.feit("traject-gestart", "a", OORSPRONG + 2 * DAG, {"begeleider": "b1", "instemming": True})
    for _ in range(3):
        v.feit("microcontact-geregistreerd", "a", data={"medium": "telefoon", "richting": "in"})
    v.feit("informatie-verstrekt", "c", data={"medium": "telefoon", "duur_minuten": 5, "beantwoord": True})
    v.feit("drempel-vastgesteld", "a", data={"drempelsoort": "taal"})
    v.feit("drempel-vastgesteld", "a", data={"drempelsoort": "taal"})
    v.feit("keuze-gemaakt", "a", OORSPRONG + 3 * DAG, {"aanbieder_soort": "cvo"})
    v.feit("inschrijving-vastgesteld", "a", data={"bron": "davinci", "aanbieder_soort": "cvo"})
    v.feit("inschrijving-vastgesteld", "b", data={"bron": "client", "aanbieder_soort": "cvo"})
    v.feit("getuigschrift-behaald", "a", data={"bron": "client"})
    v.feit("bevraging-verstuurd", "a", data={"trap": "begeleidingstraject"})
    for waardevol in ("ja", "geen-mening"):
        v.feit("tevredenheid-beantwoord", f"t-{waardevol}", data={"trap": "onbekend", "waardevol": waardevol})
    con = opgeslagen(v.ontvangsten)
    gevonden = bereken(con, Vraag(regio="gent"))
    return {(c.code, None if c.dimensie is None else f"{c.dimensie} {c.waarde_dimensie}"): c for c in gevonden}


MET_DE_HAND: list[tuple[str, str | None, int, int | None, Fraction | int]] = [
    ("B01", None, 3, None, 3),
    ("B02", None, 2, None, 2),
    ("P01", None, 1, 3, Fraction(100, 3)),
    ("P02", None, 1, 3, Fraction(100, 3)),
    ("P03", None, 1, 3, Fraction(100, 3)),
    ("D01", "trap begeleidingstraject", 1, 3, Fraction(100, 3)),
    ("D01", "trap informatiebemiddeling", 1, 3, Fraction(100, 3)),
    ("D01", "trap informatieverstrekking", 1, 3, Fraction(100, 3)),
    ("D03", "trap begeleidingstraject", 80, 1, 80),
    ("D03", "trap informatiebemiddeling", 70, 1, 70),
    ("D03", "trap informatieverstrekking", 5, 1, 5),
    ("D03", None, 155, 3, Fraction(155, 3)),
    ("D04", None, 3, 1, 3),
    ("D04", "verdeling 1", 0, 1, 0),
    ("D04", "verdeling 2–3", 1, 1, 100),
    ("D05", None, 150, 3, 50),
    ("D06", None, 5, 1, 5),
    ("R01", None, 1, 1, 100),
    ("R02a", None, 1, 2, 50),
    ("R02b", None, 2, 2, 100),
    ("R02c", None, 1, 1, 100),
    ("R02d", None, 2, 3, Fraction(200, 3)),
    ("R03", None, 1, 1, 100),
    ("R05", None, 1, 2, 50),
    ("R05", "respons beantwoord", 2, 1, 200),
    ("S03", None, 1, 3, Fraction(100, 3)),
    ("S03", "drempelsoort taal", 1, 3, Fraction(100, 3)),
    ("Q03", "klasse 4–6", 1, 22, Fraction(100, 22)),
    ("Q03", "klasse-import 0", 1, 1, 100),
    ("Q03", None, 21, 22, Fraction(2100, 22)),
    ("Q07", "regel traject-zonder-toestemming", 1, 1, 100),
    ("Q07", "regel sessie-voor-dispatching", 1, 3, Fraction(100, 3)),
    ("Q07", "regel koppeling-zonder-toestemming", 0, 1, 0),
    ("Q07", "regel keuze-zonder-traject", 0, 1, 0),
    ("Q07", "regel bevraging-zonder-toestemming", 1, 1, 100),
]


@pytest.mark.parametrize("geteld", MET_DE_HAND)
def test_the_figure_is_what_one_counts_by_hand(
    cijfers: dict[tuple[str, str | None], Cijfer], geteld: tuple[str, str | None, int, int | None, Fraction | int]
):
    code, rij, teller, noemer, waarde = geteld
    cijfer = cijfers[code, rij]
    assert (cijfer.teller, cijfer.noemer) == (teller, noemer)
    assert cijfer.waarde == pytest.approx(float(waarde))


def test_all_figures_of_the_catalogue_are_there():
    assert list(definities()) == sorted(CODES, key=lambda code: ("BPDRKNSQ".index(code[0]), code))


def test_every_region_and_flanders_has_its_total_also_without_events():
    cijfers = bereken(opgeslagen([]), Vraag())
    totalen = [c for c in cijfers if c.dimensie is None]
    assert [c.regio for c in totalen if c.code == "D05"] == [*codelijst("regio"), "vlaanderen"]
    assert {(c.teller, c.waarde) for c in totalen if c.noemer is not None} == {(0, None)}
    assert [c.waarde_dimensie for c in cijfers if c.code == "D04" and c.dimensie] == ["1", "2–3", "4–8", "> 8"]


def test_a_person_known_in_two_regions_is_one_in_flanders():
    v = Verhaal()
    v.aanmelding("a", data={"client": "x"})
    v.aanmelding("b", data={"client": "y"}, regio="limburg")
    dubbel = {"regio_a": "gent", "client_a": "x", "regio_b": "limburg", "client_b": "y"}
    v.feit("dubbel-beoordeeld", "q", data={**dubbel, "oordeel": "zelfde-persoon"}, regio="vol")
    gevonden = {c.regio: c.teller for c in bereken(opgeslagen(v.ontvangsten), Vraag(codes=["B02"])) if c.teller}
    assert gevonden == {"gent": 1, "limburg": 1, "vlaanderen": 1}


def test_a_talk_of_a_dossier_without_aanmelding_counts_on_its_own_axis_and_is_a_finding():
    v = Verhaal()
    v.aanmelding("a")
    v.sessie("a")
    v.sessie("z", minuten=20)
    con = opgeslagen(v.ontvangsten)
    gevonden = {
        (c.code, c.waarde_dimensie): (c.teller, c.noemer)
        for c in bereken(con, Vraag(regio="gent", splits="geslacht", codes=["B01", "D05", "D04"]))
    }
    assert gevonden["B01", None] == (1, None)
    assert gevonden["D05", None] == (80, 2)
    assert gevonden["D05", "zonder-aanmelding"] == (20, 1)
    assert gevonden["D04", None] == (2, 2)
    regels = {c.waarde_dimensie: c.teller for c in bereken(con, Vraag(regio="gent", codes=["Q07"]))}
    assert regels["dossier-zonder-aanmelding"] == 1


def test_a_split_gives_the_groups_beside_the_totals_and_a_list_counts_in_each_of_its_groups():
    v = Verhaal()
    v.aanmelding("a", data={"profiel": {"kansengroepen": ["armoede", "neet"]}})
    v.aanmelding("b", data={"profiel": {"kansengroepen": ["armoede"]}})
    v.feit("drempel-vastgesteld", "a", data={"drempelsoort": "taal"})
    gevonden = bereken(opgeslagen(v.ontvangsten), Vraag(regio="gent", splits="kansengroepen", codes=["B01", "S03"]))
    assert [(c.code, c.dimensie, c.waarde_dimensie, c.teller, c.noemer) for c in gevonden] == [
        ("B01", None, None, 2, None),
        ("B01", "kansengroepen", "armoede", 2, None),
        ("B01", "kansengroepen", "neet", 1, None),
        ("S03", None, None, 1, 2),
        ("S03", "drempelsoort", "taal", 1, 2),
        ("S03", "kansengroepen", "armoede", 1, 2),
        ("S03", "kansengroepen", "neet", 1, 1),
        ("S03", "drempelsoort|kansengroepen", "taal|armoede", 1, 2),
        ("S03", "drempelsoort|kansengroepen", "taal|neet", 1, 1),
    ]


def test_a_figure_is_not_split_by_a_dimension_of_its_own():
    v = Verhaal()
    v.aanmelding("a")
    v.feit("informatie-verstrekt", "a", data={"medium": "chat", "duur_minuten": 5, "beantwoord": True})
    gevonden = bereken(opgeslagen(v.ontvangsten), Vraag(regio="gent", splits="trap", codes=["D01"]))
    sleutels = [(c.dimensie, c.waarde_dimensie) for c in gevonden]
    assert len(sleutels) == len(set(sleutels))
    assert {dimensie for dimensie, _ in sleutels} == {None, "trap"}


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        (Vraag(codes=["B99"]), "De indicator ‘B99’ bestaat niet. Mogelijk is: B01,"),
        (Vraag(regio="luik"), "De regio ‘luik’ bestaat niet. Mogelijk is: west-vlaanderen,"),
        (Vraag(splits="naam"), "De splitsing ‘naam’ bestaat niet. Mogelijk is: geboortejaar,"),
        (Vraag(splits="trap", codes=["R05"]), "R05 laat zich niet splitsen."),
        (Vraag(stand={"luik": 3}), "De stand noemt onbekende regio’s: luik."),
        (Vraag(bekend_op=OORSPRONG.replace(tzinfo=None)), "Het moment heeft geen tijdzone."),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_with_what_is_possible(vraag: Vraag, zin: str):
    with pytest.raises(ValueError, match=zin.replace(".", r"\.")):
        bereken(opgeslagen([]), vraag)


def test_a_figure_that_counts_no_people_is_left_out_of_a_split():
    codes = {c.code for c in bereken(opgeslagen([]), Vraag(splits="trap"))}
    assert codes == set(CODES) - NIET_TE_SPLITSEN


def test_the_stand_of_a_moment_is_the_last_one_received_before_it():
    v = Verhaal()
    for uur, positie in ((10, 5), (11, 9)):
        moment = lokaal(f"2026-01-05T{uur}:00:00")
        v.feit(
            "stand-vastgelegd",
            "s",
            moment,
            {"posities": {"gent": positie}, "eigen": uur},
            regio="vol",
            ontvangen=moment,
        )
    con = opgeslagen(v.ontvangsten)
    assert stand_op(con, lokaal("2026-01-05T10:59:59")) == {"gent": 5, "vol": 10}
    assert stand_op(con, lokaal("2026-01-05T11:00:00")) == {"gent": 9, "vol": 11}
    with pytest.raises(ValueError, match="geen stand vastgelegd"):
        stand_op(con, lokaal("2026-01-05T09:59:59"))


def test_a_figure_as_known_before_the_correction_keeps_the_old_value():
    v = Verhaal()
    v.aanmelding()
    sessie = v.sessie(minuten=10)
    gegevens: dict[str, Any] = {
        "sessie": "s",
        "soort": "intake",
        "vorm": "fysiek",
        "duur_minuten": 20,
        "begeleider": "b",
    }
    v.corrigeer(sessie, gegevens, geregistreerd=OORSPRONG + DAG)
    con = opgeslagen(v.ontvangsten)

    def minuten(**anders: Any) -> int | None:
        return bereken(con, Vraag(Periode.alles(), regio="gent", codes=["D05"], **anders))[0].teller

    assert minuten() == 20
    assert minuten(bekend_op=OORSPRONG) == 10
    assert minuten(stand={"gent": 2}) == 10
    assert minuten(stand={"gent": 1}) == 0
    assert minuten(stand={"limburg": 9}) == 0


@pytest.mark.parametrize("zaad", range(3))
def test_a_cost_is_the_same_to_the_last_bit_in_whatever_order_its_rows_come(zaad: int):
    """Sums of doubles are not: a report has to be made again byte for byte."""
    v = Verhaal()
    for dag in range(60):
        v.sessie(f"d{dag}", OORSPRONG + dag * DAG, minuten=20 + dag)
        v.aanmelding(f"d{dag}", OORSPRONG + dag * DAG)
        referentie(v, "uurkost", 41.7 + dag / 7, "gent", f"{OORSPRONG + dag * DAG:%Y-%m-%d}")
    vraag = Vraag(codes=["D10"], regio="gent")
    eerst = bereken(opgeslagen(v.ontvangsten), vraag)
    assert eerst[0].waarde
    assert bereken(opgeslagen(Random(zaad).sample(v.ontvangsten, len(v.ontvangsten))), vraag) == eerst


def test_a_published_figure_holds_only_with_the_same_teller_and_noemer():
    v = Verhaal()
    v.aanmelding()
    v.sessie(minuten=65)
    con = opgeslagen(v.ontvangsten)
    goed = Verwacht(1, "D05", None, None, "gent", "duur", "65 minuten", 65, 1)
    deel = Verwacht(2, "D04", "verdeling", "1", "vlaanderen", "één gesprek", "100%", 1, 1)
    aantal = Verwacht(3, "D04", "verdeling", "1", "vlaanderen", "één gesprek", "1", 1, 1)
    fout = Verwacht(4, "D05", None, None, "gent", "duur", "65 minuten", 130, 2)
    gevonden = vergelijk(bereken(con, Vraag()), [goed, deel, aantal, fout])
    assert [(r.berekend, r.klopt) for r in gevonden] == [
        ("65 minuten", True),
        ("100%", True),
        ("1", True),
        ("65 minuten", False),
    ]


def test_the_published_figures_of_goal_are_read():
    verwacht = lees_verwacht()
    assert [v.nr for v in verwacht] == list(range(1, 17))
    assert (verwacht[5].dimensie, verwacht[5].waarde_dimensie) == ("verdeling", "> 8")
    assert (verwacht[10].code, verwacht[10].regio, verwacht[15].dimensie) == ("R02c", "gent", None)
