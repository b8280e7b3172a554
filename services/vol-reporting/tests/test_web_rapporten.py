"""The pages of reports as a browser gets them: periods, what is to be known before closing, and who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leerwinkel.testing.dienst import formulieren

from .proefdienst import ALLES, PROEF, meld_aan
from .rapportbezoek import PERIODE, VOORSTELLEN, Rapportbezoek, bezoek


@pytest.fixture(scope="module")
def wie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapportbezoek]:
    """Somebody who gets nothing done: every test leaves the period as it was."""
    with bezoek(tmp_path_factory.mktemp("open")) as iemand:
        yield iemand


def test_the_list_has_what_has_ended_and_leads_to_any_period(wie: Rapportbezoek):
    tekst = wie.pagina("/rapporten")
    assert "2026-09 1 september 2026 tot en met 30 september 2026 open 0" in tekst
    assert "2026-Q3 1 juli 2026 tot en met 30 september 2026 open 0" in tekst
    naar = wie.klant.get("/rapporten?periode=2025-Q1", follow_redirects=False)
    assert (naar.status_code, naar.headers["location"]) == (303, "/rapporten/2025-Q1")
    fout = wie.klant.get("/rapporten?periode=gisteren")
    assert (fout.status_code, "‘gisteren’ is geen maand, kwartaal of jaar." in fout.text) == (422, True)


@pytest.mark.parametrize(
    "pad", ["2026-Q5", "2026-13", "0000", "2026-Q3/nergens", "2026-Q3/gent/bestand/docx", "2026-Q3/gent/verschil"]
)
def test_what_is_no_period_area_or_form_is_not_found(wie: Rapportbezoek, pad: str):
    assert wie.klant.get(f"/rapporten/{pad}").status_code == 404


def test_warnings_are_seen_before_closing_and_ask_a_reason(wie: Rapportbezoek):
    tekst = wie.pagina()
    assert "Geen enkele aanmelding in de periode Brussel 0" in tekst
    # both trajecten began without consent, and both talks came before a dispatching
    assert "Feiten die een regel breken Gent 4" in tekst
    zonder = wie.stuur("voorstel")
    assert (zonder.status_code, "Kies waarom de periode toch afgesloten mag worden." in zonder.text) == (409, True)
    assert wie.gezegd() == []


def test_who_proposed_it_does_not_approve_it_and_another_does_once(tmp_path: Path):
    with bezoek(tmp_path) as wie:
        _keur_goed(wie)


def _keur_goed(wie: Rapportbezoek) -> None:
    wie.stuur("voorstel", **VOORSTELLEN)
    assert "Iemand anders dan Hanne, analist kijkt na of het mag: een beheerder van de VOL." in wie.pagina()
    getoond = formulieren(wie.klant.get(PERIODE).text)
    assert f"{PERIODE}/goedkeuring" not in getoond, "wie het voorstelde, krijgt het formulier niet"
    meld_aan(wie.klant, PROEF["vol-beheerder-1"])
    gezien = formulieren(wie.klant.get(PERIODE).text)[f"{PERIODE}/goedkeuring"]
    meld_aan(wie.klant, ALLES)
    eigen = formulieren(wie.klant.get(PERIODE).text)[f"{PERIODE}/voorstel"]
    zelf = wie.klant.post(f"{PERIODE}/goedkeuring", data=gezien | {"teken": eigen["teken"]})
    assert (zelf.status_code, "Wie het voorstelde, keurt het niet zelf goed." in zelf.text) == (409, True)
    ander = wie.stuur("goedkeuring", voorstel="0" * 64)
    assert (ander.status_code, "Intussen is er een ander voorstel." in ander.text) == (409, True)
    assert wie.stuur("goedkeuring").status_code == 303
    tekst = wie.pagina()
    assert "Goedgekeurd Greet, beheerder" in tekst
    assert "Waarom Nagekeken met de regio: het klopt zo" in tekst
    assert len(wie.gezegd()) == 2


def test_a_form_of_another_browser_is_refused(wie: Rapportbezoek):
    antwoord = wie.stuur("voorstel", **VOORSTELLEN, teken="x")
    assert (antwoord.status_code, wie.gezegd()) == (403, [])


def test_a_period_that_is_not_over_has_no_form(wie: Rapportbezoek):
    tekst = wie.klant.get("/rapporten/2099").text
    assert ("Deze periode is nog niet voorbij." in tekst, 'action="/rapporten' in tekst) == (True, False)


def test_without_the_hub_nothing_is_claimed(wie: Rapportbezoek):
    wie.log.weg = True
    antwoord = wie.stuur("voorstel", **VOORSTELLEN)
    wie.log.weg = False
    assert (antwoord.status_code, "De hub antwoordt niet" in antwoord.text) == (503, True)
