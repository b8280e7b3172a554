"""The forms of a dossier: the way from the first talk to the inschrijving, refusals, and what is filled in wrongly."""

from datetime import UTC, datetime, timedelta
from typing import Any

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import KeuzeGemaakt, SessieGehouden, SessieGepland
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis

from .gegeven import AANMELDING, GEDISPATCHT, gehouden

_MORGEN = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
_PLAN = {"soort": "intake", "dag": _MORGEN, "uur": "10:00", "vorm": "fysiek", "begeleider": "begeleider-1"}
_GISTEREN = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
_GESPREK = _PLAN | {"dag": _GISTEREN, "duur_minuten": "65"}


async def gebeurd(proef: Proefdienst, *data: Gegevens, dossier: str = "d1") -> None:
    await proef.gebeur(*(gebeurtenis(elk, dossier) for elk in data))


async def nieuw(proef: Proefdienst, eerder: int) -> list[str]:
    return [event.soort for event in (await proef.log())[eerder:]]


async def laatste(proef: Proefdienst) -> AnyGebeurtenis:
    return (await proef.log())[-1]


async def test_from_the_first_talk_to_the_inschrijving(proef: Proefdienst) -> None:
    await gebeurd(proef, *GEDISPATCHT)
    stappen: list[tuple[str, dict[str, Any]]] = [
        ("sessie", _PLAN),
        ("gesprek", _GESPREK | {"behandeld": ["aanbod", "portfolio"]}),
        ("traject", {"instemming": "ja"}),
        ("drempel", {"drempelsoort": "taal"}),
        ("keuze", {"aanbieder_soort": "cvo", "niveau": "4", "evc": "nee", "van_client": "ja"}),
        ("keuze", {"aanbieder_soort": "cbe", "van_client": "ja"}),
        ("inschrijving", {"bron": "client", "ingangsdatum": "2026-09-01"}),
        ("stopzetting", {"bron": "client", "reden": "werk"}),
        ("getuigschrift", {"bron": "client", "niveau": "4"}),
        ("begeleider", {"naar": "begeleider-2", "reden": "afwezigheid"}),
    ]
    for pad, velden in stappen:
        antwoord = await proef.stuur(f"/dossiers/d1/{pad}", **velden)
        assert antwoord.status_code == 303, (pad, antwoord.text)
        assert (await proef.http.get(antwoord.headers["location"])).is_success
    assert await nieuw(proef, 2) == [
        "sessie-gepland",
        "sessie-gehouden",
        "traject-gestart",
        "drempel-vastgesteld",
        "keuze-gemaakt",
        "keuze-herzien",
        "inschrijving-vastgesteld",
        "opleiding-stopgezet",
        "getuigschrift-behaald",
        "begeleider-gewijzigd",
    ]
    gesprek = (await proef.log())[3]
    assert isinstance(gesprek.data, SessieGehouden)
    assert (gesprek.data.behandeld, gesprek.medewerker) == (("aanbod", "portfolio"), "begeleider-1")
    assert gesprek.time.date().isoformat() == _GISTEREN


async def test_a_microcontact_takes_one_click(proef: Proefdienst) -> None:
    await gebeurd(proef, AANMELDING)
    antwoord = await proef.stuur("/dossiers/d1", actie="/dossiers/d1/contact", medium="sms")
    assert antwoord.status_code == 303
    event = await laatste(proef)
    assert (event.soort, vars(event.data)["medium"], vars(event.data)["richting"]) == (
        "microcontact-geregistreerd",
        "sms",
        "uit",
    )


async def test_an_appointment_is_moved_ended_and_accounted_for(proef: Proefdienst) -> None:
    await gebeurd(proef, *GEDISPATCHT)
    await proef.stuur("/dossiers/d1/sessie", **_PLAN)
    eerste = vars((await laatste(proef)).data)["sessie"]
    await proef.stuur(f"/dossiers/d1/sessie/{eerste}/verplaatsen", uur="15:15")
    verplaatst = (await laatste(proef)).data
    assert isinstance(verplaatst, SessieGepland)
    assert verplaatst.moment.strftime("%H:%M") == "15:15"
    te_vroeg = await proef.stuur(f"/dossiers/d1/sessie/{verplaatst.sessie}/niet-verschenen")
    assert (te_vroeg.status_code, "moet nog komen" in te_vroeg.text) == (409, True)
    await proef.stuur(f"/dossiers/d1/sessie/{verplaatst.sessie}/annuleren", door="leerwinkel")
    assert await nieuw(proef, 3) == ["sessie-geannuleerd", "sessie-gepland", "sessie-geannuleerd"]
    weg = await proef.http.get(f"/dossiers/d1/sessie/{verplaatst.sessie}")
    assert weg.headers["location"].endswith("/dossiers/d1")


