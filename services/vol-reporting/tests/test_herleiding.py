"""From a figure to its records: they add up to it, whatever the question; and from a record to its events."""

from datetime import timedelta
from random import Random

import duckdb
import pytest

from vol_reporting.cijfers import Cijfer, Periode, Vraag, bereken, ververs
from vol_reporting.duiding import KERN, is_aandeel, is_ja_of_nee
from vol_reporting.herleiding import Getal, gebeurtenissen, per_gebied, records, verschil
from vol_reporting.herleiding.gewist import GEWIST
from vol_reporting.herleiding.records import PER_BLADZIJDE
from vol_reporting.indicatoren import definities

from .bouw import OORSPRONG, Verhaal, opgeslagen
from .toeval import geschiedenis

PERIODEN = [Periode.alles(), Periode.lees("2016"), Periode.lees("2016-11")]
HERLEIDBAAR = [code for code, definitie in definities().items() if definitie.record]


def opgeteld(con: duckdb.DuckDBPyConnection, getal: Getal) -> tuple[int, int | None]:
    alle = records(con, getal, None)
    assert alle.totaal == len(alle.records)
    assert alle.teller == sum(record.teller for record in alle.records)
    return alle.teller, alle.noemer


def keur(con: duckdb.DuckDBPyConnection, vraag: Vraag, cijfers: list[Cijfer]) -> None:
    for cijfer in cijfers:
        teller, noemer = opgeteld(con, Getal.van(vraag, cijfer))
        assert (teller, noemer or cijfer.noemer) == (cijfer.teller, cijfer.noemer), cijfer


