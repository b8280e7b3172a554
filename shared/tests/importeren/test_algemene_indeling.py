"""The general layout: a file by the name of any event of the catalogue."""

import csv
import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import gegevens_als_json
from leerwinkel.gebeurtenissen.register import DIENSTEN, Soort, regionale_soort, soorten_van
from leerwinkel.inname.importeren.kenmerken import Kenmerken
from leerwinkel.inname.importeren.plan import ZONDER_SPOOR
from leerwinkel.inname.importeren.velden import KENMERKEN, Vorm, velden
from leerwinkel.testing.gebeurtenissen import ruwe_gegevens
from leerwinkel.testing.invoer import Proefinvoer, sleutel

SOORTEN = [soort for dienst in DIENSTEN for soort in soorten_van(dienst) if regionale_soort(soort.naam) is not None]


def _cel(waarde: Any) -> str:
    match waarde:
        case bool():
            return "ja" if waarde else "nee"
        case list():
            return "|".join(waarde)
        case _:
            return str(waarde)


def _plat(data: dict[str, Any]) -> dict[str, str]:
    cellen: dict[str, str] = {}
    for naam, waarde in data.items():
        if isinstance(waarde, dict):
            cellen |= {f"{naam}.{binnen}": _cel(deel) for binnen, deel in waarde.items()}
        else:
            cellen[naam] = _cel(waarde)
    return cellen


def _verwacht(soort: Soort, data: dict[str, Any], regio: str) -> dict[str, Any]:
    """The data that the event must have: as it was, its numbers as ids, lists and objects that say nothing absent."""
    kenmerken = Kenmerken(sleutel(regio))
    verwacht = gegevens_als_json(soort.model.model_validate_json(json.dumps(data)))
    for veld in velden(soort.model).values():
        deel = verwacht if veld.groep is None else verwacht.get(veld.groep, {})
        if veld.sleutel not in deel:
            continue
        if veld.kenmerk is not None:
            deel[veld.sleutel] = kenmerken.van(veld.kenmerk, deel[veld.sleutel])
        if deel[veld.sleutel] == [] and not veld.verplicht:
            del deel[veld.sleutel]
    return verwacht


@pytest.mark.parametrize("soort", SOORTEN, ids=[soort.naam for soort in SOORTEN])
@settings(max_examples=settings().max_examples // 6)
@given(trek=st.data())
async def test_any_event_of_the_catalogue_goes_through_a_row_unharmed(soort: Soort, trek: st.DataObject):
    data = trek.draw(ruwe_gegevens(soort.model))
    regio = trek.draw(st.sampled_from(["limburg", "antwerpen-stad"]))
    rij = {soort.entiteit: "N-1", "regio": regio, "tijdstip": "2021-05-04T09:30:00", "id": "1", **_plat(data)}
    if soort.entiteit == "regio":
        rij["regio"] = regio
    with TemporaryDirectory() as plek:
        invoer = Proefinvoer(Path(plek) / "export")
        invoer.map.mkdir()
        with (invoer.map / f"{soort.naam}.csv").open("w", encoding="utf-8", newline="") as uit:
            csv.writer(uit).writerows([rij.keys(), rij.values()])
        verslag = await invoer.importeer()
    assert verslag.fouten == []
    assert verslag.opmerkingen == []
    (gebeurtenis,) = invoer.gebeurtenissen()
    assert gebeurtenis.type == soort.type
    assert gegevens_als_json(gebeurtenis.data) == _verwacht(soort, data, regio)
    if soort.naam not in ZONDER_SPOOR:
        assert gebeurtenis.time == datetime.fromisoformat("2021-05-04T09:30:00+02:00")


def test_every_number_of_the_source_in_the_catalogue_becomes_an_id():
    teksten = {veld.sleutel for soort in SOORTEN for veld in velden(soort.model).values() if veld.vorm is Vorm.TEKST}
    assert teksten == {"naam", "tekstversie", "persoonsgegevens", "notitie", "omschrijving"}
    assert {v.sleutel for s in SOORTEN for v in velden(s.model).values() if v.vorm is Vorm.KENMERK} == set(KENMERKEN)


@pytest.mark.parametrize("kolom", ["dossier", "signaal"])
async def test_the_number_of_another_entity_stands_under_its_own_name_or_under_dossier(tmp_path: Path, kolom: str):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "signaal-opgevolgd.csv", f"{kolom},regio,tijdstip,door,gevolg", "S1,gent,2021-01-01T10:00,vol,opgelost"
    )
    await invoer.importeer()
    assert [g.subject for g in invoer.gebeurtenissen()] == [Kenmerken(sleutel("gent")).van("signaal", "S1")]


