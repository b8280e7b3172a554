"""The forms of a dossier, over a real node: each becomes its event, a refusal says why and changes nothing."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.intake import (
    Afspraak,
    DispatchingBeslist,
    DossierAfgesloten,
    DossierHeropend,
    InformatieVerstrekt,
    ProfielAangevuld,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.taken import in_draad
from leerwinkel.testing.dienst import Proefdienst, formulieren
from leerwinkel.testing.voorbeelden import gebeurtenis

from .bouw import SESSIE, aanmelding, besluit

INFORMATIE = besluit("informatieverstrekking")
FORMULIEREN: dict[str, dict[str, Any]] = {
    "dispatching": {"besluit": "doorverwezen", "reden": "traject-naar-werk"},
    "informatie": {"medium": "e-mail", "duur_minuten": "8", "niet_beantwoord": "ja"},
    "toestemming": {"geef": "bevraging", "wijze": "mondeling"},
    "profiel": {"geslacht": "x", "kansengroepen": ["neet", "dakloos"], "gemeente": "44021"},
    "afsluiten": {"reden": "beantwoord"},
}
WORDT: dict[str, Any] = {
    "dispatching": DispatchingBeslist(besluit="doorverwezen", reden="traject-naar-werk"),
    "informatie": InformatieVerstrekt(medium="e-mail", duur_minuten=8, beantwoord=False),
    "toestemming": ToestemmingGegeven(doel="bevraging", wijze="mondeling"),
    "profiel": ProfielAangevuld(geslacht="x", kansengroepen=("neet", "dakloos"), gemeente="44021"),
    "afsluiten": DossierAfgesloten(reden="beantwoord"),
}


async def test_a_form_becomes_its_event_once_and_leads_to_the_dossier(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"), gebeurtenis(INFORMATIE, "d1"))
    for positie, (stap, ingevuld) in enumerate(FORMULIEREN.items(), 3):
        pad = f"/dossiers/d1/{stap}"
        velden = formulieren((await proef.http.get(pad)).text)[pad] | ingevuld
        for _ in range(2):
            klaar = await proef.http.post(pad, data=velden)
            assert klaar.headers["location"] == f"http://127.0.0.1:8082/dossiers/d1?na={positie}", klaar.text
        *_, event = await proef.log()
        assert (len(await proef.log()), event.data, event.medewerker) == (positie, WORDT[stap], "onthaal-1")


GEWEIGERD: list[tuple[str, dict[str, str], str]] = [
    ("dispatching", {"besluit": "begeleidingstraject"}, "pas na een gesprek"),
    ("informatie", {"medium": "sms", "duur_minuten": "5"}, "Beslis eerst de dispatching"),
    ("heropenen", {}, "dit dossier is niet afgesloten"),
    ("afsluiten", {"reden": "keuze", "moment": "2020-01-01T10:00"}, "ligt voor de aanmelding"),
]


async def test_a_refusal_says_why_keeps_what_was_filled_in_and_changes_nothing(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"))
    for stap, velden, zin in GEWEIGERD:
        pagina = await proef.stuur(f"/dossiers/d1/{stap}", **velden)
        assert (pagina.status_code, zin in pagina.text) == (409, True), stap
        assert velden.items() <= formulieren(pagina.text)[f"/dossiers/d1/{stap}"].items()
    assert len(await proef.log()) == 1


FOUT: list[tuple[str, dict[str, str], str]] = [
    ("dispatching", {"besluit": ""}, "besluit"),
    ("dispatching", {"besluit": "informatiebemiddeling", "begeleider": "begeleider-1"}, "afspraak"),
    ("dispatching", {"besluit": "informatiebemiddeling", "afspraak": "morgen"}, "afspraak"),
    ("dispatching", {"besluit": "informatiebemiddeling", "begeleider": "iemand"}, "begeleider"),
    ("informatie", {"medium": "", "duur_minuten": "5"}, "medium"),
    ("toestemming", {}, "doel"),
    ("toestemming", {"geef": "iets"}, "doel"),
    ("profiel", {"gemeente": "99999"}, "gemeente"),
    ("profiel", {"email": "geen adres"}, "email"),
    ("afsluiten", {"reden": "beantwoord", "moment": "2099-01-01T10:00"}, "moment"),
]


async def test_what_is_wrong_is_said_beside_its_field(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"))
    for stap, velden, fout in FOUT:
        pagina = await proef.stuur(f"/dossiers/d1/{stap}", **velden)
        assert (pagina.status_code, f'<a href="#{fout}">' in pagina.text) == (422, True), (stap, velden)
        assert f' id="{fout}"' in pagina.text, "the way to a field must lead to it"
    assert len(await proef.log()) == 1


async def test_the_proposal_is_chosen_already_and_an_appointment_goes_with_the_decision(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(vraagsoort="leernood"), "d1"))
    pad = "/dossiers/d1/dispatching"
    velden = formulieren((await proef.http.get(pad)).text)[pad]
    assert (velden["besluit"], velden["reden"]) == ("informatiebemiddeling", "leernood")
    await proef.http.post(pad, data=velden | {"afspraak": "2027-07-01T14:00", "begeleider": "begeleider-2"})
    *_, event = await proef.log()
    afspraak = Afspraak(moment=datetime(2027, 7, 1, 12, tzinfo=UTC), begeleider="begeleider-2")
    assert event.data == DispatchingBeslist(besluit="informatiebemiddeling", reden="leernood", afspraak=afspraak)


async def test_after_a_talk_and_with_consent_a_traject_is_proposed_and_can_be_decided(proef: Proefdienst) -> None:
    await proef.meld_aan("coordinator-1")
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"), gebeurtenis(SESSIE, "d1"))
    assert "Vraag of de cliënt instemt" in (await proef.http.get("/dossiers/d1/dispatching")).text
    await proef.stuur("/dossiers/d1/toestemming", geef="begeleiding")
    assert (await proef.stuur("/dossiers/d1/dispatching")).is_redirect
    *_, event = await proef.log()
    assert event.data == DispatchingBeslist(besluit="begeleidingstraject", reden="na-gesprek")


async def test_what_happened_earlier_gets_its_own_moment(proef: Proefdienst) -> None:
    nu = datetime.now(UTC)
    await proef.gebeur(gebeurtenis(aanmelding(), "d1", time=nu - timedelta(days=300)))
    await proef.stuur("/dossiers/d1/afsluiten", reden="keuze", moment=f"{nu - timedelta(days=200):%Y-%m-%d}T09:30")
    *_, event = await proef.log()
    assert event.time.date() == (nu - timedelta(days=200)).date()
    assert event.recordedtime >= nu


async def test_consent_is_taken_back_and_given_again(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"))
    pad = "/dossiers/d1/toestemming"
    for velden in ({"geef": "onderzoek"}, {"trek_in": "onderzoek"}, {"geef": "onderzoek"}, {"trek_in": "bevraging"}):
        assert (await proef.stuur(pad, **velden)).is_redirect
    assert [type(event.data) for event in (await proef.log())[1:]] == [
        ToestemmingGegeven,
        ToestemmingIngetrokken,
        ToestemmingGegeven,
        ToestemmingIngetrokken,
    ]
    tekst = (await proef.http.get(pad)).text
    assert (tekst.count(">Gegeven<"), tekst.count(">Geen toestemming<"), tekst.count(">Niet gevraagd<")) == (1, 1, 4)


async def test_enter_in_a_field_gives_no_consent_and_links_nobody(proef: Proefdienst) -> None:
    """A browser then sends the first button of the form."""
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"), gebeurtenis(aanmelding(client="c2"), "d2"))
    await proef.stuur("/dossiers/d1/koppelen", client="c2", grond="andere")
    for pad in ("/dossiers/d1/toestemming", "/dossiers/d1/koppelen"):
        formulier = (await proef.http.get(pad)).text.partition(f'action="{pad}"')[2]
        knop = re.search(r'<button [^>]*name="(\w+)" value="(\w+)"', formulier)
        assert knop is not None
        assert (await proef.stuur(pad, **{knop[1]: knop[2]})).status_code == 200
    assert len(await proef.log()) == 3


async def test_the_profile_begins_with_what_is_known_and_only_what_is_new_becomes_an_event(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(profiel=Profiel(geslacht="v", kansengroepen=("neet",))), "d1"))
    pad = "/dossiers/d1/profiel"
    assert (await proef.stuur(pad)).headers["location"].endswith("?na=1")
    await proef.stuur(pad, voornaam="Jo", naam="Peeters", geboortejaar="onbekend")
    *_, event = await proef.log()
    assert isinstance(event.data, ProfielAangevuld)
    assert event.data.persoonsgegevens is not None
    wie = await in_draad(Versleuteling(proef.kader.kluis).open, "c1", event.data.persoonsgegevens)
    assert (wie.voornaam, wie.naam) == ("Jo", "Peeters")
    assert event.data.model_copy(update={"persoonsgegevens": None}) == ProfielAangevuld(geboortejaar="onbekend")
    assert (await proef.stuur(pad)).headers["location"].endswith("?na=2")
    assert "Jo Peeters" in (await proef.http.get(pad)).text


async def test_the_last_kansengroep_can_be_unticked_and_a_date_of_birth_says_the_year(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(profiel=Profiel(geboortejaar=1990, kansengroepen=("neet",))), "d1"))
    pad = "/dossiers/d1/profiel"
    velden = formulieren((await proef.http.get(pad)).text)[pad]
    assert velden.pop("kansengroepen") == "neet"
    await proef.http.post(pad, data=velden | {"voornaam": "Jo", "naam": "Peeters", "geboortedatum": "1991-05-06"})
    *_, event = await proef.log()
    assert isinstance(event.data, ProfielAangevuld)
    assert (event.data.geboortejaar, event.data.kansengroepen) == (1991, ())


async def test_a_closed_dossier_is_reopened_for_nazorg(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"), gebeurtenis(DossierAfgesloten(reden="keuze"), "d1"))
    assert "Afgesloten" in (await proef.http.get("/dossiers/d1/heropenen")).text
    assert (await proef.stuur("/dossiers/d1/dispatching", besluit="doorverwezen")).status_code == 409
    await proef.stuur("/dossiers/d1/heropenen")
    *_, event = await proef.log()
    assert event.data == DossierHeropend(aanleiding="nazorg")


async def test_an_unknown_dossier_is_not_found(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"))
    assert (await proef.http.get("/dossiers/d2/afsluiten")).status_code == 404
    velden = formulieren((await proef.http.get("/dossiers/d1/afsluiten")).text)["/dossiers/d1/afsluiten"]
    assert (await proef.http.post("/dossiers/d2/afsluiten", data=velden | {"reden": "ander"})).status_code == 404
    assert len(await proef.log()) == 1


async def test_a_dossier_of_which_the_aanmelding_was_retracted_has_no_proposal(proef: Proefdienst) -> None:
    eerst = gebeurtenis(aanmelding(), "d1")
    weg = CORRECTIES["intake"][1](doel=Doel(source=eerst.source, id=eerst.id), reden="dubbel")
    await proef.gebeur(eerst, gebeurtenis(SESSIE, "d1"), gebeurtenis(weg, "d1"))
    pagina = await proef.stuur("/dossiers/d1/dispatching", besluit="doorverwezen")
    assert (pagina.status_code, "Registreer eerst de aanmelding" in pagina.text) == (409, True)


async def test_the_form_of_another_session_changes_nothing(proef: Proefdienst) -> None:
    await proef.gebeur(gebeurtenis(aanmelding(), "d1"))
    pad = "/dossiers/d1/afsluiten"
    velden = formulieren((await proef.http.get(pad)).text)[pad] | {"reden": "keuze"}
    await proef.meld_aan("coordinator-1")
    assert (await proef.http.post(pad, data=velden)).status_code == 403
    await proef.meld_aan("partner-1")
    assert (await proef.http.get(pad)).status_code == 403
    assert len(await proef.log()) == 1
