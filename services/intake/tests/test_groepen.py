"""Infosessies and bekendmaking, over a real node."""

from datetime import UTC, datetime

from leerwinkel.gebeurtenissen.intake import BekendmakingUitgevoerd, InfosessieGehouden
from leerwinkel.testing.dienst import Proefdienst, formulieren

INFOSESSIE = {"doelgroep": "jongeren", "aantal": "12", "duur_minuten": "600", "moment": "2026-07-01T10:00"}


async def test_an_information_session_is_registered_once_and_stands_in_the_list(proef: Proefdienst) -> None:
    velden = formulieren((await proef.http.get("/infosessies")).text)["/infosessies"] | INFOSESSIE
    for _ in range(2):
        assert (await proef.http.post("/infosessies", data=velden)).headers["location"] == "/infosessies?na=1"
    [event] = await proef.log()
    assert event.data == InfosessieGehouden(doelgroep="jongeren", deelnemers=12, duur_minuten=600)
    assert (event.subject, event.time) == ("gent", datetime(2026, 7, 1, 8, tzinfo=UTC))
    pagina = (await proef.http.get("/infosessies?na=1")).text
    assert "Geregistreerd." in pagina
    assert '<td class="getal">12</td><td class="getal">600</td>' in pagina


async def test_a_bekendmaking_is_registered_also_when_nobody_knows_how_many_it_reached(proef: Proefdienst) -> None:
    assert (await proef.stuur("/bekendmakingen", doelgroep="armoede", kanaal="folder")).is_redirect
    [event] = await proef.log()
    assert event.data == BekendmakingUitgevoerd(doelgroep="armoede", kanaal="folder")
    assert "Folder of affiche" in (await proef.http.get("/bekendmakingen")).text
    assert "Nog niets." in (await proef.http.get("/infosessies")).text
    bestand = (await proef.http.get("/bekendmakingen.csv?groep=armoede")).content.decode("utf-8-sig").splitlines()
    assert (bestand[0], len(bestand)) == ("Wanneer;Voor wie;Hoe;Bereikt", 2)
    assert (await proef.http.get("/infosessies.xlsx")).content.startswith(b"PK")
    assert "Niets past hierbij." in (await proef.http.get("/bekendmakingen?groep=jongeren")).text


async def test_what_is_wrong_is_said_beside_its_field(proef: Proefdienst) -> None:
    for pad, anders, veld in (
        ("/infosessies", {"doelgroep": ""}, "doelgroep"),
        ("/infosessies", {"aantal": ""}, "aantal"),
        ("/infosessies", {"duur_minuten": "1441"}, "duur_minuten"),
        ("/infosessies", {"moment": "2099-01-01T10:00"}, "moment"),
        ("/infosessies", {"partner": "geen"}, "partner"),
        ("/bekendmakingen", {"kanaal": "telefoon"}, "kanaal"),
        ("/bekendmakingen", {"kanaal": "pers", "aantal": "veel"}, "aantal"),
    ):
        pagina = await proef.stuur(pad, **(INFOSESSIE | anders))
        assert (pagina.status_code, f'<a href="#{veld}">' in pagina.text) == (422, True), (pad, anders)
        assert f' id="{veld}"' in pagina.text
    assert await proef.log() == []
