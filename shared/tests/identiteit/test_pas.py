"""A program at the API with a pass of the provider: who it is, and every pass that is none (RFC 6750, 9068)."""

import time
from typing import Any

import pytest
from joserfc.jwk import ECKey

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.identiteit.proefgebruikers import proefgebruikers

from .proef import GEHEIM, HIER, UITGEVER, Opstelling, getekend, opstelling, valse_aanbieder

API = f"{HIER}/api/wie"


async def haal(hier: Opstelling, wie: str = "coordinator-1", geheim: str = GEHEIM) -> dict[str, Any]:
    inhoud = {"grant_type": "client_credentials"}
    antwoord = await hier.http.post(f"{UITGEVER}/bewijs", data=inhoud, auth=(wie, geheim))
    return antwoord.json()


def met(pas: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {pas}"}


def claims(**anders: Any) -> dict[str, Any]:
    gewoon = {"iss": UITGEVER, "aud": "leerwinkel", "exp": int(time.time()) + 60, "sub": "coordinator-1"}
    met_rol = gewoon | {"leerwinkel_rol_3d": ["coordinator:gent"], "name": "Amina"}
    return {naam: waarde for naam, waarde in (met_rol | anders).items() if waarde is not None}


def pas(kop: dict[str, Any] | None = None, sleutel: Any = None, **anders: Any) -> str:
    extra = {"sleutel": sleutel} if sleutel else {}
    return getekend(claims(**anders), {"typ": "at+jwt"} | (kop or {}), **extra)


async def test_a_program_is_who_its_pass_says_on_the_api_alone() -> None:
    hier = opstelling()
    mijn = met((await haal(hier))["access_token"])
    antwoord = (await hier.http.get(API, headers=mijn)).json()
    assert antwoord == {"wie": "coordinator-1", "naam": "Amina", "rollen": ["coordinator"]}
    assert (await hier.http.get(f"{HIER}/wie", headers=mijn)).is_redirect
    assert (await hier.http.get(API)).status_code == 401
    assert (await haal(hier, geheim="mis"))["error"] == "invalid_client"
    assert (await haal(hier, "niemand"))["error"] == "invalid_client"


async def test_a_pass_carries_no_form() -> None:
    hier = opstelling()
    mijn = met((await haal(hier))["access_token"])
    with pytest.raises(Exception, match="Dit formulier is verlopen"):
        await hier.http.post(f"{HIER}/api/doe", data={"wat": "iets", "teken": ""}, headers=mijn)


async def test_a_pass_that_is_not_good_is_nobody_also_with_a_session_beside_it() -> None:
    hier = opstelling()
    koekje = aanmelding_van("gent", b"g" * 32).verzegelde(proefgebruikers("gent")[1])
    hier.http.cookies.set("leerwinkel_gent", koekje, "127.0.0.1")
    assert (await hier.http.get(API)).is_success
    for mis in ("", "x", "een.twee.drie"):
        assert (await hier.http.get(API, headers=met(mis))).status_code == 401
    goed = met((await haal(hier))["access_token"])
    assert (await hier.http.get(API, headers=goed)).json()["wie"] == "coordinator-1"
    assert (await hier.http.get(API, headers={"Authorization": "Basic eA=="})).json()["wie"] == "begeleider-1"


@pytest.mark.parametrize("goed", [{}, {"aud": ["ander", "leerwinkel"]}, {"kop": {"typ": "application/at+jwt"}}])
async def test_a_pass_of_the_provider_is_taken(goed: dict[str, Any]) -> None:
    hier = opstelling(aanbieder=valse_aanbieder(""))
    assert (await hier.http.get(API, headers=met(pas(**goed)))).is_success


@pytest.mark.parametrize(
    "mis",
    [
        {"iss": "https://elders.example"},
        {"iss": None},
        {"aud": "een andere toepassing"},
        {"aud": None},
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"sub": None},
        {"nbf": int(time.time()) + 86_400},
        {"kop": {"typ": "JWT"}},
        {"kop": {"typ": ""}},
        {"sleutel": ECKey.generate_key("P-256")},
        {"leerwinkel_rol_3d": ["coordinator:limburg"]},
        {"leerwinkel_rol_3d": ["coordinator"]},
        {"leerwinkel_rol_3d": None},
        {"leerwinkel_rol_3d": {"coordinator": "gent"}},
        {"leerwinkel_rol_3d": ["machine:gent", "auditor:gent", "onbekend:gent"]},
    ],
)
async def test_any_other_is_not(mis: dict[str, Any]) -> None:
    hier = opstelling(aanbieder=valse_aanbieder(""))
    assert (await hier.http.get(API, headers=met(pas(**mis)))).status_code == 401


async def test_a_token_about_a_sign_in_is_no_pass() -> None:
    hier = opstelling(aanbieder=valse_aanbieder(""))
    over_aanmelden = getekend(claims(nonce="n", iat=int(time.time())))
    assert (await hier.http.get(API, headers=met(over_aanmelden))).status_code == 401


async def test_with_the_provider_away_a_pass_whose_key_is_known_still_holds() -> None:
    hier = opstelling()
    mijn = met((await haal(hier))["access_token"])
    weg = hier.verdeler.sites.pop("127.0.0.1:8084")
    assert (await hier.http.get(API, headers=mijn)).status_code == 401
    hier.verdeler.sites["127.0.0.1:8084"] = weg
    assert (await hier.http.get(API, headers=mijn)).is_success
    del hier.verdeler.sites["127.0.0.1:8084"]
    assert (await hier.http.get(API, headers=mijn)).is_success


async def test_passes_of_strangers_make_us_ask_the_provider_for_keys_no_more_than_once_in_a_while() -> None:
    hier, gevraagd = opstelling(aanbieder=valse_aanbieder("")), list[str]()
    aanbieder = hier.verdeler.sites["127.0.0.1:8084"]

    async def geteld(scope: Any, receive: Any, send: Any) -> None:
        gevraagd.append(scope["path"])
        await aanbieder(scope, receive, send)

    hier.verdeler.sites["127.0.0.1:8084"] = geteld
    vreemd = pas(sleutel=ECKey.generate_key("P-256"))
    for _ in range(20):
        assert (await hier.http.get(API, headers=met(vreemd))).status_code == 401
    assert gevraagd.count("/sleutels") == 1
    hier.klok.nu += 11
    await hier.http.get(API, headers=met(vreemd))
    assert gevraagd.count("/sleutels") == 2
