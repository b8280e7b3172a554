"""The uniform registration: what a dossier is, in which order facts count, who is one person, what was corrected."""

from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import duckdb

from leerwinkel.gebeurtenissen.profiel import Profiel
from vol_reporting.registratie.samenstelling import GEHEUGEN
from vol_reporting.registratie.tabellen import is_vers, ververs

from .bouw import OORSPRONG, Omslag, Ontvangst, Verhaal, opgeslagen

DAG = timedelta(days=1)


def geregistreerd(ontvangsten: list[Ontvangst]) -> duckdb.DuckDBPyConnection:
    con = opgeslagen(ontvangsten)
    ververs(con)
    con.execute(f"SET search_path = 'memory.main,{GEHEUGEN}.main'")
    return con


def vraag(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_a_dossier_has_every_field_of_the_profile_and_never_asked_is_said_so():
    verhaal = Verhaal()
    verhaal.aanmelding()
    kolommen = ", ".join(Profiel.model_fields)
    waarden = vraag(geregistreerd(verhaal.ontvangsten), f"SELECT {kolommen} FROM dossier")[0]
    assert waarden == tuple(
        ["niet-gevraagd"] if veld == "kansengroepen" else "niet-gevraagd" for veld in Profiel.model_fields
    )


def test_of_each_field_of_the_profile_the_latest_value_counts_and_absence_changes_nothing():
    verhaal = Verhaal()
    verhaal.feit("profiel-aangevuld", tijdstip=OORSPRONG + 2 * DAG, data={"geslacht": "v", "statuut": "onbekend"})
    verhaal.feit("profiel-aangevuld", tijdstip=OORSPRONG + DAG, data={"geslacht": "x", "gemeente": "44021"})
    verhaal.aanmelding(data={"profiel": {"geslacht": "m", "statuut": "werkend", "thuistaal": "tr"}})
    rijen = vraag(geregistreerd(verhaal.ontvangsten), "SELECT geslacht, statuut, gemeente, thuistaal FROM dossier")
    assert rijen == [("v", "onbekend", "44021", "tr")]


def test_at_one_moment_the_recorded_time_then_the_source_then_the_id_decides():
    """Each of consent, profile, dispatching and closing: four facts at one moment, a dossier for each order."""
    omslagen = [
        (OORSPRONG, "z", 0xF9 << 120),
        (OORSPRONG + DAG, "a", 0xF8 << 120),
        (OORSPRONG + DAG, "b", 1 << 120),
        (OORSPRONG + DAG, "b", 0xF0 << 120),
    ]
    verhaal = Verhaal()
    dossiers = {f"d{hoeveelste}": volgorde for hoeveelste, volgorde in enumerate(permutations(range(4)))}
    for hoeveelste, (dossier, volgorde) in enumerate(dossiers.items()):
        verhaal.aanmelding(dossier, id_=UUID(int=100 + hoeveelste))
        for nummer in volgorde:
            geregistreerd_op, systeem, id_ = omslagen[nummer]
            for plaats, (naam, data) in enumerate(_LAATSTE if nummer == len(omslagen) - 1 else _EERDERE):
                eigen = UUID(int=id_ + 10 * hoeveelste + plaats)
                omslag: Omslag = {"geregistreerd": geregistreerd_op, "systeem": systeem, "id_": eigen}
                verhaal.feit(naam, dossier, OORSPRONG, data, **omslag)
    con = geregistreerd(verhaal.ontvangsten)
    samen = vraag(con, "SELECT dossier, geslacht, besluit, reden FROM dossier")
    assert sorted(samen) == sorted((dossier, "v", "doorverwezen", "keuze") for dossier in dossiers)
    geldt = vraag(con, "SELECT dossier, doel FROM toestemming WHERE gegeven AND tot IS NULL")
    assert sorted(geldt) == sorted((dossier, "begeleiding") for dossier in dossiers)


_LAATSTE: list[tuple[str, dict[str, Any]]] = [
    ("profiel-aangevuld", {"geslacht": "v"}),
    ("dispatching-beslist", {"besluit": "doorverwezen"}),
    ("toestemming-gegeven", {"doel": "begeleiding"}),
    ("dossier-afgesloten", {"reden": "keuze"}),
]
_EERDERE: list[tuple[str, dict[str, Any]]] = [
    ("profiel-aangevuld", {"geslacht": "m"}),
    ("dispatching-beslist", {"besluit": "begeleidingstraject"}),
    ("toestemming-ingetrokken", {"doel": "begeleiding"}),
    ("dossier-heropend", {"aanleiding": "nazorg"}),
]


_GROEPEN: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    (
        {"geboortejaar": 1990, "hoogste_diploma": "bso-jaar6"},
        ("26–34", "laag", "midden", ["laaggeschoold", "niet-gevraagd"]),
    ),
    (
        {"geboortejaar": 1991, "hoogste_diploma": "so-diploma", "kansengroepen": []},
        ("18–25", "niet-laag", "midden", ["geen"]),
    ),
    (
        {"geboortejaar": 1950, "kansengroepen": ["armoede"]},
        ("65+", "niet-gevraagd", "niet-gevraagd", ["55-plus", "armoede"]),
    ),
    (
        {"hoogste_diploma": "buitenlands", "diploma_erkend": "nee", "kansengroepen": []},
        ("niet-gevraagd", "laag", "onbekend", ["laaggeschoold"]),
    ),
    (
        {"geboortejaar": "onbekend", "hoogste_diploma": "buitenlands", "gezinssituatie": "alleenstaand-kinderen"},
        ("onbekend", "onbekend", "onbekend", ["alleenstaande-ouder", "niet-gevraagd"]),
    ),
]
"""A profile, and the groups of age, education twice, and disadvantage."""


