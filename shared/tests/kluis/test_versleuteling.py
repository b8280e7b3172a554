"""JWE under the key of a person: fits the contract, reads back, and says why it cannot be read."""

import json
import string
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import OctKey
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Engine

from leerwinkel.gebeurtenissen.basis import Jwe
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import Eigenaar, SleutelVernietigd
from leerwinkel.kluis.versleuteling import Beschadigd, VerkeerdeSleutel, Versleuteling

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
AN = Eigenaar("client", "an")
PERSOON = Persoonsgegevens(
    naam="Van den Broeck",
    voornaam="Zoë",
    geboortedatum=date(1985, 7, 30),
    rijksregisternummer="85.07.30-033 28",
    telefoon="+32 9 123 45 67",
    email="zoe@example.org",
    adres="Kouter 1, 9000 Gent",
    notitie="Wil ’s avonds leren.\nBelt liever.",
)
eenmaal = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
_jwe = TypeAdapter(Jwe)


def _kop(gesloten: str) -> object:
    kop = gesloten.split(".", maxsplit=1)[0]
    return json.loads(urlsafe_b64decode(kop + "=" * (-len(kop) % 4)))


@pytest.fixture
def gesloten(versleuteling: Versleuteling) -> str:
    return versleuteling.sluit("an", PERSOON)


def test_it_is_the_jwe_of_the_contract(kluis: Kluis, gesloten: str) -> None:
    assert _jwe.validate_python(gesloten) == gesloten
    assert _kop(gesloten) == {"alg": "dir", "enc": "A256GCM", "kid": kluis.sleutel(AN).kid}


def test_who_was_encrypted_comes_back_whole(versleuteling: Versleuteling, gesloten: str) -> None:
    assert versleuteling.open("an", gesloten) == PERSOON


def test_nothing_of_the_person_can_be_seen_in_it(gesloten: str) -> None:
    open_ = b"".join(urlsafe_b64decode(deel + "=" * (-len(deel) % 4)) for deel in gesloten.split("."))
    for waarde in PERSOON.model_dump(mode="json").values():
        assert waarde.encode() not in open_


@eenmaal
@given(tekst=st.binary(min_size=1, max_size=3_000), soort=st.sampled_from(["client", "signaal", "klacht"]))
def test_any_text_of_any_owner_comes_back(versleuteling: Versleuteling, tekst: bytes, soort: str) -> None:
    eigenaar = Eigenaar(soort, "x1")
    gesloten = versleuteling.versleutel(eigenaar, tekst)
    assert _jwe.validate_python(gesloten)
    assert versleuteling.versleutel(eigenaar, tekst) != gesloten
    assert versleuteling.ontcijfer(eigenaar, gesloten) == tekst


def test_the_length_does_not_tell_a_short_name_from_a_longer_one(versleuteling: Versleuteling) -> None:
    kort, lang = (Persoonsgegevens(naam=naam, voornaam="Jo") for naam in ("Li", "Vandenbroucke"))
    assert len(versleuteling.sluit("an", kort)) == len(versleuteling.sluit("an", lang))


@eenmaal
@given(plaats=st.integers(0), teken=st.sampled_from(string.ascii_letters + string.digits + "-_."))
def test_any_change_of_any_character_is_noticed(
    versleuteling: Versleuteling, gesloten: str, plaats: int, teken: str
) -> None:
    waar = plaats % len(gesloten)
    veranderd = gesloten[:waar] + teken + gesloten[waar + 1 :]
    if veranderd == gesloten:
        return
    with pytest.raises((Beschadigd, VerkeerdeSleutel)):
        versleuteling.open("an", veranderd)


@eenmaal
@given(rommel=st.one_of(st.text(max_size=200), st.lists(st.text("AZaz09-_", max_size=30), max_size=6).map(".".join)))
def test_what_is_no_jwe_is_damaged_and_nothing_worse(versleuteling: Versleuteling, rommel: str) -> None:
    with pytest.raises(Beschadigd):
        versleuteling.open("an", rommel)


def test_a_deep_or_foreign_header_is_damaged(versleuteling: Versleuteling, kluis: Kluis, gesloten: str) -> None:
    kid, rest = kluis.sleutel(AN).kid, gesloten.partition(".")[2]
    koppen = [
        b"[" * 100_000,
        b"[]",
        json.dumps({"alg": "dir", "enc": "A128GCM", "kid": kid}).encode(),
        json.dumps({"alg": "dir", "enc": "A256GCM", "kid": 7}).encode(),
        json.dumps({"alg": "dir", "enc": "A256GCM", "kid": kid, "zip": "DEF"}).encode(),
    ]
    for kop in koppen:
        with pytest.raises(Beschadigd):
            versleuteling.open("an", f"{urlsafe_b64encode(kop).rstrip(b'=').decode()}.{rest}")


