"""Why a number is another: events about its records or, where there are none, what the VOL said."""

from datetime import timedelta

from vol_reporting.cijfers import Vraag, ververs
from vol_reporting.herleiding import Getal
from vol_reporting.rapporten.oorzaken import Oorzaken, oorzaken

from .bouw import OORSPRONG, Verhaal, opgeslagen


def _tussen(v: Verhaal, aantal: int, code: str) -> Oorzaken:
    """Between the first so many events, and all."""
    toen, nu = opgeslagen(v.ontvangsten[:aantal]), opgeslagen(v.ontvangsten)
    for con in (toen, nu):
        ververs(con)
    return oorzaken(toen, nu, Getal(Vraag(codes=[code], regio="vlaanderen")))


def test_two_people_who_are_one_are_explained_by_the_judgement_of_the_vol():
    v = Verhaal()
    v.aanmelding("d1")
    v.aanmelding("d2", regio="limburg")
    data = {"regio_a": "gent", "client_a": "c-d1", "regio_b": "limburg", "client_b": "c-d2"}
    v.feit("dubbel-beoordeeld", "x", data={**data, "oordeel": "zelfde-persoon"}, regio="vol", systeem="vol")
    gevonden = _tussen(v, 2, "B02")
    assert [(g.regio, g.positie, g.soort) for g in gevonden.gebeurtenissen] == [("vol", 1, "dubbel-beoordeeld")]
    assert (len(gevonden.records), gevonden.over_records) == (3, False)


def test_a_record_that_is_new_or_was_retracted_is_explained_by_its_own_events():
    v = Verhaal()
    eerste = v.aanmelding("d1")
    v.aanmelding("d2", OORSPRONG + timedelta(days=1))
    v.trek_in(eerste)
    gevonden = _tussen(v, 1, "B01")
    assert [(g.positie, g.soort) for g in gevonden.gebeurtenissen] == [
        (2, "aanmelding-geregistreerd"),
        (3, "gebeurtenis-ingetrokken"),
    ]
    assert [(r.toen, r.nu) for r in gevonden.records] == [((1, 0), (0, 0)), ((0, 0), (1, 0))]
    assert gevonden.over_records