def test_groups_are_derived_from_the_profile():
    verhaal = Verhaal()
    for hoeveelste, (profiel, _) in enumerate(_GROEPEN):
        verhaal.aanmelding(f"d{hoeveelste}", data={"profiel": profiel})
    kolommen = "leeftijdsgroep, laaggeschoold, scholing, kansengroepen"
    rijen = vraag(geregistreerd(verhaal.ontvangsten), f"SELECT {kolommen} FROM dossier ORDER BY dossier")
    assert rijen == [groepen for _, groepen in _GROEPEN]


def test_age_is_the_local_year_of_the_aanmelding_minus_the_year_of_birth():
    verhaal = Verhaal()
    verhaal.aanmelding(tijdstip=OORSPRONG - timedelta(hours=9, seconds=1), data={"profiel": {"geboortejaar": 1990}})
    assert vraag(geregistreerd(verhaal.ontvangsten), "SELECT leeftijd FROM dossier") == [(25,)]


def test_the_first_aanmelding_opens_the_dossier():
    verhaal = Verhaal()
    verhaal.aanmelding(tijdstip=OORSPRONG + DAG, data={"client": "tweede", "kanaal": "zitdag"})
    verhaal.aanmelding(data={"client": "eerste"})
    assert vraag(geregistreerd(verhaal.ontvangsten), "SELECT client, kanaal FROM dossier") == [("eerste", "telefoon")]


def test_clients_are_one_person_over_links_and_judgements_until_these_are_undone():
    verhaal = Verhaal()
    for client, regio in (("a", "gent"), ("b", "gent"), ("c", "limburg"), ("d", "limburg")):
        verhaal.aanmelding(f"d-{client}", data={"client": client}, regio=regio)
    verhaal.feit("dossiers-gekoppeld", "b", data={"client": "b", "met_client": "a", "grond": "andere"})
    dubbel = {"regio_a": "limburg", "client_a": "c", "regio_b": "gent", "client_b": "b"}
    verhaal.feit("dubbel-beoordeeld", "x", data={**dubbel, "oordeel": "zelfde-persoon"}, regio="vol")
    samen = "SELECT persoon, count(*) FROM dossier GROUP BY ALL ORDER BY ALL"
    assert vraag(geregistreerd(verhaal.ontvangsten), samen) == [("gent/a", 3), ("limburg/d", 1)]

    los = {"client": "a", "met_client": "b", "grond": "vergissing"}
    verhaal.feit("dossiers-ontkoppeld", "a", OORSPRONG + DAG, los)
    assert vraag(geregistreerd(verhaal.ontvangsten), samen) == [("gent/a", 1), ("gent/b", 2), ("limburg/d", 1)]


def test_a_correction_replaces_all_data_and_the_moment_but_not_the_identity():
    verhaal = Verhaal()
    g = verhaal.aanmelding(data={"eerder_begeleid": True, "profiel": {"geslacht": "m"}})
    nieuw = {"client": "n", "kanaal": "zitdag", "toeleiding": {"wijze": "andere"}, "vraagsoort": "leervraag"}
    verhaal.corrigeer(g, {**nieuw, "themas": [], "profiel": {"statuut": "werkend"}}, OORSPRONG + DAG)
    con = geregistreerd(verhaal.ontvangsten)
    assert vraag(con, "SELECT client, eerder_begeleid, geslacht, statuut, aangemeld_dag::VARCHAR FROM dossier") == [
        ("n", None, "niet-gevraagd", "werkend", "2016-01-02")
    ]