async def test_what_opens_an_entity_needs_no_number_of_it(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "signaal-gemeld.csv",
        "regio,tijdstip,soort,thema,bestuursniveau,ernst",
        *["gent,2021-01-01T10:00,drempel,nt2,lokaal,2"] * 2,
    )
    invoer.schrijf("signaal-opgevolgd.csv", "regio,tijdstip,door,gevolg", "gent,2021-01-01T10:00,vol,opgelost")
    verslag = await invoer.importeer()
    assert len({g.subject for g in invoer.gebeurtenissen("signaal-gemeld")}) == 2
    assert [b.onbruikbaar for b in verslag.per_bestand] == [None, "mist de kolom ‘signaal’"]


async def test_what_concerns_the_whole_leerwinkel_needs_no_number(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "infosessie-gehouden.csv",
        "regio,tijdstip,doelgroep,deelnemers,duur_minuten",
        "limburg,2021-01-01T10:00,jongeren,12,90",
    )
    await invoer.importeer()
    assert [g.onderwerp() for g in invoer.gebeurtenissen()] == ["leerwinkel.limburg.intake.limburg.infosessie-gehouden"]


async def test_a_client_may_stand_in_either_column(tmp_path: Path):
    for kolom in ("dossier", "client"):
        invoer = Proefinvoer(tmp_path / kolom)
        kop = f"{kolom},regio,tijdstip,met_client,grond"
        (grond, *_) = codelijst("koppelgrond")
        invoer.schrijf("dossiers-gekoppeld.csv", kop, f"C1,gent,2021-01-01T10:00,C2,{grond}")
        await invoer.importeer()
        (gekoppeld,) = invoer.gebeurtenissen()
        assert gekoppeld.subject == getattr(gekoppeld.data, "client", None) == _client("C1")
        assert getattr(gekoppeld.data, "met_client", None) == _client("C2")


def _client(nummer: str) -> str:
    return Kenmerken(sleutel("gent")).van("client", nummer)


async def test_an_answer_without_number_is_of_the_latest_referral_of_its_dossier(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    invoer.schrijf(
        "doorverwijzing-gemaakt.csv",
        "dossier,regio,tijdstip,partnersoort,warm",
        "D1,gent,2021-01-01T10:00,cvo,ja",
        "D1,gent,2021-02-01T10:00,ocmw,ja",
        "D1,gent,2021-04-01T10:00,cvo,ja",
    )
    invoer.schrijf(
        "doorverwijzing-aanvaard.csv",
        "dossier,regio,tijdstip",
        "D1,gent,2021-03-01T10:00",
        "D1,gent,2020-03-01T10:00",
        "D2,gent,2021-03-01T10:00",
    )
    verslag = await invoer.importeer()
    (aanvaard,) = invoer.gebeurtenissen("doorverwijzing-aanvaard")
    gemaakt = {g.time.month: g.data for g in invoer.gebeurtenissen("doorverwijzing-gemaakt")}
    assert getattr(aanvaard.data, "doorverwijzing", None) == getattr(gemaakt[2], "doorverwijzing", "")
    assert [(fout.rij, fout.kolom) for fout in verslag.fouten] == [(3, "doorverwijzing"), (4, "doorverwijzing")]


async def test_a_session_without_number_gets_one_that_stays_when_the_row_changes(tmp_path: Path):
    invoer = Proefinvoer(tmp_path / "export")
    kop = "id,dossier,regio,tijdstip,soort,vorm,duur_minuten,begeleider"
    invoer.schrijf("sessie-gehouden.csv", kop, "1,D1,gent,2021-01-01T10:00,intake,fysiek,45,B1")
    await invoer.importeer()
    invoer.schrijf("sessie-gehouden.csv", kop, "1,D1,gent,2021-01-01T10:00,intake,fysiek,60,B1")
    await invoer.importeer()
    sessie, correctie = invoer.gebeurtenissen()
    gegevens: dict[str, Any] = getattr(correctie.data, "gegevens", {})
    assert gegevens["sessie"] == getattr(sessie.data, "sessie", None)
    assert gegevens["duur_minuten"] == 60
