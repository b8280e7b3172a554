"""The read model: given what stands on the log, then rows; and its migrations beside its tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    DossierAfgesloten,
    PersoonsgegevensVernietigd,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.partners import (
    DoorverwijzingAanvaard,
    DoorverwijzingAfgerond,
    DoorverwijzingGemaakt,
    DoorverwijzingGeweigerd,
    DoorverwijzingOntvangen,
    KlachtBehandeld,
    KlachtOntvangen,
    LoketGeopend,
    LoketGesloten,
    PartnerBeeindigd,
    PartnerGeregistreerd,
    PartnerGewijzigd,
    SignaalGemeld,
    SignaalOpgevolgd,
    TerugkoppelingGegeven,
    TweedelijnsvraagBeantwoord,
    ZitdagGehouden,
)
from leerwinkel.gebeurtenissen.trajecten import InschrijvingVastgesteld, KeuzeGemaakt
from leerwinkel.leesmodel import Place, place
from leerwinkel.testing.leesmodel import given, migration_differences, rows
from leerwinkel.testing.postgres import postgres
from leerwinkel.testing.voorbeelden import aanmelding as vraag
from leerwinkel.testing.voorbeelden import gebeurtenis
from partners.leesmodel import MODEL
from partners.tabellen import (
    DOORVERWIJZING,
    DOSSIER,
    KLACHT,
    LOKET,
    OPVOLGING,
    PARTNER,
    SIGNAAL,
    TWEEDELIJN,
    VOORSTEL,
    ZITDAG,
)

CVO = PartnerGeregistreerd(naam="CVO Kisp", partnersoort="cvo", gemeente="44021")
ONTVANGEN = DoorverwijzingOntvangen(doorverwijzing="r1", partnersoort="ocmw", warm=False)
GEMAAKT = DoorverwijzingGemaakt(doorverwijzing="r2", partner="p1", partnersoort="cvo", reden="opleiding", warm=True)
SIGNAAL_GEMELD = SignaalGemeld(
    soort="drempel", thema="nt2", doelgroepen=("armoede", "neet"), bestuursniveau="lokaal", ernst=2
)


@pytest.fixture
def plek(tmp_path: Path) -> Iterator[Place]:
    made = place(f"sqlite:///{tmp_path / 'leerwinkel.sqlite'}", "partners")
    yield made
    made.close()


def rijen(plek: Place, tabel: Table, *events: AnyGebeurtenis) -> list[dict[str, Any]]:
    return rows(given(MODEL, plek, *events), tabel)


def op(data: Gegevens, entiteit: str = "d1", **anders: Any) -> AnyGebeurtenis:
    return gebeurtenis(data, entiteit, **anders)


def eigen(data: Gegevens) -> AnyGebeurtenis:
    return op(data, source="urn:leerwinkel:gent:trajecten")


def test_the_migrated_tables_are_those_of_the_model(plek: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert migration_differences(MODEL, plek) == []
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        bij_postgres = place(url, "partners_gent")
        assert migration_differences(MODEL, bij_postgres) == []
        bij_postgres.close()


def test_a_partner_is_as_it_was_last_changed_and_keeps_its_name_when_it_ends(plek: Place) -> None:
    anders = PartnerGewijzigd(naam="CVO Kisp en Co", partnersoort="cvo", gemeente="44021")
    begin = [op(CVO, "p1"), op(anders, "p1")]
    verwacht = {"partner": "p1", "naam": "CVO Kisp en Co", "partnersoort": "cvo", "gemeente": "44021", "actief": True}
    assert rijen(plek, PARTNER, *begin) == [verwacht]
    einde = op(PartnerBeeindigd(), "p1")
    assert rijen(plek, PARTNER, *begin, einde) == [verwacht | {"actief": False}]
    assert rijen(plek, PARTNER, op(PartnerBeeindigd(), "p2")) == []


def test_a_loket_has_its_zitdagen_also_after_it_closed(plek: Place) -> None:
    dag = op(ZitdagGehouden(gemeente="44021", bezoekers=7, duur_minuten=180), "l1")
    events = [op(LoketGeopend(gemeente="44021", partner="p1"), "l1"), dag, op(LoketGesloten(gemeente="44021"), "l1")]
    assert rijen(plek, LOKET, *events[:1]) == [{"loket": "l1", "partner": "p1", "gemeente": "44021", "open": True}]
    assert [rij["open"] for rij in rijen(plek, LOKET, *events)] == [False]
    assert rijen(plek, ZITDAG, *events) == [
        {"loket": "l1", "nummer": 0, "moment": dag.time, "bezoekers": 7, "duur_minuten": 180}
    ]


def test_a_signaal_shows_the_last_that_was_done_with_it_and_keeps_all(plek: Place) -> None:
    gemeld = op(SIGNAAL_GEMELD, "s1", medewerker="onthaal-1")
    gevolgen = [op(SignaalOpgevolgd(door="vol", gevolg=gevolg), "s1") for gevolg in ("in-onderzoek", "opgelost")]
    [rij] = rijen(plek, SIGNAAL, gevolgen[1], gemeld, gevolgen[0])
    assert (rij["doelgroepen"], rij["gemeld"], rij["medewerker"]) == ("armoede neet", gemeld.time, "onthaal-1")
    assert (rij["door"], rij["gevolg"]) == ("vol", "opgelost")
    assert [rij["gevolg"] for rij in rijen(plek, OPVOLGING, gemeld, *gevolgen)] == ["in-onderzoek", "opgelost"]
    assert [rij["gevolg"] for rij in rijen(plek, SIGNAAL, gemeld)] == [None]


def test_a_referral_has_its_direction_and_its_state(plek: Place) -> None:
    nee = DoorverwijzingGeweigerd(doorverwijzing="r2", reden="volzet")
    af = DoorverwijzingAfgerond(doorverwijzing="r1", resultaat="geholpen")
    klaar = TerugkoppelingGegeven(doorverwijzing="r1", richting="uit")
    ja = op(DoorverwijzingAanvaard(doorverwijzing="r1"))
    events = [op(ONTVANGEN), op(GEMAAKT), ja, op(nee), op(af), op(klaar)]
    ontvangen, gemaakt = rijen(plek, DOORVERWIJZING, *events)
    assert (ontvangen["richting"], ontvangen["stand"], ontvangen["resultaat"]) == ("in", "afgerond", "geholpen")
    assert (ontvangen["teruggekoppeld"], ontvangen["beantwoord"]) == (True, ja.time)
    assert (gemaakt["richting"], gemaakt["stand"], gemaakt["weigerreden"]) == ("uit", "geweigerd", "volzet")
    assert (gemaakt["partner"], gemaakt["warm"], gemaakt["reden"]) == ("p1", True, "opleiding")


def test_an_answer_to_a_referral_that_nobody_told_of_is_no_row(plek: Place) -> None:
    assert rijen(plek, DOORVERWIJZING, op(DoorverwijzingAanvaard(doorverwijzing="r9"))) == []


def test_a_retracted_answer_leaves_the_referral_open(plek: Place) -> None:
    _, intrekking = CORRECTIES["partners"]
    nee = op(DoorverwijzingGeweigerd(doorverwijzing="r1"))
    weg = op(intrekking(doel=Doel(source=nee.source, id=nee.id), reden="invoerfout"))
    assert [rij["stand"] for rij in rijen(plek, DOORVERWIJZING, op(ONTVANGEN), nee, weg)] == ["open"]


def test_a_dossier_knows_its_consents_and_whether_it_runs(plek: Place) -> None:
    aanmelding = vraag(persoonsgegevens="a..b.c.d")
    ja, nee = (soort(doel="warme-overdracht") for soort in (ToestemmingGegeven, ToestemmingIngetrokken))
    begin = [op(aanmelding), op(ja), op(ToestemmingGegeven(doel="terugkoppeling"))]
    verwacht = {
        "dossier": "d1",
        "lopend": True,
        "warme_overdracht": True,
        "terugkoppeling": True,
        "client": "c1",
        "gesloten": "a..b.c.d",
        "begeleider": None,
    }
    assert rijen(plek, DOSSIER, *begin) == [verwacht]
    einde = [op(nee), op(DossierAfgesloten(reden="beantwoord"))]
    assert rijen(plek, DOSSIER, *begin, *einde) == [verwacht | {"lopend": False, "warme_overdracht": False}]
    weg = op(PersoonsgegevensVernietigd(client="c1", grond="verzoek-client"), "c1")
    for volgorde in ([*begin, op(GEMAAKT), weg], [weg, *begin, op(GEMAAKT)]):
        store = given(MODEL, plek, *volgorde)
        assert [rows(store, tabel) for tabel in (DOSSIER, DOORVERWIJZING)] == [[], []], "who was erased is in no list"


def test_a_keuze_is_a_proposal_until_it_was_taken_up(plek: Place) -> None:
    keuze = eigen(KeuzeGemaakt(aanbieder_soort="cvo"))
    [voorstel] = rijen(plek, VOORSTEL, keuze)
    assert (voorstel["partnersoort"], voorstel["reden"], voorstel["oorzaak"]) == ("cvo", "opleiding", "keuze-gemaakt")
    assert rijen(plek, VOORSTEL, keuze, op(GEMAAKT)) == []


def test_an_enrolment_proposes_to_round_off_the_referral(plek: Place) -> None:
    gemaakt, ja = op(GEMAAKT), op(DoorverwijzingAanvaard(doorverwijzing="r2"))
    ingeschreven = eigen(InschrijvingVastgesteld(bron="client", aanbieder_soort="cvo"))
    assert [rij["afronden"] for rij in rijen(plek, DOORVERWIJZING, gemaakt, ja)] == [False]
    assert [rij["afronden"] for rij in rijen(plek, DOORVERWIJZING, gemaakt, ja, ingeschreven)] == [True]


def test_a_klacht_keeps_its_theme_when_it_is_dealt_with(plek: Place) -> None:
    ontvangen = op(KlachtOntvangen(thema="wachttijd"), "k1")
    behandeld = op(KlachtBehandeld(uitkomst="gegrond"), "k1")
    wacht = {"klacht": "k1", "thema": "wachttijd", "ontvangen": ontvangen.time, "uitkomst": None, "behandeld": None}
    assert rijen(plek, KLACHT, ontvangen) == [wacht]
    klaar = wacht | {"uitkomst": "gegrond", "behandeld": behandeld.time}
    assert rijen(plek, KLACHT, behandeld, ontvangen) == [klaar]


def test_second_line_help_is_of_the_region(plek: Place) -> None:
    antwoord = op(TweedelijnsvraagBeantwoord(partnersoort="caw", thema="nt2", duur_minuten=10), "gent")
    [rij] = rijen(plek, TWEEDELIJN, antwoord)
    assert (rij["regio"], rij["partnersoort"], rij["duur_minuten"]) == ("gent", "caw", 10)
    assert (rij["moment"], rij["partner"]) == (antwoord.time, None)
