"""The page of a dossier: everything that happened, and what can be done next."""

import asyncio
from pathlib import Path

from leerwinkel.eventsourcing import NewEvent
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import gegevens_als_json
from leerwinkel.gebeurtenissen.intake import PersoonsgegevensVernietigd
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt
from leerwinkel.gebeurtenissen.trajecten import BegeleiderGewijzigd
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.taken import in_draad
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis

from .gegeven import AANMELDING, BEMIDDELING, GESPROKEN, afgesloten, gehouden

GECORRIGEERD, INGETROKKEN = CORRECTIES["trajecten"]


async def test_the_timeline_is_of_all_services_and_the_steps_are_what_is_allowed(proef: Proefdienst) -> None:
    await proef.meld_aan("coordinator-1")
    verwezen = DoorverwijzingGemaakt(doorverwijzing="v1", partnersoort="cvo", warm=True)
    await proef.gebeur(*(gebeurtenis(data, "d1") for data in (*GESPROKEN, verwezen)))
    blad = (await proef.http.get("/dossiers/d1")).text
    for zin in ("Aanmelding geregistreerd", "Dispatching beslist: informatiebemiddeling", "Sessie gehouden: intake"):
        assert zin in blad
    assert "Doorverwezen naar een partner" in blad
    assert 'href="/dossiers/d1/traject"' in blad
    assert 'href="http://127.0.0.1:8081/dossiers/d1/afsluiten"' in blad
    await proef.gebeur(gebeurtenis(afgesloten(), "d1"))
    dicht = (await proef.http.get("/dossiers/d1")).text
    assert 'href="/dossiers/d1/traject"' not in dicht
    assert 'href="http://127.0.0.1:8081/dossiers/d1/heropenen"' in dicht


async def test_a_correction_shows_what_it_replaces_and_a_retraction_what_it_undoes(proef: Proefdienst) -> None:
    await proef.meld_aan("coordinator-1")
    eerst, tweede = gebeurtenis(gehouden(), "d1"), gebeurtenis(gehouden("s2", duur_minuten=45), "d1")
    nieuw = gegevens_als_json(gehouden(duur_minuten=90))
    beter = GECORRIGEERD(doel=Doel(source=eerst.source, id=eerst.id), gegevens=nieuw, reden="invoerfout")
    weg = INGETROKKEN(doel=Doel(source=tweede.source, id=tweede.id), reden="invoerfout")
    begin = [gebeurtenis(data, "d1") for data in (AANMELDING, BEMIDDELING)]
    await proef.gebeur(*begin, eerst, tweede, gebeurtenis(beter, "d1"), gebeurtenis(weg, "d1"))
    blad = (await proef.http.get("/dossiers/d1")).text
    assert blad.index("90 minuten") < blad.index("Wat er eerst stond") < blad.index("60 minuten")
    assert "<s>Sessie gehouden: intake</s>" in blad
    assert blad.count("Verbeterd op") == blad.count("Ingetrokken op") == 1


async def test_the_name_is_readable_on_the_page_and_nowhere_in_the_read_model(
    proef: Proefdienst, tmp_path: Path
) -> None:
    wie = Persoonsgegevens(naam="Wachtebeke", voornaam="Oriane", telefoon="0470 11 22 33")
    gesloten = await in_draad(Versleuteling(proef.kader.kluis).sluit, "c1", wie)
    elders = AANMELDING.model_copy(update={"persoonsgegevens": "eyJh..AAAA.BBBB.CCCC"})
    await proef.gebeur(gebeurtenis(AANMELDING.model_copy(update={"persoonsgegevens": gesloten}), "d1"))
    await proef.gebeur(gebeurtenis(elders, "d1"))
    assert "Oriane Wachtebeke" in (await proef.http.get("/dossiers/d1")).text
    bestanden = [pad for pad in (tmp_path / "data").rglob("*") if pad.is_file()]
    assert not [pad.name for pad in bestanden if b"Wachtebeke" in pad.read_bytes()]
    await proef.gebeur(gebeurtenis(PersoonsgegevensVernietigd(client="c1", grond="verzoek-client"), "c1"))
    gewist = (await proef.http.get("/dossiers/d1")).text
    assert ("Gewist op" in gewist, "Onbekend" in gewist, "Oriane" in gewist, "Tijdlijn" in gewist) == (
        True,
        True,
        False,
        False,
    )
    paden = ("/", "/dossiers", "/dossiers.csv")
    lijsten = [(await proef.http.get(pad)).text for pad in paden]
    assert ["/dossiers/d1" in lijst for lijst in lijsten] == [False] * 3, "the lists do not have it"
    assert len(lijsten[-1].splitlines()) == 1, "a head, and no row"