def test_a_destroyed_key_is_said_to_be_destroyed(versleuteling: Versleuteling, kluis: Kluis, gesloten: str) -> None:
    kluis.vernietig(AN, nu=NU)
    with pytest.raises(SleutelVernietigd):
        versleuteling.open("an", gesloten)
    with pytest.raises(SleutelVernietigd):
        versleuteling.sluit("an", PERSOON)


def test_the_text_of_somebody_else_is_said_to_be_so(
    versleuteling: Versleuteling, engine: Engine, tmp_path: Path, gesloten: str
) -> None:
    van_bo = versleuteling.sluit("bo", PERSOON)
    van_limburg = Versleuteling(Kluis(engine, "limburg", tmp_path / "limburg")).sluit("an", PERSOON)
    for ander in (van_bo, van_limburg):
        with pytest.raises(VerkeerdeSleutel):
            versleuteling.open("an", ander)
    with pytest.raises(VerkeerdeSleutel):
        versleuteling.ontcijfer(Eigenaar("signaal", "an"), gesloten)


def test_a_list_is_read_at_once_with_a_reason_for_each_that_cannot(versleuteling: Versleuteling, kluis: Kluis) -> None:
    gesloten = versleuteling.sluit_alle((f"c{n}", PERSOON) for n in range(4))
    kluis.vernietig(Eigenaar("client", "c1"), nu=NU)
    paren = [("c0", gesloten["c0"]), ("c1", gesloten["c1"]), ("c2", gesloten["c3"]), ("c3", gesloten["c3"][:-4])]
    goed, *fouten = versleuteling.open_alle(paren)
    assert goed == PERSOON
    assert [type(fout) for fout in fouten] == [SleutelVernietigd, VerkeerdeSleutel, Beschadigd]


def _met(kluis: Kluis, velden: object) -> str:
    """As another version of us would have written it."""
    sleutel = kluis.sleutel(AN)
    kop = {"alg": "dir", "enc": "A256GCM", "kid": sleutel.kid}
    return jwe.encrypt_compact(kop, json.dumps(velden).encode(), OctKey.import_key(sleutel.waarde))


def test_what_another_version_wrote_is_read_as_far_as_it_goes(versleuteling: Versleuteling, kluis: Kluis) -> None:
    ouder = {"naam": "Peeters", "voornaam": "An", "roepnaam": "Anneke", "rijksregisternummer": "1", "adres": "Gent"}
    assert versleuteling.open("an", _met(kluis, ouder)) == Persoonsgegevens(naam="Peeters", voornaam="An", adres="Gent")


@pytest.mark.parametrize("velden", [{}, {"voornaam": "An"}, {"naam": "", "voornaam": "An"}, [], "Peeters", None])
def test_what_names_nobody_is_damaged(versleuteling: Versleuteling, kluis: Kluis, velden: object) -> None:
    with pytest.raises(Beschadigd):
        versleuteling.open("an", _met(kluis, velden))


@pytest.mark.parametrize("nummer", ["85.07.30-033 28", "17 07 30 033 84", "98.47.28-997.65"])
def test_a_national_and_a_bis_number_are_kept_in_digits(nummer: str) -> None:
    wie = Persoonsgegevens(naam="Peeters", voornaam="An", rijksregisternummer=nummer)
    assert wie.rijksregisternummer == "".join(c for c in nummer if c.isdigit())


@pytest.mark.parametrize(
    "velden",
    [
        {"rijksregisternummer": "85073003329"},
        {"rijksregisternummer": "8507300332"},
        {"naam": "  "},
        {"email": "an bij example"},
        {"telefoon": "bel me"},
        {"geslacht": "qqzz"},
    ],
)
def test_what_does_not_fit_is_refused_without_repeating_it(velden: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as fout:
        Persoonsgegevens.model_validate({"naam": "Peeters", "voornaam": "An"} | velden)
    assert "Peeters" not in str(fout.value)
    for waarde in velden.values():
        assert not waarde.strip() or waarde not in str(fout.value)


def test_a_person_does_not_show_itself() -> None:
    assert f"{PERSOON} {PERSOON!r}" == "Persoonsgegevens() Persoonsgegevens()"