def _minuten(verhaal: Verhaal) -> list[tuple[Any, ...]]:
    return vraag(geregistreerd(verhaal.ontvangsten), "SELECT duur_minuten FROM contact")


def _gegevens(minuten: int) -> dict[str, Any]:
    return {"sessie": "s", "soort": "intake", "vorm": "fysiek", "duur_minuten": minuten, "begeleider": "b"}


def test_what_a_retraction_replaced_lives_again_when_it_is_retracted():
    verhaal = Verhaal()
    sessie = verhaal.sessie(minuten=10)
    eerste = verhaal.corrigeer(sessie, _gegevens(20))
    tweede = verhaal.corrigeer(sessie, _gegevens(30))
    assert _minuten(verhaal) == [(30,)]
    weg = verhaal.trek_in(tweede)
    assert _minuten(verhaal) == [(20,)]
    terug = verhaal.trek_in(weg)
    assert _minuten(verhaal) == [(30,)]
    verhaal.trek_in(terug)
    verhaal.trek_in(eerste)
    assert _minuten(verhaal) == [(10,)]
    verhaal.trek_in(sessie)
    assert _minuten(verhaal) == []


def test_a_correction_of_a_correction_or_with_other_data_does_not_count():
    verhaal = Verhaal()
    sessie = verhaal.sessie(minuten=10)
    correctie = verhaal.corrigeer(sessie, _gegevens(20))
    verhaal.corrigeer(correctie, _gegevens(30))
    verhaal.corrigeer(sessie, {"medium": "telefoon", "richting": "in"})
    con = geregistreerd(verhaal.ontvangsten)
    assert vraag(con, "SELECT duur_minuten FROM contact") == [(20,)]
    assert vraag(con, "SELECT past, count(*) FROM correctie GROUP BY ALL ORDER BY ALL") == [(False, 2), (True, 1)]


def test_retractions_on_a_circle_or_of_the_unknown_wait():
    verhaal = Verhaal()
    sessie = verhaal.sessie(minuten=10)
    een, ander = UUID(int=1001), UUID(int=1002)
    for id_, doel in ((een, ander), (ander, een), (UUID(int=1003), UUID(int=4000))):
        data = {"doel": {"source": sessie.source, "id": str(doel)}, "reden": "dubbel"}
        verhaal.feit("gebeurtenis-ingetrokken", "d1", data=data, service="trajecten", id_=id_)
    assert _minuten(verhaal) == [(10,)]


def test_a_region_cannot_correct_or_retract_the_facts_of_another():
    verhaal = Verhaal()
    sessie = verhaal.sessie(minuten=10)
    verhaal.trek_in(sessie, regio="limburg")
    verhaal.corrigeer(sessie, _gegevens(20), regio="limburg")
    assert _minuten(verhaal) == [(10,)]


def test_a_signal_has_its_municipality_as_coded_then_and_today():
    verhaal = Verhaal()
    signaal = {"soort": "drempel", "thema": "nt2", "bestuursniveau": "vlaams", "ernst": 2}
    verhaal.feit("signaal-gemeld", "x1", data={**signaal, "gemeente": "44001"})
    con = geregistreerd(verhaal.ontvangsten)
    assert vraag(con, "SELECT gemeente, gemeente_nu, opgevolgd_op IS NULL FROM signaal") == [("44001", "44084", True)]


def test_a_referral_has_its_latest_answer_and_its_feedback():
    verhaal = Verhaal()
    verhaal.feit("doorverwijzing-gemaakt", data={"doorverwijzing": "v", "partnersoort": "ocmw", "warm": True})
    verhaal.feit("doorverwijzing-aanvaard", tijdstip=OORSPRONG + DAG, data={"doorverwijzing": "v"})
    verhaal.feit("doorverwijzing-geweigerd", data={"doorverwijzing": "v"})
    verhaal.feit("terugkoppeling-gegeven", data={"doorverwijzing": "v", "richting": "in"})
    con = geregistreerd(verhaal.ontvangsten)
    assert vraag(con, "SELECT richting, warm, antwoord, teruggekoppeld IS NOT NULL FROM doorverwijzing") == [
        ("uit", True, "aanvaard", True)
    ]


def test_tables_are_rebuilt_only_when_events_came_in():
    verhaal = Verhaal()
    verhaal.aanmelding()
    con = opgeslagen(verhaal.ontvangsten)
    assert not is_vers(con)
    assert ververs(con)
    assert is_vers(con)
    assert not ververs(con)
