"""Reading and writing events: what goes out comes back, closed at entry, tolerant when read, reasons in Dutch."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from leerwinkel.gebeurtenissen import REGISTER, Onleesbaar, Soort, lees, lees_hoofding
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.testing.gebeurtenissen import gebeurtenissen, ruwe_gebeurtenissen

SESSIE: dict[str, Any] = {
    "specversion": "1.0",
    "id": "018f2f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e",
    "source": "urn:leerwinkel:limburg:registratie-x",
    "type": "be.leerwinkel.trajecten.sessie-gehouden.v1",
    "subject": "dossier-17",
    "time": "2024-10-27T02:30:00+02:00",
    "recordedtime": "2024-10-27T02:30:00+01:00",
    "data": {"sessie": "s1", "soort": "intake", "vorm": "fysiek", "duur_minuten": 50, "begeleider": "b1"},
}
V0 = "be.leerwinkel.intake.aanmelding-geregistreerd.v0"
AANMELDING_V0: dict[str, Any] = {
    **SESSIE,
    "type": V0,
    "data": {
        "client": "c1",
        "kanaal": "telefoon",
        "toeleiding": {"wijze": "eigen-initiatief"},
        "vraagsoort": "leervraag",
        "thema": "nt2",
        "profiel": {"gemeente": "73083"},
    },
}


def ruw(gebeurtenis: dict[str, Any], **anders: Any) -> bytes:
    return json.dumps({**gebeurtenis, **anders}).encode()


def met(gebeurtenis: dict[str, Any], **anders: Any) -> bytes:
    return ruw(gebeurtenis, data={**gebeurtenis["data"], **anders})


def weigering(inhoud: bytes) -> str:
    with pytest.raises(Onleesbaar) as geweigerd:
        lees(inhoud, streng=True)
    return str(geweigerd.value)


@pytest.mark.parametrize("soort", REGISTER.values(), ids=list(REGISTER))
@settings(max_examples=settings().max_examples // 6)
@given(data=st.data())
def test_every_event_comes_back_as_it_was_written(soort: Soort, data: st.DataObject):
    gebeurtenis = data.draw(gebeurtenissen(soort))
    terug = lees(gebeurtenis.ruw(), streng=True)
    assert terug == gebeurtenis
    assert terug.ruw() == gebeurtenis.ruw()
    assert terug.digest() == gebeurtenis.digest()
    assert len(gebeurtenis.ruw()) <= 64 * 1024


@given(data=st.data())
def test_an_unknown_field_is_refused_at_entry_and_ignored_when_read(data: st.DataObject):
    soort = data.draw(st.sampled_from(list(REGISTER.values())))
    gebeurtenis = data.draw(ruwe_gebeurtenissen(soort))
    nieuwer = {**gebeurtenis, "nieuw": 1, "data": {**gebeurtenis["data"], "ook_nieuw": "x"}}
    fouten = "data.ook_nieuw: dit veld kent het contract niet; nieuw: dit veld kent het contract niet"
    assert weigering(ruw(nieuwer)) == fouten
    assert lees(ruw(nieuwer)) == lees(ruw(gebeurtenis))


def test_an_aanmelding_of_the_pilots_is_read_as_one_of_today():
    gebeurtenis = lees(ruw(AANMELDING_V0), streng=True)
    assert gebeurtenis.type == "be.leerwinkel.intake.aanmelding-geregistreerd.v1"
    assert isinstance(gebeurtenis.data, AanmeldingGeregistreerd)
    assert gebeurtenis.data.themas == ("nt2",)
    assert gebeurtenis.data.profiel.gemeente == "73083"


def test_an_aanmelding_of_the_pilots_without_theme_has_none():
    zonder = {naam: waarde for naam, waarde in AANMELDING_V0["data"].items() if naam != "thema"}
    gebeurtenis = lees(ruw(AANMELDING_V0, data=zonder))
    assert isinstance(gebeurtenis.data, AanmeldingGeregistreerd)
    assert gebeurtenis.data.themas == ()


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (met(AANMELDING_V0, themas=["nt2"]), "data.themas: dit veld kent het contract niet"),
        (ruw(AANMELDING_V0, data="x"), "data: ‘x’ is geen object"),
        (met(AANMELDING_V0, client=None), "data.client: ‘null’ is geen tekst"),
    ],
)
def test_an_older_version_is_judged_by_the_contract_that_it_had(inhoud: bytes, reden: str):
    assert weigering(inhoud) == reden


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"{", "dit is geen geldige JSON"),
        (b"[]", "‘[]’ is geen object"),
        (b"{}", "het veld type ontbreekt"),
        (ruw(SESSIE, type="be.leerwinkel.x.y.v1"), "het type ‘be.leerwinkel.x.y.v1’ bestaat niet in het contract"),
        (ruw(SESSIE, data={}), "data.sessie: ontbreekt; data.soort: ontbreekt; data.vorm: ontbreekt"),
        (
            met(SESSIE, vorm="zweven"),
            "data.vorm: ‘zweven’ is geen geldige code; mogelijk is fysiek, online, telefonisch",
        ),
        (met(SESSIE, duur_minuten=481), "data.duur_minuten: mag hoogstens 480 zijn"),
        (met(SESSIE, duur_minuten=0), "data.duur_minuten: moet minstens 1 zijn"),
        (met(SESSIE, duur_minuten="50"), "data.duur_minuten: ‘50’ is geen geheel getal"),
        (met(SESSIE, behandeld="praktisch"), "data.behandeld: ‘praktisch’ is geen lijst"),
        (met(SESSIE, behandeld=["x"]), "data.behandeld.0: ‘x’ is geen geldige code"),
        (met(SESSIE, notitie="Jan belde"), "data.notitie: ‘Jan belde’ heeft niet de juiste vorm"),
        (ruw(SESSIE, time="2024-10-27T02:30:00"), "time: het tijdstip heeft geen tijdzone"),
        (ruw(SESSIE, time="gisteren"), "time: ‘gisteren’ is geen tijdstip"),
        (ruw(SESSIE, time=1_729_989_000), "time: ‘1729989000’ is geen tijdstip"),
        (ruw(SESSIE, time="1729989000"), "time: ‘1729989000’ is geen tijdstip"),
        (ruw(SESSIE, time="2024-10-27T02:30Z"), "time: ‘2024-10-27T02:30Z’ is geen tijdstip"),
        (ruw(SESSIE, time="0001-01-01T00:00:00+01:00"), "time: ‘0001-01-01T00:00:00+01:00’ is geen tijdstip"),
        (ruw(SESSIE, subject="dossier.17"), "subject: ‘dossier.17’ heeft niet de juiste vorm"),
        (ruw(SESSIE, subject="*"), "subject: ‘*’ heeft niet de juiste vorm"),
        (ruw(SESSIE, source="https://x.be"), "source: ‘https://x.be’ heeft niet de juiste vorm"),
        (ruw(SESSIE, id="17"), "id: ‘17’ heeft niet de juiste vorm"),
        (ruw(SESSIE, specversion="0.3"), "specversion: ‘0.3’ is geen geldige code; mogelijk is 1.0"),
    ],
)
def test_what_is_refused_has_a_reason_in_dutch(inhoud: bytes, reden: str):
    assert weigering(inhoud).startswith(reden)


def test_a_field_with_two_ways_to_be_right_gives_one_reason():
    inhoud = met(AANMELDING_V0, profiel={"geboortejaar": "vroeger"})
    assert weigering(inhoud).startswith("data.profiel.geboortejaar: ‘vroeger’ is geen geheel getal of ")


def test_the_envelope_of_what_cannot_be_read_is_kept_where_it_can():
    with pytest.raises(Onleesbaar) as geweigerd:
        lees(ruw(SESSIE, data={}))
    assert geweigerd.value.hoofding == lees_hoofding(ruw(SESSIE))
    assert lees_hoofding(b'{"id": 3}') is None


def test_an_id_in_upper_case_is_the_same_id():
    groot = lees(ruw(SESSIE, id=SESSIE["id"].upper()))
    assert groot.id == SESSIE["id"]
    assert groot.sleutel == lees(ruw(SESSIE)).sleutel
    assert groot.digest() == lees(ruw(SESSIE)).digest()


def test_the_place_of_an_event_follows_from_its_content():
    gebeurtenis = lees(ruw(SESSIE))
    assert gebeurtenis.onderwerp() == "leerwinkel.limburg.trajecten.dossier-17.sessie-gehouden"
    assert gebeurtenis.bericht_id() == f"{SESSIE['source']}:{SESSIE['id']}"


def test_an_event_does_not_change():
    gebeurtenis = lees(ruw(SESSIE))
    with pytest.raises(ValidationError, match="frozen"):
        gebeurtenis.subject = "ander"
    with pytest.raises(ValidationError, match="frozen"):
        setattr(gebeurtenis.data, "duur_minuten", 10)  # noqa: B010 - the field is of one kind of event only


def test_the_ambiguous_hour_keeps_its_two_moments():
    gebeurtenis = lees(ruw(SESSIE))
    assert (gebeurtenis.recordedtime - gebeurtenis.time).total_seconds() == 3600
