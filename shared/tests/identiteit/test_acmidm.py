"""From the claims of the ACM/IDM profile to who somebody is; whatever they are, it ends in an identity or in none."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker, Rol, gebruiker_in
from leerwinkel.identiteit.acmidm import Onvolledig, Profiel, claims_van
from leerwinkel.identiteit.persoon import Identiteit, Toekenning
from leerwinkel.identiteit.proefgebruikers import proefgebruikers

PROFIEL = Profiel("leerwinkel", {"OVO000123": "gent"}, b"s" * 32)
iets = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda kind: st.lists(kind, max_size=4) | st.dictionaries(st.text(max_size=5), kind, max_size=3),
    max_leaves=6,
)


def test_roles_are_of_the_organisation_that_gave_them() -> None:
    gezegd = ["Coordinator:OVO000123", "begeleider:limburg", "auditor:vol", "zonder-organisatie", ":gent", "rol:"]
    wie = PROFIEL.identiteit({"sub": "1", "name": "Amina", "vo_orgcode": "OVO9", "leerwinkel_rol_3d": gezegd})
    assert wie.toekenningen == {
        Toekenning("coordinator", "gent"),
        Toekenning("begeleider", "limburg"),
        Toekenning("auditor", "vol"),
    }
    assert (wie.naam, wie.organisatie) == ("Amina", "OVO9")
    assert wie.rollen("gent") == {"coordinator"}
    een = PROFIEL.identiteit({"sub": "1", "leerwinkel_rol_3d": "onthaal:gent", "andere_rol_3d": ["coordinator:gent"]})
    assert een.rollen("gent") == {"onthaal"}


def test_a_partner_is_the_one_that_their_organisation_was_said_to_be() -> None:
    nummer = "3f0c2b0e-0d0a-4a51-9f57-5ad0e5a6d001"
    profiel = Profiel("leerwinkel", {"OVO7": nummer})
    zegt = {"sub": "1", "leerwinkel_rol_3d": ["partner:gent"]}
    hun = [gebruiker_in("gent", profiel.identiteit(zegt | {"vo_orgcode": org})) for org in ("OVO7", "OVO8")]
    assert [wie and wie.partner("gent") == nummer for wie in hun] == [True, False]


def test_what_events_carry_is_the_same_every_time_and_does_not_tell_who_it_is() -> None:
    wie = [PROFIEL.identiteit({"sub": sub, "name": "x"}).medewerker for sub in ("80010112345", "80010112345", "2")]
    assert (wie[0], wie[0] == wie[2], "80010112345" in wie[0]) == (wie[1], False, False)
    anders = Profiel("leerwinkel", {}, b"t" * 32).identiteit({"sub": "80010112345"}).medewerker
    assert anders != wie[0]


@given(st.dictionaries(st.sampled_from(["sub", "name", "given_name", "vo_orgcode", "leerwinkel_rol_3d"]), iets))
def test_whatever_the_claims_say_it_ends_in_an_identity_or_in_none(claims: dict[str, Any]) -> None:
    for profiel in (PROFIEL, Profiel("leerwinkel")):
        with contextlib.suppress(Onvolledig):
            wie = profiel.identiteit(claims)
            assert Identiteit.uit(wie.claims()).toekenningen == wie.toekenningen


@pytest.mark.parametrize("wie", proefgebruikers("gent"), ids=lambda wie: wie.medewerker)
def test_what_a_provider_says_of_somebody_is_read_back(wie: Identiteit) -> None:
    assert Profiel("leerwinkel").identiteit(claims_van(wie, "leerwinkel")) == wie
    assert Identiteit.uit(wie.claims()) == wie


def test_who_somebody_is_in_a_region() -> None:
    veel = frozenset(
        {Toekenning("begeleider", "gent"), Toekenning("onthaal", "gent"), Toekenning("partner", "limburg")}
    )
    wie = Identiteit("m-1", "Sam", veel, "cvo")
    assert gebruiker_in("gent", wie) == Gebruiker("m-1", "Sam", frozenset({Rol.BEGELEIDER, Rol.ONTHAAL}))
    assert gebruiker_in("limburg", wie) == Gebruiker("m-1", "Sam", frozenset({Rol.PARTNER}), "cvo")
    assert gebruiker_in("brussel", wie) is None
    assert {rol for een in PROEFGEBRUIKERS for rol in een.rollen} == set(Rol)
