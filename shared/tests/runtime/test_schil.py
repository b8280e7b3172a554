"""The shell: escaping, static files with their hash, headers on every answer."""

import re
from collections.abc import Iterator

import pytest
from jinja2 import UndefinedError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.testclient import TestClient

from leerwinkel.runtime.web import Kopregels, Onderdeel, Schil, koppel_statisch, sjabloonomgeving

SCHIL = Schil(
    "Leerwinkel · Limburg", (Onderdeel("Vandaag", "/"), Onderdeel("Agenda", "/agenda")), "1.2", "Uit het log."
)
OMGEVING = sjabloonomgeving("leerwinkel.runtime.web", "sjablonen", schil=SCHIL)


def pagina(inhoud: str, **waarden: object) -> str:
    kop = '{% extends "shell/basis.html" %}{% block titel %}Proef{% endblock %}'
    bron = f"{kop}{{% block inhoud %}}{inhoud}{{% endblock %}}"
    return OMGEVING.from_string(bron).render(huidig="/agenda", **waarden)


@pytest.fixture
def bezoeker() -> Iterator[TestClient]:
    app = Starlette()
    app.add_middleware(Kopregels)
    koppel_statisch(app)

    def los(_: Request) -> PlainTextResponse:
        return PlainTextResponse("los", headers={"Cache-Control": "max-age=60"})

    def voorpagina(_: Request) -> HTMLResponse:
        return HTMLResponse(pagina("hier"))

    app.add_route("/", voorpagina)
    app.add_route("/los", los)
    with TestClient(app) as klant:
        yield klant


def test_a_page_has_a_skip_link_its_place_in_the_navigation_and_its_origin():
    html = pagina("<p>hier</p>")
    assert '<html lang="nl-BE">' in html
    assert "<title>Proef – Leerwinkel · Limburg</title>" in html
    assert html.index('href="#inhoud"') < html.index("<header")
    assert '<a href="/agenda" aria-current="page">Agenda</a>' in html
    assert '<a href="/">Vandaag</a>' in html
    assert "Uit het log." in html
    assert "versie 1.2" in html


def test_what_people_type_is_shown_and_never_run():
    html = pagina(
        '{% import "shell/macros.html" as ui %}{{ ui.tekstveld("zoek", "Zoek", waarde, fout=waarde) }}{{ waarde }}',
        waarde="\"><script>alert('x')</script>",
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3


def test_a_field_says_what_is_wrong_with_it():
    html = OMGEVING.from_string(
        '{% import "shell/macros.html" as ui %}'
        '{{ ui.keuzeveld("regio", "Regio", [("a", "A"), ("b", "B")], "b", uitleg="Kies.", fout="Kan niet.") }}'
    ).render()
    assert 'aria-describedby="regio-fout regio-uitleg" aria-invalid="true"' in html
    assert '<option value="b" selected>' in html
    assert '<label for="regio">Regio</label>' in html


def test_a_name_that_a_page_forgot_is_an_error():
    with pytest.raises(UndefinedError):
        pagina("{{ vergeten }}")


def test_pages_have_no_inline_script_or_style():
    html = pagina('{% import "shell/macros.html" as ui %}{{ ui.balk(0.4) }}{{ ui.badge("goed", "bij") }}')
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)


def test_every_answer_has_the_security_headers(bezoeker: TestClient):
    for pad in ("/", "/los", "/bestaat-niet"):
        kop = bezoeker.get(pad).headers
        assert "default-src 'none'" in kop["content-security-policy"]
        assert "frame-ancestors 'none'" in kop["content-security-policy"]
        assert "unsafe" not in kop["content-security-policy"]
        assert kop["x-content-type-options"] == "nosniff"
        assert kop["referrer-policy"] == "same-origin"
    assert bezoeker.get("/").headers["cache-control"] == "no-store"
    assert bezoeker.get("/los").headers["cache-control"] == "max-age=60"


def test_static_files_are_kept_for_good_under_their_hash(bezoeker: TestClient):
    adressen = re.findall(r'"(/statisch/[^"]+)"', bezoeker.get("/").text)
    assert {adres.rsplit(".", 1)[1] for adres in adressen} == {"css", "svg"}
    for adres in adressen:
        antwoord = bezoeker.get(adres)
        assert antwoord.status_code == 200
        assert re.search(r"\.[0-9a-f]{12}\.(css|svg)$", adres)
        assert antwoord.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert antwoord.headers["content-type"].split(";")[0] in {"text/css", "image/svg+xml"}


@pytest.mark.parametrize("naam", ["leerwinkel.css", "leerwinkel.000000000000.css", "..%2Fschil.py"])
def test_no_other_file_is_served(bezoeker: TestClient, naam: str):
    assert bezoeker.get(f"/statisch/{naam}").status_code == 404