async def test_an_imported_dossier_shows_without_a_name(proef: Proefdienst) -> None:
    bron = {"source": "urn:leerwinkel:gent:import", "medewerker": "5f0c8a52-7be2-8f64-a1c7-01c1f2d47f3a"}
    await proef.gebeur(*(gebeurtenis(data, "imp-0001-abcdef", **bron) for data in (*GESPROKEN, afgesloten())))
    await proef.meld_aan("coordinator-1")
    blad = (await proef.http.get("/dossiers/imp-0001-abcdef")).text
    assert "<h1>Dossier ABCDEF</h1>" in blad
    assert "Uit een ander systeem" in blad
    assert "Medewerker 7F3A (import)" in blad


async def test_a_dossier_that_nobody_spoke_of_is_not_found(proef: Proefdienst) -> None:
    assert (await proef.http.get("/dossiers/niets")).status_code == 404


async def test_another_s_dossier_shows_who_nobody_is_until_it_is_taken_over_with_a_reason(proef: Proefdienst) -> None:
    """Design, privacy and access: others of the region on taking over, which is an event."""
    wie = Persoonsgegevens(naam="Wachtebeke", voornaam="Oriane")
    gesloten = await in_draad(Versleuteling(proef.kader.kluis).sluit, "c1", wie)
    bekend = AANMELDING.model_copy(update={"persoonsgegevens": gesloten})
    van_lotte = (bekend, BEMIDDELING, gehouden(begeleider="begeleider-2"))
    await proef.gebeur(*(gebeurtenis(data, "d1") for data in van_lotte))
    omtrek = await proef.http.get("/dossiers/d1")
    for verborgen in ("Wachtebeke", "/dossiers/d1/keuze", "Tijdlijn"):
        assert verborgen not in omtrek.text
    assert "Dit dossier is van Lotte" in omtrek.text
    assert (await proef.http.get("/dossiers/d1/keuze")).headers["location"].endswith("/dossiers/d1")
    zonder = await proef.stuur("/dossiers/d1", actie="/dossiers/d1/overnemen")
    assert (zonder.status_code, "Wachtebeke" in zonder.text) == (422, False)
    klaar = await proef.stuur("/dossiers/d1", actie="/dossiers/d1/overnemen", reden="afwezigheid")
    assert klaar.status_code == 303
    *_, event = await proef.log()
    assert event.data == BegeleiderGewijzigd(van="begeleider-2", naar="begeleider-1", reden="afwezigheid")
    assert "Oriane Wachtebeke" in (await proef.http.get(klaar.headers["location"])).text
    await proef.meld_aan("onthaal-1")
    bij_onthaal = (await proef.http.get("/dossiers/d1")).text
    assert ("Wachtebeke" in bij_onthaal, "Neem over" in bij_onthaal) == (False, False)


async def test_a_page_that_is_not_there_yet_loads_again_by_itself(proef: Proefdienst) -> None:
    """Who comes from another service was answered there; this read model may be behind."""
    await proef.gebeur(gebeurtenis(AANMELDING, "d1"))
    assert (await proef.http.get("/dossiers/d2?na=1")).status_code == 404
    straks = await proef.http.get("/dossiers/d2?na=2")
    assert (straks.status_code, straks.headers["refresh"]) == (503, "2")
    assert "laadt vanzelf opnieuw" in straks.text
    await proef.gebeur(gebeurtenis(AANMELDING, "d2"))
    assert (await proef.http.get("/dossiers/d2?na=2")).status_code == 200


async def test_what_another_service_just_did_to_a_dossier_is_waited_for(proef: Proefdienst) -> None:
    """Also where the address does not say that anything was done."""
    await proef.gebeur(gebeurtenis(AANMELDING, "d1"))
    kader, nieuw = proef.kader, gebeurtenis(AANMELDING, "d2")
    async with kader.leesmodel._writing:  # pyright: ignore[reportPrivateUsage]
        bericht = NewEvent(nieuw.onderwerp(), nieuw.bericht_id(), nieuw.ruw())
        await kader.uitvoerder.log.append("leerwinkel.gent.*.d2.>", 0, [bericht])
        wacht = asyncio.create_task(proef.http.get("/dossiers/d2/gesprek"))
        while not kader.leesmodel._moved._waiters:  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
            assert not wacht.done(), wacht.result()
            await asyncio.sleep(0)
    assert (await wacht).status_code == 200
