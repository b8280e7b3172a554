"""Signing out ends every copy of a session, at every service of the application; and only what it is to end."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from structlog.testing import capture_logs

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.identiteit.afgemeld import DUUR_S, Afgemeld, beeindig_iedereen
from leerwinkel.identiteit.proefgebruikers import proefgebruikers

from .proef import HIER, Opstelling, opstelling

DAAR = "http://127.0.0.1:8082"
SAM, LOTTE = "begeleider-1", "begeleider-2"
KOEKJE = "leerwinkel_gent"


def diensten(map_: Path) -> Opstelling:
    """Two services of a region, each a process of its own."""
    return opstelling(diensten={HIER: Afgemeld(map_ / "afgemeld"), DAAR: Afgemeld(map_ / "afgemeld")})


async def koekje(hier: Opstelling, wie: str) -> str:
    """Of a session that begins now, in a browser of its own."""
    hier.http.cookies.clear()
    gekregen = (await hier.meld_aan(wie)).cookies[KOEKJE]
    hier.http.cookies.clear()
    return gekregen


async def wie(hier: Opstelling, koekje: str, waar: str = HIER) -> str | None:
    """Who somebody with that cookie is, by a page and by the API."""
    koppen = {"cookie": f"{KOEKJE}={koekje}"}
    blad, api = [await hier.http.get(waar + pad, headers=koppen) for pad in ("/wie", "/api/wie")]
    assert blad.is_success is api.is_success
    return blad.json()["wie"] if blad.is_success else None


async def meld_af(hier: Opstelling, koekje: str, velden: Mapping[str, str] | None = None) -> None:
    antwoord = await hier.http.post(f"{HIER}/afmelden", data=velden, headers={"cookie": f"{KOEKJE}={koekje}"})
    assert (antwoord.status_code, "Max-Age=0" in antwoord.headers["set-cookie"]) == (303, True)


async def test_a_copied_cookie_ends_where_its_session_does_and_at_every_service_also_of_later(tmp_path: Path) -> None:
    hier = diensten(tmp_path)
    van_sam, ook_van_sam, van_lotte = [await koekje(hier, een) for een in (SAM, SAM, LOTTE)]
    assert [await wie(hier, van_sam, waar) for waar in (HIER, DAAR)] == [SAM, SAM]
    await meld_af(hier, van_sam)
    for waar in (HIER, DAAR):
        assert [await wie(hier, een, waar) for een in (van_sam, ook_van_sam, van_lotte)] == [None, SAM, LOTTE]
    opnieuw = diensten(tmp_path)
    assert [await wie(opnieuw, een, DAAR) for een in (van_sam, van_lotte)] == [None, LOTTE]


async def test_who_signs_out_everywhere_has_no_session_left_and_may_begin_another_at_once(tmp_path: Path) -> None:
    hier = diensten(tmp_path)
    van_sam, ook_van_sam, van_lotte = [await koekje(hier, een) for een in (SAM, SAM, LOTTE)]
    await meld_af(hier, van_sam, {"overal": "ja"})
    nieuw = await koekje(hier, SAM)
    for waar in (HIER, DAAR):
        assert [await wie(hier, een, waar) for een in (van_sam, ook_van_sam, nieuw, van_lotte)] == [
            None, None, SAM, LOTTE,
        ]  # fmt: skip
    await meld_af(hier, ook_van_sam, {"overal": "ja"})  # by who kept a copy of what had ended
    assert await wie(hier, nieuw, DAAR) == SAM


async def test_at_which_service_it_was_said_last_counts_for_all(tmp_path: Path) -> None:
    hier = diensten(tmp_path)
    await meld_af(hier, await koekje(hier, SAM), {"overal": "ja"})
    daarna = await koekje(hier, SAM)
    Afgemeld(tmp_path / "afgemeld").beeindig_alle(SAM)  # another process
    assert await wie(hier, daarna) is None


async def test_the_page_asks_who_is_signed_in_and_others_sign_in_first() -> None:
    hier = opstelling()
    eerst = await hier.http.get(f"{HIER}/afmelden")
    assert eerst.headers["location"] == "/aanmelden?terug=%2Fafmelden"
    assert (await hier.meld_aan(SAM, "/afmelden")).headers["location"] == "/afmelden"
    assert (await hier.http.get(f"{HIER}/afmelden")).text.endswith("op andere toestellen. False knop")
    assert (await hier.http.get(f"{HIER}/wie")).is_success  # nothing ended by looking
    assert (await hier.http.get(f"{HIER}/afgemeld")).text.endswith("True link")


async def test_what_ends_is_ended_while_the_provider_is_away(tmp_path: Path) -> None:
    hier = diensten(tmp_path)
    van_sam = await koekje(hier, SAM)
    del hier.verdeler.sites["127.0.0.1:8084"]
    await meld_af(hier, van_sam)
    assert await wie(hier, van_sam, DAAR) is None


async def test_who_keeps_the_machine_ends_the_sessions_of_one_person_or_of_all(tmp_path: Path) -> None:
    hier, map_ = diensten(tmp_path), tmp_path / "afgemeld"
    van_sam, van_lotte = [await koekje(hier, een) for een in (SAM, LOTTE)]
    (map_ / f"wie.{SAM}").touch()
    nu = time.time_ns()
    os.utime(map_ / f"wie.{SAM}", ns=(nu, nu))  # a clock tick of the file system is longer than this test
    assert [await wie(hier, een) for een in (van_sam, van_lotte)] == [None, LOTTE]
    beeindig_iedereen(map_)
    assert await wie(hier, van_lotte) is None


async def test_a_session_of_before_this_was_kept_goes_on_until_its_person_ends_all(tmp_path: Path) -> None:
    hier, sam = diensten(tmp_path), proefgebruikers("gent")[1]
    inhoud = sam.claims() | {"aud": "gent", "jti": "1", "exp": int(time.time()) + 60}
    oud = jwt.encode({"alg": "HS256"}, inhoud, OctKey.import_key(b"g" * 32))
    assert await wie(hier, oud) == sam.medewerker
    Afgemeld(tmp_path / "afgemeld").beeindig_alle(sam.medewerker)
    assert await wie(hier, oud) is None


async def test_where_nobody_can_say_whether_a_session_ended_it_did(tmp_path: Path) -> None:
    hier = diensten(tmp_path)
    van_sam = await koekje(hier, SAM)
    (tmp_path / "afgemeld").rmdir()
    assert await wie(hier, van_sam) == SAM
    (tmp_path / "afgemeld").write_text("no folder")
    assert await wie(hier, van_sam) is None


def test_what_cannot_be_kept_ends_in_this_process(tmp_path: Path) -> None:
    afgemeld = Afgemeld(tmp_path)
    (tmp_path / ".sessie.een.nieuw").mkdir()
    with capture_logs() as gezegd:
        afgemeld.beeindig("een")
    assert [een["event"] for een in gezegd] == ["afmelding_niet_bewaard"]
    assert [een.telt("een", SAM, 1) for een in (afgemeld, Afgemeld(tmp_path))] == [False, True]


def test_what_ended_is_kept_as_long_as_it_could_have_lasted_and_then_no_more(tmp_path: Path) -> None:
    afgemeld = Afgemeld(tmp_path)
    for nummer, geleden in (("oud", 2 * DUUR_S + 60), ("jong", DUUR_S + 60)):
        afgemeld.beeindig(nummer)
        op = time.time() - geleden
        os.utime(tmp_path / f"sessie.{nummer}", (op, op))
    afgemeld.beeindig("nu")
    assert sorted(bestand.name for bestand in tmp_path.iterdir()) == ["sessie.jong", "sessie.nu"]
    assert {bestand.stat().st_mode & 0o777 for bestand in tmp_path.iterdir()} == {0o600}


def test_without_a_folder_a_process_knows_what_it_ended_itself() -> None:
    afgemeld = Afgemeld()
    afgemeld.beeindig("een")
    assert [afgemeld.telt(nummer, SAM, 1) for nummer in ("een", "twee")] == [False, True]


@pytest.mark.parametrize("anders", [{"jti": None}, {"begonnen": "straks"}, {"begonnen": None}])
async def test_a_session_that_does_not_say_which_it_is_is_none(anders: Mapping[str, object]) -> None:
    aanmelding, hier = aanmelding_van("gent", b"g" * 32), opstelling()
    inhoud = proefgebruikers("gent")[1].claims() | {"aud": "gent", "jti": "1", "exp": int(time.time()) + 60}
    heel = {naam: waarde for naam, waarde in (inhoud | {**anders}).items() if naam != "jti" or waarde is not None}
    assert await wie(hier, jwt.encode({"alg": "HS256"}, heel, OctKey.import_key(b"g" * 32))) is None
    assert await wie(hier, aanmelding.verzegelde(proefgebruikers("gent")[1])) == proefgebruikers("gent")[1].medewerker
