"""Who comes in at the VOL, and where: every address tried in every role, beside the table."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import Response
from starlette.testclient import TestClient

from leerwinkel.identiteit.openbaar import onbewaakt, openbaar
from leerwinkel.identiteit.persoon import Identiteit, Toekenning
from leerwinkel.identiteit.sessie import GeenRol
from leerwinkel.runtime.web.routes import adressen
from vol_reporting.bestand import Bestand
from vol_reporting.bevoegdheid import BEVOEGDHEDEN, UITLEG, Bereik, Rol, Wat
from vol_reporting.dienst import Opslag
from vol_reporting.gebruiker import OPDRACHTREGEL, erken
from vol_reporting.opslag import voeg_toe
from vol_reporting.toegang import Vereist, aanmelding_van, mag, vereisten

from .proefdienst import AANMELDING, PROEF, SLEUTEL, Proefdienst, klant_van, meld_aan, platte_tekst, verhaal

PASJE = {"Authorization": f"Bearer {SLEUTEL}"}


def _iemand(rol: str, bij: str = "vol") -> Identiteit:
    return Identiteit("iemand-1", "Iemand", frozenset({Toekenning(rol, bij)}))


IEMAND = {rol: _iemand(rol, "gent" if rol is Rol.COORDINATOR else "vol") for rol in Rol if rol is not Rol.MACHINE}


@pytest.fixture(scope="module")
def klant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    opslag = Opslag(Bestand(tmp_path_factory.mktemp("vol")))
    voeg_toe(opslag.cursor(), [ontvangst.rij() for ontvangst in verhaal().ontvangsten])
    with klant_van(Proefdienst(opslag), None) as klant:
        yield klant
    opslag.sluit()


@pytest.fixture
def niemand(klant: TestClient) -> TestClient:
    klant.cookies.clear()
    return klant


def _pogingen(klant: TestClient) -> Iterator[tuple[str, str, dict[Wat, bool]]]:
    """Of every route its method, an address, and what it needs, with whether it narrows to a region."""
    assert isinstance(klant.app, FastAPI)
    for route in adressen(klant.app.routes):
        nodig = {vereist.wat: vereist.per_regio for vereist in vereisten(route)}
        [methode] = sorted(route.methods or ())
        yield methode, re.sub(r"\{[^}]+\}", "x1", route.path), nodig


def _mag(rol: Rol, nodig: dict[Wat, bool]) -> bool:
    """By the table."""
    hoever = {wat: BEVOEGDHEDEN[rol].get(wat) for wat in nodig}
    return all(tot is Bereik.ALLE or (tot is Bereik.EIGEN_REGIO and nodig[wat]) for wat, tot in hoever.items())


def _geweigerd(antwoord: Any) -> bool:
    """For who asked, and not for what was asked."""
    return antwoord.status_code == 403 and (
        '"code":"mag-niet"' in antwoord.text or "<h1>Mag niet</h1>" in antwoord.text
    )


def test_every_address_does_for_every_role_what_the_table_says(niemand: TestClient):
    anders: list[str] = []
    gelukt = set[tuple[str, str]]()
    for rol in Rol:
        niemand.cookies.clear()
        if rol is not Rol.MACHINE:
            meld_aan(niemand, IEMAND[rol])
        for methode, pad, nodig in _pogingen(niemand):
            if not nodig or (rol is Rol.MACHINE and not pad.startswith("/api/")):
                continue
            mag_het = _mag(rol, nodig)
            if mag_het and (methode, pad) in gelukt:
                continue
            kop = PASJE if rol is Rol.MACHINE else {}
            if _geweigerd(niemand.request(methode, pad, headers=kop, follow_redirects=False)) is mag_het:
                anders.append(f"{rol}: {methode} {pad}")
            gelukt |= {(methode, pad)} if mag_het else set()
    assert anders == []
    assert len(gelukt) == sum(bool(nodig) for _, _, nodig in _pogingen(niemand)), "every address is of use to somebody"


def test_without_a_session_there_is_the_page_to_sign_in_and_nothing_else(niemand: TestClient):
    for methode, pad, nodig in _pogingen(niemand):
        antwoord = niemand.request(methode, pad, follow_redirects=False)
        if not nodig:
            assert pad in ("/gezond", "/aanmelden", "/aanmelden/terug", "/afmelden", "/afgemeld"), pad
        elif pad.startswith("/api/"):
            assert (antwoord.status_code, antwoord.headers["www-authenticate"]) == (401, "Bearer"), pad
        else:
            assert antwoord.headers["location"].startswith("/aanmelden?terug="), (methode, pad)


def test_an_application_with_a_route_about_which_nothing_is_said_is_none():
    router = APIRouter()

    @router.get("/open")
    @openbaar
    def open_() -> str:
        return ""

    @router.get("/dicht", dependencies=mag(Wat.CIJFERS))
    def dicht() -> str:
        return ""

    @router.get("/vergeten")
    def vergeten() -> str:
        return ""

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.include_router(router)
    app.add_route("/ook-vergeten", lambda _: Response())
    assert sorted(onbewaakt(app.routes, Vereist)) == ["/ook-vergeten", "/vergeten"]


def test_the_table_says_something_of_everything():
    assert set(UITLEG) == set(Wat)
    assert set(BEVOEGDHEDEN) == set(Rol)
    assert set().union(*BEVOEGDHEDEN.values()) == set(Wat)
    for rol in (Rol.AUDITOR, Rol.COORDINATOR):  # design: the auditor reads only, the coördinator sees figures
        assert not set(BEVOEGDHEDEN[rol]) & {Wat.SIGNALEN_BEHANDELEN, Wat.KWALITEITSWERK, Wat.DOELEN, Wat.BEOORDELEN}
        assert not set(BEVOEGDHEDEN[rol]) & {Wat.QUARANTAINE, Wat.VOORSTELLEN, Wat.AFSLUITEN, Wat.ONDERHOUD}


@pytest.mark.parametrize(
    "wie",
    [
        _iemand("vol-analist", "gent"),  # a role of the VOL that a region gave
        _iemand("auditor", "limburg"),
        _iemand("coordinator"),  # the VOL is no region
        _iemand("coordinator", "atlantis"),
        _iemand("machine"),  # no sign-in gives it
        _iemand("begeleider", "gent"),
        Identiteit(OPDRACHTREGEL.medewerker, "Lijkt er maar op", OPDRACHTREGEL.toekenningen, "vol"),
    ],
)
def test_a_role_counts_where_it_was_given(wie: Identiteit):
    assert erken(wie) is None
    with pytest.raises(GeenRol):
        AANMELDING.verzegelde(wie)


def test_who_has_more_roles_may_what_each_may():
    wie = erken(Identiteit("i", "I", frozenset({Toekenning("coordinator", "gent"), Toekenning("auditor", "vol")})))
    assert wie is not None
    assert (wie.bereik(Wat.CIJFERS), wie.regios, wie.mag(Wat.INZAGE)) == (Bereik.ALLE, {"gent"}, True)


@pytest.mark.parametrize("getoond", ["Bearer x", f"Bearer {SLEUTEL}x", "Bearer ", f"Basic {SLEUTEL}", SLEUTEL])
def test_a_key_that_is_not_of_this_machine_opens_nothing(niemand: TestClient, getoond: str):
    assert niemand.get("/api/status", headers={"Authorization": getoond}).status_code == 401


def test_a_wrong_key_is_not_made_good_by_a_cookie_and_on_a_page_no_key_counts(niemand: TestClient):
    meld_aan(niemand, IEMAND[Rol.ANALIST])
    assert niemand.get("/api/status", headers={"Authorization": "Bearer x"}).status_code == 401
    niemand.cookies.clear()
    assert niemand.get("/", headers=PASJE, follow_redirects=False).status_code == 303


def test_a_session_of_another_application_or_with_another_secret_is_none(niemand: TestClient):
    vreemd = aanmelding_van(bytes(32)).verzegelde(IEMAND[Rol.ANALIST])
    for koekje in (vreemd, AANMELDING.verzegelde(IEMAND[Rol.ANALIST])[:-2], "x"):
        niemand.cookies.set(AANMELDING.koekje, koekje)
        assert niemand.get("/api/status").status_code == 401


def _rijen(klant: TestClient, **vraag: Any) -> set[str]:
    return {cijfer["regio"] for cijfer in klant.get("/api/cijfers", params=vraag).json()}


def test_a_coordinator_gets_the_figures_of_the_own_region_and_no_other(niemand: TestClient):
    meld_aan(niemand, IEMAND[Rol.COORDINATOR])
    assert _rijen(niemand) == _rijen(niemand, regio="gent") == _rijen(niemand, splits="geslacht") == {"gent"}
    for ander in ("limburg", "vlaanderen", "x", "gent,limburg"):
        for pad in ("/", "/api/cijfers"):
            assert _geweigerd(niemand.get(pad, params={"regio": ander})), (pad, ander)
    pagina = niemand.get("/").text
    tekst = platte_tekst(pagina.partition("<main")[2])
    assert "Gent, alle periodes." in tekst
    assert [naam for naam in ("Limburg", ">Vlaanderen<", ">Brussel<") if naam in pagina] == []
    assert "/indicatoren/" not in pagina
    assert re.findall(r'<li><a href="([^"]+)"', pagina) == ["/", "/#inname"]


def test_who_signs_out_is_out_also_while_the_provider_is_away(niemand: TestClient):
    pagina = niemand.get("/indicatoren/B01?regio=gent")
    assert (pagina.url.path, pagina.status_code) == ("/aanmelden", 503)
    assert "De aanmelddienst antwoordt niet." in pagina.text
    meld_aan(niemand, PROEF["vol-analist-1"])
    assert "<span>Hanne</span>" in niemand.get("/").text
    af = niemand.post("/afmelden", follow_redirects=False)
    assert (af.status_code, "Max-Age=0" in af.headers["set-cookie"]) == (303, True)
    assert niemand.get("/api/status").status_code == 401


def test_over_https_the_cookie_goes_over_nothing_else():
    koek = aanmelding_van(bytes(32), veilig=True).meld_aan(IEMAND[Rol.AUDITOR]).headers["set-cookie"]
    assert koek.startswith("__Host-leerwinkel_vol=")
    assert "Secure" in koek.split("; ")


_WERK, _DOEL = {Wat.KWALITEIT, Wat.KWALITEITSWERK}, {Wat.KWALITEIT, Wat.DOELEN}
_SIGNAAL = {Wat.SIGNALEN, Wat.SIGNALEN_BEHANDELEN}
BESLIST = {
    "/afmelden": set(),
    "/api/herbouw": {Wat.ONDERHOUD},
    "/api/archief": {Wat.ONDERHOUD},
    "/api/besluiten": {Wat.QUARANTAINE},
    "/signalen/voorstellen/{nummer}": _SIGNAAL,
    "/signalen/{nummer}/behandeling": _SIGNAAL,
    "/signalen/{nummer}/antwoord": _SIGNAAL,
    "/datakwaliteit": {Wat.DATAKWALITEIT, Wat.QUARANTAINE},
    "/datakwaliteit/dubbels/{nummer}": {Wat.DUBBELS, Wat.BEOORDELEN},
    "/rapporten/{periode}/voorstel": {Wat.RAPPORTEN, Wat.VOORSTELLEN},
    "/rapporten/{periode}/goedkeuring": {Wat.RAPPORTEN, Wat.AFSLUITEN},
    "/rapporten/{periode}/bevriezing": {Wat.RAPPORTEN, Wat.AFSLUITEN},
    "/kwaliteit/acties/nieuw": _WERK,
    "/kwaliteit/acties/{nummer}/check": _WERK,
    "/kwaliteit/acties/{nummer}/slot": _WERK,
    "/kwaliteit/{gebied}": _DOEL,
    "/kwaliteit/{gebied}/ingetrokken": _DOEL,
    "/kwaliteit/{gebied}/zelfevaluatie": _WERK,
}
"""Address of a form → what it takes to send it."""
ZIET = {
    "/": {Wat.CIJFERS},
    "/api/cijfers": {Wat.CIJFERS},
    "/api/goal": {Wat.VERGELIJKEN},
    "/api/stand": {Wat.TOESTAND},
    "/api/status": {Wat.TOESTAND},
    "/api/quarantaine": {Wat.QUARANTAINE},
    "/api/rapporten": {Wat.RAPPORTEN},
    "/overzicht": {Wat.VERGELIJKEN},
    "/indicatoren": {Wat.VERGELIJKEN, Wat.RECORDS},
    "/records": {Wat.RECORDS},
    "/signalen": {Wat.SIGNALEN},
    "/datakwaliteit": {Wat.DATAKWALITEIT, Wat.DUBBELS},
    "/rapporten": {Wat.RAPPORTEN},
    "/kwaliteit": _WERK,
    "/audit": {Wat.AUDIT, Wat.INZAGE},
}
"""Part of the site → what it takes to see it, or something in it."""


def _deel(pad: str) -> str:
    return "/".join(pad.split("/")[: 3 if pad.startswith("/api/") else 2])


def test_each_address_needs_what_it_is_about(klant: TestClient):
    """The table decides who may; this, what it is that they do."""
    assert isinstance(klant.app, FastAPI)
    beslist: dict[str, set[Wat]] = {}
    ziet: dict[str, set[Wat]] = {}
    for route in adressen(klant.app.routes):
        nodig = {vereist.wat for vereist in vereisten(route)}
        if "POST" in (route.methods or ()):
            beslist[route.path] = nodig
        elif nodig:
            ziet[_deel(route.path)] = ziet.get(_deel(route.path), set()) | nodig
    assert beslist == BESLIST
    assert ziet == ZIET