async def test_an_appointment_that_is_over_becomes_a_talk_with_a_note_that_only_the_region_reads(
    proef: Proefdienst,
) -> None:
    gisteren = datetime.now(UTC) - timedelta(days=1)
    plan = SessieGepland(sessie="s1", soort="intake", moment=gisteren, begeleider="begeleider-1", vorm="online")
    await gebeurd(proef, *GEDISPATCHT, plan)
    antwoord = await proef.stuur("/dossiers/d1/sessie/s1", duur_minuten="50", notitie="Wil graag kok worden.")
    assert "Wil graag kok worden." in (await proef.http.get(antwoord.headers["location"])).text
    gehouden_ = await laatste(proef)
    assert isinstance(gehouden_.data, SessieGehouden)
    assert (gehouden_.data.sessie, gehouden_.data.vorm, gehouden_.data.duur_minuten) == ("s1", "online", 50)
    assert b"kok worden" not in b"".join([event.ruw() for event in await proef.log()])


async def test_a_refusal_says_its_sentence_at_the_field_and_changes_nothing(proef: Proefdienst) -> None:
    await gebeurd(proef, *GEDISPATCHT, gehouden(begeleider="begeleider-1"))
    zonder = await proef.stuur("/dossiers/d1/traject")
    assert (zonder.status_code, "zonder de instemming" in zonder.text) == (409, True)
    assert 'aria-describedby="instemming-fout "' in zonder.text
    ander = await proef.stuur("/dossiers/d1/sessie", **_PLAN | {"begeleider": "begeleider-2"})
    assert (ander.status_code, 'id="begeleider-fout"' in ander.text) == (409, True)
    assert formulieren(ander.text)["/dossiers/d1/sessie"]["uur"] == "10:00"
    assert await nieuw(proef, 3) == []


async def test_what_is_filled_in_wrongly_is_said_beside_it_and_stays(proef: Proefdienst) -> None:
    await gebeurd(proef, *GEDISPATCHT)
    fout = await proef.stuur(
        "/dossiers/d1/gesprek", **_GESPREK | {"duur_minuten": "veel", "uur": "25:99", "soort": "praatje"}
    )
    assert fout.status_code == 422
    for veld in ("duur_minuten", "uur", "soort"):
        assert f'id="{veld}-fout"' in fout.text
    assert formulieren(fout.text)["/dossiers/d1/gesprek"]["duur_minuten"] == "veel"
    assert await nieuw(proef, 2) == []


async def test_a_form_sent_twice_is_one_event(proef: Proefdienst) -> None:
    await gebeurd(proef, *GEDISPATCHT, gehouden(begeleider="begeleider-1"))
    blad = await proef.http.get("/dossiers/d1/keuze")
    velden = formulieren(blad.text)["/dossiers/d1/keuze"] | {"aanbieder_soort": "cvo", "van_client": "ja"}
    heen = [await proef.http.post("/dossiers/d1/keuze", data=velden) for _ in range(2)]
    assert [elk.headers["location"] for elk in heen] == ["http://127.0.0.1:8082/dossiers/d1?na=4"] * 2
    assert (await laatste(proef)).data == KeuzeGemaakt(aanbieder_soort="cvo")
    plan = formulieren((await proef.http.get("/dossiers/d1/sessie")).text)["/dossiers/d1/sessie"]
    heen = [await proef.http.post("/dossiers/d1/sessie", data=plan | _PLAN) for _ in range(2)]
    assert [elk.headers["location"] for elk in heen] == ["http://127.0.0.1:8082/dossiers/d1?na=5"] * 2


async def test_a_double_booking_is_a_warning_and_no_refusal(proef: Proefdienst) -> None:
    for dossier in ("d1", "d2"):
        await gebeurd(proef, *GEDISPATCHT, dossier=dossier)
    await proef.stuur("/dossiers/d1/sessie", **_PLAN)
    gewaarschuwd = await proef.stuur("/dossiers/d2/sessie", **_PLAN | {"uur": "10:30"})
    assert (gewaarschuwd.status_code, "heeft dan al een afspraak" in gewaarschuwd.text) == (409, True)
    assert await nieuw(proef, 5) == []
    velden = formulieren(gewaarschuwd.text)["/dossiers/d2/sessie"] | {"toch": "ja"}
    assert (await proef.http.post("/dossiers/d2/sessie", data=velden)).status_code == 303
    agenda = await proef.http.get(f"/agenda?dag={_MORGEN}")
    assert agenda.text.count("Dubbel geboekt</span>") == 2


async def test_another_session_or_a_partner_cannot_send_a_form(proef: Proefdienst) -> None:
    await gebeurd(proef, AANMELDING)
    velden = formulieren((await proef.http.get("/dossiers/d1/contact")).text)["/dossiers/d1/contact"]
    await proef.meld_aan("begeleider-2")
    vreemd = await proef.http.post("/dossiers/d1/contact", data=velden | {"medium": "sms"})
    assert (vreemd.status_code, "verlopen" in vreemd.text) == (403, True)
    await proef.meld_aan("partner-1")
    for pad in ("/dossiers", "/agenda", "/dossiers/d1", "/dossiers/d1/contact"):
        assert (await proef.http.get(pad)).status_code == 403
    assert await nieuw(proef, 1) == []


async def test_a_form_of_what_is_not_there_is_not_found(proef: Proefdienst) -> None:
    await gebeurd(proef, AANMELDING)
    for pad in ("/dossiers/d9/contact", "/dossiers/d1/sessie/s9"):
        assert (await proef.http.get(pad)).status_code == 404
