"""The read model: given what happened, then what the forms know; on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.leesmodel import MODEL
from intake.tabellen import BEREIK, DOSSIER, KOPPELING, LOKET, PARTNER, TOESTEMMING
from leerwinkel.gebeurtenissen.basis import Doel, Gegevens
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis, gegevens_als_json
from leerwinkel.gebeurtenissen.intake import (
    BekendmakingUitgevoerd,
    DossierAfgesloten,
    DossierHeropend,
    DossiersGekoppeld,
    DossiersOntkoppeld,
    InfosessieGehouden,
    ProfielAangevuld,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import (
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    PartnerGewijzigd,
    ZitdagGehouden,
)
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.trajecten import KeuzeGemaakt
from leerwinkel.leesmodel import Place, place
from leerwinkel.testing.leesmodel import given, migration_differences, rows
from leerwinkel.testing.postgres import postgres
from leerwinkel.testing.voorbeelden import gebeurtenis

from .bouw import SESSIE, aanmelding, besluit, moment, om

JWE = "eyJhbGciOiJkaXIifQ..AAAA.BBBB.CCCC"
ANDER = "eyJhbGciOiJkaXIifQ..AAAA.DDDD.CCCC"


@pytest.fixture(scope="module")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def thuis(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    url = f"sqlite:///{tmp_path / 'x.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    er_is = place(url, f"intake_{tmp_path.name.replace('-', '_')[-20:]}_{request.param[:2]}")
    yield er_is
    er_is.close()


def dossier(thuis: Place, *gezegd: Gegevens) -> dict[str, Any]:
    """The row of a dossier after these, a minute apart."""
    events = [om(minuut, data) for minuut, data in enumerate(gezegd)]
    [rij] = rows(given(MODEL, thuis, *reversed(events)), DOSSIER)
    return rij


def test_the_migrations_make_the_tables(thuis: Place) -> None:
    assert migration_differences(MODEL, thuis) == []


def test_a_dossier_is_what_the_deciders_see(thuis: Place) -> None:
    gezegd = aanmelding(persoonsgegevens=JWE, profiel=Profiel(geslacht="v", kansengroepen=("neet",)))
    rij = dossier(thuis, gezegd, besluit("informatiebemiddeling"), SESSIE, ProfielAangevuld(statuut="neet"))
    assert rij == {
        "dossier": "d1",
        "client": "c1",
        "stand": "open",
        "aangemeld": moment(0),
        "aanmelding": gegevens_als_json(gezegd.model_copy(update={"persoonsgegevens": None})),
        "profiel": {"geslacht": "v", "kansengroepen": ["neet"], "statuut": "neet"},
        "persoonsgegevens": JWE,
        "persoonsgegevens_van": moment(0),
        "afsluitreden": None,
        "besluit": "informatiebemiddeling",
        "besloten": moment(1),
        "gesprek": True,
        "keuze": False,
    }


def test_the_newest_persoonsgegevens_count(thuis: Place) -> None:
    rij = dossier(thuis, aanmelding(persoonsgegevens=JWE), ProfielAangevuld(persoonsgegevens=ANDER))
    assert (rij["persoonsgegevens"], rij["persoonsgegevens_van"]) == (ANDER, moment(1))


def test_a_dossier_is_closed_and_open_again(thuis: Place) -> None:
    dicht = (aanmelding(), KeuzeGemaakt(aanbieder_soort="cvo"), DossierAfgesloten(reden="keuze"))
    rij = dossier(thuis, *dicht)
    assert (rij["stand"], rij["afsluitreden"], rij["keuze"]) == ("afgesloten", "keuze", True)
    weer = dossier(thuis, *dicht, DossierHeropend(aanleiding="nazorg"))
    assert (weer["stand"], weer["afsluitreden"]) == ("open", None)


def test_facts_without_an_aanmelding_are_a_dossier_too(thuis: Place) -> None:
    rij = dossier(thuis, SESSIE)
    assert (rij["stand"], rij["client"], rij["aanmelding"]) == ("zonder-aanmelding", None, None)
    assert dossier(thuis, DossierAfgesloten(reden="ander"))["stand"] == "afgesloten"


def test_what_was_corrected_is_what_it_was_corrected_to(thuis: Place) -> None:
    fout = om(0, aanmelding())
    recht = aanmelding(vraagsoort="leernood", profiel=Profiel())
    correctie = CORRECTIES["intake"][0](
        doel=Doel(source=fout.source, id=fout.id), reden="invoerfout", gegevens=gegevens_als_json(recht)
    )
    [rij] = rows(given(MODEL, thuis, fout, om(5, correctie)), DOSSIER)
    assert (rij["aanmelding"]["vraagsoort"], rij["profiel"]) == ("leernood", {})


def test_consent_is_per_purpose_the_last_that_was_said(thuis: Place) -> None:
    events = [
        om(0, aanmelding()),
        om(1, ToestemmingGegeven(doel="bevraging")),
        om(2, ToestemmingGegeven(doel="onderzoek")),
        om(3, ToestemmingIngetrokken(doel="bevraging")),
    ]
    assert rows(given(MODEL, thuis, *events), TOESTEMMING) == [
        {"dossier": "d1", "doel": "bevraging", "gegeven": False, "sinds": moment(3)},
        {"dossier": "d1", "doel": "onderzoek", "gegeven": True, "sinds": moment(2)},
    ]


def test_who_is_linked_is_a_pair_until_it_is_undone(thuis: Place) -> None:
    def paar(welk: type[DossiersGekoppeld], ander: str, minuut: int) -> AnyGebeurtenis:
        data = welk(client="c1", met_client=ander, grond="andere")
        return gebeurtenis(data, "c1", time=moment(minuut), recordedtime=moment(minuut))

    events = [paar(DossiersGekoppeld, "c2", 0), paar(DossiersGekoppeld, "c3", 1), paar(DossiersOntkoppeld, "c3", 2)]
    assert rows(given(MODEL, thuis, *events), KOPPELING) == [{"client": "c1", "met_client": "c2", "sinds": moment(0)}]


def test_what_was_done_for_groups_is_in_the_order_in_which_it_happened(thuis: Place) -> None:
    infosessie = InfosessieGehouden(doelgroep="jongeren", deelnemers=12, duur_minuten=90)
    bekendmaking = BekendmakingUitgevoerd(doelgroep="jongeren", kanaal="folder")
    events = [
        gebeurtenis(data, "gent", time=moment(minuut), recordedtime=moment(minuut))
        for minuut, data in ((5, bekendmaking), (1, infosessie))
    ]
    assert [(rij["nummer"], rij["soort"], rij["aantal"]) for rij in rows(given(MODEL, thuis, *events), BEREIK)] == [
        (0, "infosessie-gehouden", 12),
        (1, "bekendmaking-uitgevoerd", None),
    ]


def test_partners_and_loketten_are_those_of_now(thuis: Place) -> None:
    def partner(id_: str, naam: str) -> AnyGebeurtenis:
        return gebeurtenis(PartnerGeregistreerd(naam=naam, partnersoort="cvo", gemeente="44021"), id_)

    store = given(
        MODEL,
        thuis,
        partner("p1", "CVO Een"),
        gebeurtenis(PartnerGewijzigd(naam="CVO Eén", partnersoort="cbe", gemeente="44021"), "p1"),
        partner("p2", "CVO Twee"),
        gebeurtenis(PartnerBeeindigd(), "p2"),
        gebeurtenis(LoketGeopend(partner="p1", gemeente="44021"), "l1"),
        gebeurtenis(LoketGeopend(gemeente="44021"), "l2"),
        gebeurtenis(LoketGesloten(), "l2"),
        gebeurtenis(ZitdagGehouden(gemeente="44021", bezoekers=3, duur_minuten=60), "l3"),
    )
    assert rows(store, PARTNER) == [{"partner": "p1", "naam": "CVO Eén", "partnersoort": "cbe"}]
    assert rows(store, LOKET) == [{"loket": "l1", "gemeente": "44021", "partner": "p1"}]
    assert rows(store, DOSSIER) == []