def geteld(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> list[Cijfer]:
    """The numbers that something was counted for; where a reference value is missing there is no teller."""
    return [c for c in bereken(con, vraag) if c.code in HERLEIDBAAR and c.teller is not None and (c.teller or c.noemer)]


def test_every_figure_that_counts_records_can_be_led_back_to_them():
    kans = Random(300)
    con = opgeslagen(geschiedenis(kans))
    ververs(con)
    vraag = Vraag(PERIODEN)
    per_code: dict[str, list[Cijfer]] = {}
    for cijfer in geteld(con, vraag):
        per_code.setdefault(cijfer.code, []).append(cijfer)
    assert len(per_code) > 25
    keur(con, vraag, [kans.choice(cijfers) for cijfers in per_code.values()])


@pytest.mark.parametrize("splits", ["kansengroepen", "trap"])
def test_the_records_behind_a_group_add_up_to_it(splits: str):
    kans = Random(301)
    con = opgeslagen(geschiedenis(kans))
    ververs(con)
    vraag = Vraag(PERIODEN, splits=splits)
    gesplitst = [c for c in geteld(con, vraag) if c.dimensie and c.dimensie.endswith(splits)]
    keur(con, vraag, kans.sample(gesplitst, 7))


def test_the_records_behind_a_figure_of_an_earlier_stand_add_up_to_it():
    kans = Random(310)
    con = opgeslagen(geschiedenis(kans))
    stand = {regio: kans.randrange(30, 60) for regio in ("gent", "limburg", "vol")}
    bekend_op = OORSPRONG + timedelta(days=kans.randrange(100, 300))
    codes = ["B01", "D05", "K02", "R02c"]
    for vraag in (
        Vraag(PERIODEN, stand=stand, splits="laaggeschoold", codes=codes),
        Vraag(PERIODEN, stand=stand, bekend_op=bekend_op, codes=codes),
    ):
        keur(con, vraag, kans.sample(geteld(con, vraag), 3))


def test_the_shares_of_the_overview_count_every_record_once():
    kans = Random(320)
    con = opgeslagen(geschiedenis(kans, 200))
    ververs(con)
    geweest = 0
    for code in KERN:
        if is_aandeel(definities()[code]):
            sommen = per_gebied(con, Getal(Vraag(codes=[code], regio="vlaanderen")))
            geweest += sum(s.records for s in sommen.values())
            assert all(is_ja_of_nee(s) for s in sommen.values()), code
    assert geweest > 20


def test_the_events_of_a_record_say_what_became_of_them():
    v = Verhaal()
    aanmelding = v.aanmelding("d1")
    v.sessie("d1", minuten=60)
    weg = v.sessie("d1", minuten=30)
    v.corrigeer(aanmelding, {**aanmelding.data.model_dump(mode="json", exclude_none=True), "kanaal": "zitdag"})
    v.trek_in(weg)
    v.aanmelding("d2")
    con = opgeslagen(v.ontvangsten)

    regels = gebeurtenissen(con, "gent", "d1", Vraag())
    assert regels is not None
    assert [(r.soort, r.toestand) for r in regels] == [
        ("aanmelding-geregistreerd", "gecorrigeerd"),
        ("sessie-gehouden", "telt"),
        ("sessie-gehouden", "ingetrokken"),
        ("gebeurtenis-gecorrigeerd", "telt"),
        ("gebeurtenis-ingetrokken", "telt"),
    ]
    assert regels[3].gegevens["kanaal"] == "zitdag"
    assert regels[4].doel_id == str(weg.id)
    toen = gebeurtenissen(con, "gent", "d1", Vraag(stand={"gent": 2}))
    assert toen is not None
    assert [r.toestand for r in toen] == ["telt", "telt"]


def test_the_events_of_a_record_name_nobody():
    v = Verhaal()
    v.aanmelding("d1")
    v.sessie("d1")
    regels = gebeurtenissen(opgeslagen(v.ontvangsten), "gent", "d1", Vraag()) or []
    assert {"client", "begeleider", "medewerker", "persoonsgegevens"} & {
        naam for r in regels for naam in r.gegevens
    } == set()
    assert regels[1].gegevens["duur_minuten"] == 60


def test_of_an_erased_dossier_only_region_year_and_trap_are_told():
    v = Verhaal()
    v.aanmelding("d1", data={"client": "c1"})
    v.sessie("d1", minuten=40)
    v.aanmelding("d2", data={"client": "c2"})
    v.feit("persoonsgegevens-vernietigd", "c1", data={"client": "c1", "grond": "verzoek-client"})
    con = opgeslagen(v.ontvangsten)
    for stand in (None, {"gent": 3}):
        bladzijde = records(con, Getal(Vraag(codes=["B01"], regio="gent", stand=stand)))
        assert bladzijde.teller == 2
        [gewist, ander] = bladzijde.records
        assert (gewist.gewist, gewist.regio, gewist.entiteiten) == (True, "gent", ())
        assert gewist.velden == {"jaar": 2016, "trap": "informatiebemiddeling"}
        assert ander.entiteiten == (("gent", "d2"),)
        assert gebeurtenissen(con, "gent", "d1", Vraag(stand=stand)) is None
        [contact] = records(con, Getal(Vraag(codes=["D05"], regio="gent", stand=stand))).records
        assert (contact.entiteiten, contact.velden["jaar"], contact.teller) == ((), 2016, 40)
        [persoon] = [
            r for r in records(con, Getal(Vraag(codes=["B02"], regio="gent", stand=stand))).records if r.gewist
        ]
        assert persoon.entiteiten == ()


def test_records_come_in_pages_that_together_are_all():
    v = Verhaal()
    for n in range(PER_BLADZIJDE + 7):
        v.aanmelding(f"d{n:03}")
    con = opgeslagen(v.ontvangsten)
    getal = Getal(Vraag(codes=["B01"], regio="gent"))
    bladzijden = [records(con, getal, n) for n in (1, 2)]
    assert [len(b.records) for b in bladzijden] == [PER_BLADZIJDE, 7]
    assert {b.totaal for b in bladzijden} == {PER_BLADZIJDE + 7}
    assert bladzijden[0].bladzijden == 2
    assert len({r.entiteiten for b in bladzijden for r in b.records}) == PER_BLADZIJDE + 7
    with pytest.raises(ValueError, match="meer dan 50 records"):
        records(con, getal, None, hoogstens=50)


def test_a_figure_that_counts_no_records_says_so():
    with pytest.raises(ValueError, match="Q03 telt gebeurtenissen"):
        records(opgeslagen([]), Getal(Vraag(codes=["Q03"], regio="gent")))


def test_why_a_number_changed_is_told_by_the_records_that_count_otherwise():
    v = Verhaal()
    v.aanmelding("d1")
    v.aanmelding("d2")
    weg = v.aanmelding("d3")
    v.feit("traject-gestart", "d1", data={"begeleider": "b1", "instemming": True})
    v.feit("traject-gestart", "d2", data={"begeleider": "b1", "instemming": True})
    v.feit("inschrijving-vastgesteld", "d2", data={"bron": "client", "aanbieder_soort": "cvo"})
    v.trek_in(weg)
    con = opgeslagen(v.ontvangsten)
    toen = {"gent": 5}

    r02c = verschil(con, Getal(Vraag(codes=["R02c"], regio="gent", stand=toen)))
    assert (r02c.toen, r02c.nu) == ((0, 2), (1, 2))
    [wijziging] = r02c.wijzigingen
    assert (wijziging.sleutel, wijziging.toen, wijziging.nu) == ((("gent", "d2"),), (0, 1), (1, 1))
    assert wijziging.sinds == ("inschrijving-vastgesteld",)

    b01 = verschil(con, Getal(Vraag(codes=["B01"], regio="gent", stand=toen)))
    assert [(w.sleutel, w.toen, w.nu, w.sinds) for w in b01.wijzigingen] == [
        ((("gent", "d3"),), (1, 0), (0, 0), ("gebeurtenis-ingetrokken",))
    ]


def test_the_changes_add_up_to_the_difference():
    kans = Random(330)
    con = opgeslagen(geschiedenis(kans))
    ververs(con)
    stand = {regio: kans.randrange(20, 40) for regio in ("gent", "limburg", "antwerpen", "vol")}
    for code in ("B02", "D05", "R01"):
        gevonden = verschil(con, Getal(Vraag(codes=[code], regio="vlaanderen", stand=stand)))
        stappen = [[w.nu[i] - w.toen[i] for w in gevonden.wijzigingen] for i in (0, 1)]
        assert [sum(s) for s in stappen] == [gevonden.nu[i] - gevonden.toen[i] for i in (0, 1)]
        assert gevonden.wijzigingen


def test_behind_no_figure_an_erased_dossier_has_a_code_or_more_than_region_year_and_trap():
    con = opgeslagen(geschiedenis(Random(304)))
    con.execute(
        "INSERT INTO main.gebeurtenis SELECT * REPLACE ('persoonsgegevens-vernietigd' AS soort, client AS entiteit, "
        "positie + 1000000 AS positie, uuid() AS id) FROM main.gebeurtenis "
        "WHERE soort = 'aanmelding-geregistreerd' AND hash(client) % 2 = 0"
    )
    ververs(con)
    gewist = set(con.execute(GEWIST).fetchall())
    gezien = 0
    vraag = Vraag(PERIODEN[:1], regio="vlaanderen")
    for cijfer in {cijfer.code: cijfer for cijfer in geteld(con, vraag)}.values():
        for record in records(con, Getal.van(vraag, cijfer), None).records:
            assert not gewist & set(record.entiteiten), cijfer.code
            if record.gewist:
                gezien += 1
                assert set(record.velden) <= {"jaar", "trap", "dossiers"}, cijfer.code
    assert gezien > 100
    for regio, dossier in gewist:
        assert gebeurtenissen(con, regio, dossier, Vraag()) is None
