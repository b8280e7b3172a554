"""Signing in at a provider, and everything by which somebody could get in as somebody else (RFC 6749, 7636, OIDC)."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.identiteit.proefgebruikers import proefgebruikers

from .proef import GEHEIM, HIER, SLEUTEL, UITGEVER, Opstelling, getekend, opstelling, proefaanbieder, valse_aanbieder
from .proef import vraag_van as vraag

KOEKJE = "leerwinkel_gent"


@pytest.mark.parametrize(
    ("wie", "naam", "rol"), [("begeleider-1", "Sam", "begeleider"), ("coordinator-1", "Amina", "coordinator")]
)
async def test_who_signs_in_comes_where_they_wanted_as_who_the_provider_says(wie: str, naam: str, rol: str) -> None:
    hier = opstelling()
    weg = await hier.http.get(f"{HIER}/wie?a=1")
    kiezen = (await hier.http.get(HIER + weg.headers["location"])).headers["location"]
    assert vraag(kiezen)["code_challenge_method"] == "S256"
    terug = await hier.http.get(await hier.antwoord(kiezen, wie))
    assert (terug.status_code, terug.headers["location"]) == (303, "/wie?a=1")
    assert (await hier.http.get(f"{HIER}/wie")).json() == {"wie": wie, "naam": naam, "rollen": [rol]}
    assert hier.gezien == [wie]


async def test_one_signs_out_here_and_at_the_provider() -> None:
    hier = opstelling()
    await hier.meld_aan()
    einde = (await hier.http.post(f"{HIER}/afmelden")).headers["location"]
    assert (await hier.http.get(f"{HIER}/wie")).is_redirect
    na = await hier.http.get(einde)
    assert na.headers["location"] == f"{HIER}/afgemeld"
    assert "Je bent afgemeld" in (await hier.http.get(f"{HIER}/afgemeld")).text
    elders = einde.replace("127.0.0.1%3A8081", "elders.example")
    assert (await hier.http.get(elders)).status_code == 400


async def test_nobody_is_signed_in_by_a_link_that_another_browser_got() -> None:
    hier, ander = opstelling(), "begeleider-2"
    van_een_ander = await hier.antwoord(await hier.naar_kiezen(), ander)
    hier.http.cookies.clear()
    assert (await hier.http.get(van_een_ander)).status_code == 403
    await hier.naar_kiezen()  # with an attempt of one's own too
    assert (await hier.http.get(van_een_ander)).status_code == 403
    assert hier.gezien == []
    assert (await hier.http.get(f"{HIER}/wie")).is_redirect


async def test_a_way_back_is_for_one_time() -> None:
    hier = opstelling()
    kiezen = await hier.naar_kiezen()
    koekjes = dict(hier.http.cookies)
    terug = await hier.antwoord(kiezen)
    assert (await hier.http.get(terug)).status_code == 303
    assert [naam for naam in hier.http.cookies if "poging" in naam] == []
    assert (await hier.http.get(terug)).status_code == 403  # the browser forgot the attempt
    for naam, waarde in koekjes.items():
        hier.http.cookies.set(naam, waarde)
    nog_eens = await hier.http.get(terug)  # and the provider the code
    assert (nog_eens.status_code, KOEKJE in nog_eens.cookies) == (403, False)
    assert "Begin opnieuw" in nog_eens.text


async def test_an_answer_is_of_the_attempt_that_it_names() -> None:
    hier = opstelling()
    terug = vraag(await hier.antwoord(await hier.naar_kiezen()))
    gevraagd, code = terug["state"], terug["code"]
    for status in ("", gevraagd[:8], gevraagd[:-1] + "!"):
        mis = await hier.http.get(f"{HIER}/aanmelden/terug", params={"state": status, "code": code})
        assert mis.status_code == 403
    assert hier.gezien == []


async def test_two_tabs_are_two_attempts() -> None:
    hier = opstelling()
    eerste, tweede = await hier.naar_kiezen("/wie?1"), await hier.naar_kiezen("/wie?2")
    assert (await hier.http.get(await hier.antwoord(tweede))).headers["location"] == "/wie?2"
    assert (await hier.http.get(await hier.antwoord(eerste))).headers["location"] == "/wie?1"


async def test_an_attempt_holds_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    hier = opstelling()
    kiezen = await hier.naar_kiezen()
    koekjes, later = dict(hier.http.cookies), time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    for naam, waarde in koekjes.items():
        hier.http.cookies.set(naam, waarde)
    assert (await hier.http.get(await hier.antwoord(kiezen))).status_code == 403


async def test_a_session_begins_anew_at_every_sign_in() -> None:
    hier = opstelling()
    hier.http.cookies.set(KOEKJE, "gekozen-door-een-ander")
    eerste = (await hier.meld_aan()).cookies[KOEKJE]
    tweede = (await hier.meld_aan()).cookies[KOEKJE]
    assert len({eerste, tweede, "gekozen-door-een-ander"}) == 3


@pytest.mark.parametrize("terug", ["//elders.example", "https://elders.example/", "/\\elders.example", "javascript:x"])
async def test_one_never_comes_at_another_site(terug: str) -> None:
    assert (await opstelling().meld_aan(terug=terug)).headers["location"] == "/"


async def test_who_has_no_role_here_gets_no_session() -> None:
    for wie, regio in (("begeleider-1", "limburg"), ("vol-analist-1", "gent"), ("coordinator-1", "limburg")):
        hier = opstelling(regio=regio)
        geen = await hier.meld_aan(wie)
        assert (geen.status_code, dict(geen.cookies)) == (403, {})
        assert "je hebt hier geen rol" in geen.text
        assert hier.gezien == []


@pytest.mark.parametrize(("adres", "veilig"), [(HIER, False), ("https://gent.example", True)])
async def test_the_cookies_are_for_us_alone(adres: str, veilig: bool) -> None:  # noqa: FBT001
    hier = opstelling(adres)
    begin = (await hier.http.get(f"{adres}/aanmelden")).headers["set-cookie"]
    sessie = aanmelding_van("gent", b"g" * 32, veilig=veilig).meld_aan(proefgebruikers("gent")[0]).headers["set-cookie"]
    for koekje in (begin, sessie):
        assert ("Secure" in koekje) is veilig
        assert "HttpOnly" in koekje
        assert "SameSite=lax" in koekje
        assert "Domain" not in koekje
    assert "Path=/aanmelden" in begin
    assert sessie.startswith("__Host-leerwinkel_gent=") is veilig


async def test_a_session_of_another_region_or_of_ten_hours_ago_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    hier, wie = opstelling(), proefgebruikers("gent")[1]
    elders = proefgebruikers("limburg")[1]
    beide = replace(wie, toekenningen=wie.toekenningen | elders.toekenningen)
    goed = aanmelding_van("gent", b"g" * 32)
    for koekje in (
        aanmelding_van("limburg", b"g" * 32).verzegelde(elders),
        aanmelding_van("limburg", b"g" * 32).verzegelde(beide),
        jwt.encode({"alg": "HS256"}, wie.claims() | {"aud": "gent", "jti": "1"}, OctKey.import_key(b"g" * 32)),
        aanmelding_van("gent", b"h" * 32).verzegelde(wie),
        goed.verzegelde(wie)[:-2],
        _zonder_handtekening(goed.verzegelde(wie)),
        "",
    ):
        hier.http.cookies.set(KOEKJE, koekje, "127.0.0.1")
        assert (await hier.http.get(f"{HIER}/wie")).is_redirect, koekje
    hier.http.cookies.set(KOEKJE, goed.verzegelde(wie), "127.0.0.1")
    assert (await hier.http.get(f"{HIER}/wie")).is_success
    later = time.time() + 10 * 3600 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert (await hier.http.get(f"{HIER}/wie")).is_redirect


async def test_what_the_provider_gives_is_for_who_asked_it_well() -> None:
    hier = opstelling()
    kiezen = await hier.naar_kiezen()
    wil = vraag(kiezen)
    for anders in ({"redirect_uri": "https://elders.example/"}, {"client_id": "ander"}):
        assert (await hier.http.get(f"{UITGEVER}/kies?{urlencode(wil | anders)}")).status_code == 400
    zonder_bewijs = f"{UITGEVER}/kies?{urlencode({n: w for n, w in wil.items() if not n.startswith('code_')})}"
    assert "error=invalid_request" in (await hier.http.get(zonder_bewijs)).headers["location"]
    for extra, wie in (({"code_verifier": "x" * 43}, GEHEIM), ({}, GEHEIM), ({"code_verifier": "x" * 43}, "mis")):
        code = vraag(await hier.antwoord(kiezen))["code"]
        inhoud = {"grant_type": "authorization_code", "code": code, "redirect_uri": wil["redirect_uri"]} | extra
        antwoord = await hier.http.post(f"{UITGEVER}/bewijs", data=inhoud, auth=("leerwinkel", wie))
        assert antwoord.status_code in {400, 401}
        assert "id_token" not in antwoord.text


async def test_with_the_provider_away_one_is_told_so_and_who_is_signed_in_goes_on() -> None:
    hier = opstelling()
    weg = hier.verdeler.sites.pop("127.0.0.1:8084")
    eerst = await hier.http.get(f"{HIER}/aanmelden")
    assert (eerst.status_code, eerst.headers["retry-after"]) == (503, "10")
    hier.verdeler.sites["127.0.0.1:8084"] = weg
    await hier.meld_aan()
    terug = await hier.antwoord(await hier.naar_kiezen())
    del hier.verdeler.sites["127.0.0.1:8084"]
    assert (await hier.http.get(terug)).status_code == 503
    assert (await hier.http.get(f"{HIER}/wie")).is_success
    assert (await hier.http.post(f"{HIER}/afmelden")).headers["location"].startswith(UITGEVER)


async def test_new_keys_of_the_provider_are_fetched_when_they_are_first_seen() -> None:
    hier = opstelling()
    await hier.meld_aan()
    hier.verdeler.sites["127.0.0.1:8084"] = proefaanbieder()
    hier.klok.nu += 11
    assert (await hier.meld_aan("begeleider-2")).status_code == 303


def _zonder_handtekening(token: str) -> str:
    def deel(wat: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(wat).encode()).decode().rstrip("=")

    return f"{deel({'alg': 'none'})}.{token.split('.')[1]}."


def _claims(hier_vraag: dict[str, str], **anders: Any) -> dict[str, Any]:
    nu = int(time.time())
    gewoon = {"iss": UITGEVER, "aud": "leerwinkel", "iat": nu, "exp": nu + 60, "nonce": hier_vraag["nonce"]}
    wie = {"sub": "begeleider-1", "name": "Sam", "leerwinkel_rol_3d": ["begeleider:gent"]}
    return {naam: waarde for naam, waarde in (gewoon | wie | anders).items() if waarde is not None}


async def _met(token: Callable[[dict[str, str]], str], **verder: Any) -> httpx2.Response:
    """Somebody comes back, and the provider says this of them."""
    hier: Opstelling = opstelling(aanbieder=valse_aanbieder("", **verder))
    gevraagd = vraag(await hier.naar_kiezen())
    hier.verdeler.sites["127.0.0.1:8084"] = valse_aanbieder(token(gevraagd), **verder)
    return await hier.http.get(f"{HIER}/aanmelden/terug", params={"state": gevraagd["state"], "code": "c"})


async def test_an_id_token_is_taken_when_everything_is_right() -> None:
    assert (await _met(lambda v: getekend(_claims(v)))).status_code == 303


@pytest.mark.parametrize(
    "anders",
    [
        {"nonce": "een ander"},
        {"nonce": None},
        {"iss": "https://elders.example"},
        {"aud": "een andere toepassing"},
        {"aud": "een andere toepassing", "azp": "leerwinkel"},
        {"aud": ["leerwinkel", "ander"]},
        {"aud": None},
        {"azp": "ander"},
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"iat": None},
        {"at_hash": "mis"},
        {"sub": None},
        {"sub": "met een spatie"},
    ],
)
async def test_an_id_token_that_is_not_right_signs_nobody_in(anders: dict[str, Any]) -> None:
    antwoord = await _met(lambda v: getekend(_claims(v, **anders)))
    assert (antwoord.status_code, KOEKJE in antwoord.cookies) == (403, False)


async def test_nor_does_one_that_is_not_signed_by_the_provider() -> None:
    vreemd = ECKey.generate_key("P-256")
    publiek = SLEUTEL.as_pem(private=False)
    tokens: tuple[Callable[[dict[str, str]], str], ...] = (
        lambda v: getekend(_claims(v), sleutel=vreemd),
        lambda v: _zonder_handtekening(getekend(_claims(v))),
        lambda v: _met_publieke_sleutel_als_geheim(_claims(v), publiek),
        lambda _: "geen.echt.token",
        lambda _: "",
    )
    for token in tokens:
        assert (await _met(token)).status_code == 403


def _met_publieke_sleutel_als_geheim(claims: dict[str, Any], publiek: bytes) -> str:
    kop = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": SLEUTEL.kid}).encode()).decode().rstrip("=")
    inhoud = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    teken = hmac.digest(publiek, f"{kop}.{inhoud}".encode(), hashlib.sha256)
    return f"{kop}.{inhoud}.{base64.urlsafe_b64encode(teken).decode().rstrip('=')}"


async def test_a_provider_that_is_another_or_that_fails_signs_nobody_in() -> None:
    hier = opstelling(aanbieder=valse_aanbieder("", uitgever="https://elders.example"))
    assert (await hier.http.get(f"{HIER}/aanmelden")).status_code == 503
    assert (await _met(lambda _: "geen")).status_code == 503
