"""Which rows follow from what stands on the log; and that the migrations make the tables."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leerwinkel.dienst.bladzijde import blader
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import PersoonsgegevensVernietigd
from leerwinkel.gebeurtenissen.partners import (
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    PartnerGewijzigd,
    SignaalGemeld,
)
from leerwinkel.gebeurtenissen.trajecten import SessieGeannuleerd, SessieNietVerschenen
from leerwinkel.leesmodel import Place, Store, place
from leerwinkel.testing.leesmodel import given, migration_differences, rows
from leerwinkel.testing.postgres import postgres
from leerwinkel.testing.voorbeelden import gebeurtenis
from trajecten import vragen
from trajecten.leesmodel import MODEL
from trajecten.tabellen import DOSSIER, GEWIST, LOKET, PARTNER, SESSIE
from trajecten.vragen import kwaliteit, netwerk
from trajecten.vragen.antwoorden import teruggekomen
from trajecten.vragen.zitdagen import gehouden as gehouden_zitdagen
from trajecten.web.dossierlijst import dossierlijst

from .gegeven import (
    AANMELDING,
    AFGESLOTEN,
    BEMIDDELING,
    GEDISPATCHT,
    GEKOZEN,
    HEROPEND,
    INGESCHREVEN,
    JWE,
    LOPEND,
    NU,
    gehouden,
    gepland,
    op,
    toestemming,
)

EIGEN = {"source": "urn:leerwinkel:gent:trajecten"}


@pytest.fixture
def plek(tmp_path: Path) -> Iterator[Place]:
    gemaakt = place(f"sqlite:///{tmp_path / 'leerwinkel.sqlite'}", "trajecten_gent")
    yield gemaakt
    gemaakt.close()


@pytest.fixture
def postgres_plek(tmp_path: Path) -> Iterator[Place]:
    with postgres(tmp_path) as url:
        gemaakt = place(url, "trajecten_gent")
        yield gemaakt
        gemaakt.close()


def opeenvolgend(*data: Gegevens, dossier: str = "d1", **anders: Any) -> list[AnyGebeurtenis]:
    return [gebeurtenis(elk, dossier, **anders) for elk in data]


def test_the_migrations_make_the_tables(plek: Place) -> None:
    assert migration_differences(MODEL, plek) == []


def test_on_postgresql_everything_is_asked_and_answered_the_same(plek: Place, postgres_plek: Place) -> None:
    assert migration_differences(MODEL, postgres_plek) == []
    events = [
        *opeenvolgend(*GEKOZEN, **EIGEN),
        *opeenvolgend(*AFGESLOTEN, dossier="d2"),
        *(op(NU, gepland(f"s{n}")) for n in (2, 3)),
    ]
    assert _antwoorden(given(MODEL, postgres_plek, *events)) == _antwoorden(given(MODEL, plek, *events))


def _antwoorden(store: Store) -> list[Any]:
    """Every question that the screens ask."""
    lijst = dossierlijst()
    volgordes = [f"{af}{kolom.naam}" for kolom in lijst.kolommen if kolom.volgorde is not None for af in ("", "-")]
    later = NU + timedelta(days=30)
    with store.reader() as v:
        [rij] = blader(v, lijst, {"toestand": "afgesloten", "nummer": "2", "begeleider": "b1"}).rijen
        gezegd, onleesbaar = vragen.gezegd(v, "d1")
        return [
            *(vragen.eerste(v, code, wie, later, 5) for code in vragen.LET_OP for wie in ("", "b1")),
            *(blader(v, lijst, {"volgorde": volgorde}).rijen for volgorde in volgordes),
            *(blader(v, lijst, {filter_.naam: "b1"}).totaal for filter_ in lijst.filters),
            (teruggekomen(v, "m1", "b1", 5), teruggekomen(v, "m1", "", 5), gehouden_zitdagen(v, NU, later)),
            (kwaliteit.aantallen(v), kwaliteit.jaren(v, 2030), kwaliteit.eerste_met(v, "keuze-zonder-traject", 3)),
            (rij, vragen.andere_dossiers(v, rij), len(gezegd), onleesbaar),
            (vragen.sessie(v, "d1", "s2"), vragen.gepland(v, "d1"), vragen.boekingen(v, NU, later)),
            (vragen.afspraken(v, NU, later, "b1"), vragen.onafgerond(v, later, "b1", 9)),
            (netwerk.loketten(v), netwerk.partners(v)),
        ]


@pytest.mark.parametrize(
    ("verleden", "toestand"),
    [
        ((AANMELDING,), "aangemeld"),
        (GEDISPATCHT, "gedispatcht"),
        (LOPEND, "lopend"),
        (AFGESLOTEN, "afgesloten"),
        ((*AFGESLOTEN, HEROPEND), "heropend"),
        ((BEMIDDELING,), "gedispatcht"),
        ((gehouden(),), "onbekend"),
    ],
)
def test_the_state_is_that_of_the_decider(plek: Place, verleden: tuple[Gegevens, ...], toestand: str) -> None:
    [rij] = rows(given(MODEL, plek, *opeenvolgend(*verleden)), DOSSIER)
    assert rij["toestand"] == toestand


def test_a_dossier_knows_what_its_warnings_ask(plek: Place) -> None:
    events = [*opeenvolgend(*GEKOZEN), *opeenvolgend(toestemming("begeleiding"), INGESCHREVEN, **EIGEN)]
    [rij] = rows(given(MODEL, plek, *reversed(events)), DOSSIER)
    aanmelding, *_, gesprek, _, keuze, _, inschrijving = events
    assert {naam: rij[naam] for naam in ("client", "besluit", "begeleider", "eigen")} == {
        "client": "c1",
        "besluit": "informatiebemiddeling",
        "begeleider": "b1",
        "eigen": True,
    }
    assert (rij["gesproken"], rij["toestemming"], rij["ingeschreven"]) == (True, True, True)
    assert (rij["aangemeld"], rij["contact"], rij["keuze"], rij["laatste"]) == (
        aanmelding.time,
        gesprek.time,
        keuze.time,
        inschrijving.time,
    )


def test_the_newest_personal_data_stand_first_and_only_encrypted(plek: Place) -> None:
    andere = JWE.replace("CCCC", "DDDD")
    metgegevens = [AANMELDING.model_copy(update={"persoonsgegevens": JWE}) for _ in range(2)]
    laatste = BEMIDDELING.model_copy(update={"persoonsgegevens": andere})
    [rij] = rows(given(MODEL, plek, *opeenvolgend(*metgegevens, laatste)), DOSSIER)
    assert rij["persoonsgegevens"] == f"{andere} {JWE}"


def test_a_sessie_is_as_it_was_last_said_and_once_held_as_it_was_held(plek: Place) -> None:
    plannen = [op(NU, gepland(f"s{n}")) for n in range(1, 5)]
    later = NU + timedelta(hours=30)
    einde = [
        op(later, gehouden("s1", begeleider="b2")),
        op(later, SessieNietVerschenen(sessie="s2")),
        op(later, SessieGeannuleerd(sessie="s3", door="client")),
        op(later + timedelta(hours=1), gepland("s1")),
    ]
    gevonden = rows(given(MODEL, plek, *plannen, *einde), SESSIE)
    assert [(rij["sessie"], rij["toestand"], rij["begeleider"], rij["duur_minuten"]) for rij in gevonden] == [
        ("s1", "gehouden", "b2", 60),
        ("s2", "niet-verschenen", "b1", None),
        ("s3", "geannuleerd", "b1", None),
        ("s4", "gepland", "b1", None),
    ]
    assert gevonden[0]["moment"] == later
    assert gevonden[3]["moment"] == gepland().moment


def test_a_retraction_takes_the_rows_away(plek: Place) -> None:
    [enige] = opeenvolgend(AANMELDING)
    weg = CORRECTIES["intake"][1](doel=Doel(source=enige.source, id=enige.id), reden="dubbel")
    assert rows(given(MODEL, plek, enige, *opeenvolgend(weg)), DOSSIER) == []


def test_partners_and_loketten_have_names_and_what_is_no_dossier_has_no_row(plek: Place) -> None:
    partner = PartnerGeregistreerd(naam="Oud", partnersoort="ocmw", gemeente="44021")
    loket = LoketGeopend(partner="p1", gemeente="44021")
    signaal = SignaalGemeld(soort="drempel", thema="andere", bestuursniveau="lokaal", ernst=1)
    events = [
        gebeurtenis(partner, "p1"),
        gebeurtenis(PartnerGewijzigd(**dict(partner) | {"naam": "Sociaal Huis"}), "p1"),
        gebeurtenis(partner, "p2"),
        gebeurtenis(PartnerBeeindigd(), "p2"),
        gebeurtenis(loket, "l1"),
        gebeurtenis(loket, "l2"),
        gebeurtenis(LoketGesloten(), "l2"),
        gebeurtenis(signaal, "g1"),
    ]
    store = given(MODEL, plek, *events)
    assert [(rij["naam"], rij["actief"]) for rij in rows(store, PARTNER)] == [("Sociaal Huis", True), ("Oud", False)]
    assert [rij["open"] for rij in rows(store, LOKET)] == [True, False]
    assert rows(store, DOSSIER) == []
    with store.reader() as verbinding:
        assert netwerk.loketten(verbinding) == {"l1": "Gent – Sociaal Huis"}


def test_who_was_erased_has_no_rows_whatever_comes_first_and_others_keep_theirs(plek: Place) -> None:
    weg = gebeurtenis(PersoonsgegevensVernietigd(client=AANMELDING.client, grond="verzoek-client"), AANMELDING.client)
    ander = gebeurtenis(AANMELDING.model_copy(update={"client": "c-ander"}), "d2")
    van_wie = [*opeenvolgend(*GEKOZEN), *(op(NU, gepland("s9")),)]
    for volgorde in ([*van_wie, weg, ander], [weg, ander, *van_wie]):
        store = given(MODEL, plek, *volgorde)
        assert [rij["dossier"] for rij in rows(store, DOSSIER)] == ["d2"]
        assert (rows(store, SESSIE), len(rows(store, GEWIST))) == ([], 1)
