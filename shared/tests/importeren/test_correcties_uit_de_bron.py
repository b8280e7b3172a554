"""A row with an id that changes at the source: A → B → A, retractions, other dossiers, doubles."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.lezen import lees
from leerwinkel.inname.importeren import aanbod
from leerwinkel.inname.verpakt import Verpakt
from leerwinkel.testing.invoer import GeheugenAntwoord, GeheugenDeur, Proefinvoer

KOP = "id,dossier,regio,tijdstip,drempelsoort"


@pytest.fixture
def invoer(tmp_path: Path) -> Proefinvoer:
    return Proefinvoer(tmp_path / "export")


def _rij(invoer: Proefinvoer, drempel: str = "taal", dossier: str = "D1", tijdstip: str = "2020-05-01T10:00") -> None:
    invoer.schrijf("drempels.csv", KOP, f"1,{dossier},gent,{tijdstip},{drempel}")


def _correcties(invoer: Proefinvoer) -> list[Any]:
    return [g.data for g in invoer.gebeurtenissen("gebeurtenis-gecorrigeerd")]


def _intrekking(invoer: Proefinvoer, van: AnyGebeurtenis, id_: str) -> None:
    moment = (invoer.nu + timedelta(minutes=1)).isoformat()
    ruw = {
        "specversion": "1.0",
        "id": id_,
        "source": "urn:leerwinkel:gent:trajecten",
        "type": "be.leerwinkel.trajecten.gebeurtenis-ingetrokken.v1",
        "subject": van.subject,
        "time": moment,
        "recordedtime": moment,
        "data": {"doel": {"source": van.source, "id": van.id}, "reden": "invoerfout"},
    }
    gebeurtenis = lees(json.dumps(ruw).encode(), streng=True)
    invoer.deur("gent").log[gebeurtenis.source, gebeurtenis.id] = gebeurtenis


async def test_a_row_that_changes_and_changes_back_gives_two_corrections(invoer: Proefinvoer):
    _rij(invoer, "taal")
    await invoer.importeer()
    _rij(invoer, "digitaal")
    assert (await invoer.importeer()).gecorrigeerd == 1
    assert (await invoer.importeer()).gecorrigeerd == 0
    _rij(invoer, "taal")
    assert (await invoer.importeer()).gecorrigeerd == 1
    verslag = await invoer.importeer()
    assert (verslag.gecorrigeerd, verslag.herhaald) == (0, 1)
    origineel, eerste, tweede = invoer.gebeurtenissen()
    assert [c.gegevens["drempelsoort"] for c in _correcties(invoer)] == ["digitaal", "taal"]
    assert {c.doel.id for c in _correcties(invoer)} == {origineel.id}
    assert {c.reden for c in _correcties(invoer)} == {"bron-gewijzigd"}
    assert eerste.id != tweede.id
    assert eerste.recordedtime < tweede.recordedtime
    assert eerste.recordedtime.utcoffset() == timedelta(0)
    assert eerste.type == "be.leerwinkel.trajecten.gebeurtenis-gecorrigeerd.v1"
    assert eerste.subject == origineel.subject


async def test_two_corrections_at_one_moment_still_have_an_order(invoer: Proefinvoer):
    _rij(invoer, "taal")
    await invoer.importeer()
    for drempel in ("digitaal", "taal"):
        _rij(invoer, drempel)
        invoer.nu = invoer.nu.replace(hour=3)
        assert (await invoer.importeer()).gecorrigeerd == 1
    _, eerste, tweede = invoer.gebeurtenissen()
    assert tweede.recordedtime == eerste.recordedtime + timedelta(microseconds=1)


async def test_a_changed_moment_is_corrected_too_and_named_only_where_it_differs_from_the_original(invoer: Proefinvoer):
    _rij(invoer)
    await invoer.importeer()
    _rij(invoer, tijdstip="2020-05-02T10:00")
    await invoer.importeer()
    _rij(invoer, drempel="digitaal")
    await invoer.importeer()
    eerste, tweede = _correcties(invoer)
    assert eerste.tijdstip.isoformat() == "2020-05-02T10:00:00+02:00"
    assert tweede.tijdstip is None


async def test_a_row_that_did_not_change_since_leaves_alone_what_a_person_decided(invoer: Proefinvoer):
    _rij(invoer, "taal")
    await invoer.importeer()
    _rij(invoer, "digitaal")
    await invoer.importeer()
    _intrekking(invoer, invoer.gebeurtenissen()[-1], "00000000-0000-7000-8000-000000000001")
    verslag = await invoer.importeer()
    assert (verslag.gecorrigeerd, verslag.herhaald) == (0, 1)
    assert "na de vorige import hier verbeterd" in verslag.opmerkingen[0]
    _rij(invoer, "financieel")
    assert (await invoer.importeer()).gecorrigeerd == 1
    assert len({g.id for g in invoer.gebeurtenissen("gebeurtenis-gecorrigeerd")}) == 2


async def test_what_was_retracted_stays_retracted(invoer: Proefinvoer):
    _rij(invoer, "taal")
    await invoer.importeer()
    origineel = invoer.gebeurtenissen()[0]
    _intrekking(invoer, origineel, "00000000-0000-7000-8000-000000000001")
    _rij(invoer, "digitaal")
    verslag = await invoer.importeer()
    assert (verslag.gecorrigeerd, verslag.fout) == (0, 0)
    assert "ingetrokken" in verslag.opmerkingen[0]
    _intrekking(invoer, invoer.gebeurtenissen()[-1], "00000000-0000-7000-8000-000000000002")
    assert (await invoer.importeer()).gecorrigeerd == 1


async def test_a_row_that_moved_to_another_dossier_is_refused_with_advice(invoer: Proefinvoer):
    _rij(invoer, dossier="D1")
    await invoer.importeer()
    _rij(invoer, dossier="D2")
    verslag = await invoer.importeer()
    assert len(invoer.gebeurtenissen()) == 1
    assert verslag.fout == 1
    assert "trek de oude gebeurtenis in" in verslag.fouten[0].reden


async def test_one_id_twice_is_one_event_if_both_say_the_same_and_a_bad_row_if_not(invoer: Proefinvoer):
    gelijk = "1,D1,gent,2020-05-01T10:00,taal"
    invoer.schrijf("drempels.csv", KOP, gelijk, gelijk, "1,D1,gent,2020-05-01T10:00,digitaal")
    verslag = await invoer.importeer()
    assert (verslag.aanvaard, verslag.herhaald, verslag.fout) == (1, 1, 1)
    assert (verslag.fouten[0].rij, verslag.fouten[0].kolom) == (4, "id")


async def test_identical_rows_without_id_are_as_many_events(invoer: Proefinvoer):
    rij = "D1,gent,2020-05-01T10:00,taal"
    invoer.schrijf("drempels.csv", KOP.removeprefix("id,"), rij, rij, rij)
    await invoer.importeer()
    verslag = await invoer.importeer()
    assert len(invoer.gebeurtenissen()) == 3
    assert verslag.herhaald == 3


async def test_rows_that_vanished_are_counted_and_never_retracted(invoer: Proefinvoer):
    kop = KOP.removeprefix("id,")
    invoer.schrijf("drempels.csv", kop, *(f"D{n},gent,2020-05-01T10:00,taal" for n in range(4)))
    await invoer.importeer()
    invoer.schrijf("drempels.csv", kop, "D1,gent,2020-05-01T10:00,taal")
    verslag = await invoer.importeer()
    assert verslag.verdwenen == {("gent", "drempel-vastgesteld"): 3}
    assert len(invoer.gebeurtenissen()) == 4


async def test_a_row_with_an_id_that_became_wrong_has_not_vanished(invoer: Proefinvoer):
    _rij(invoer)
    await invoer.importeer()
    _rij(invoer, drempel="regen")
    verslag = await invoer.importeer()
    assert verslag.fout == 1
    assert verslag.verdwenen == {}


async def test_the_same_numbers_in_two_regions_are_different_dossiers_and_events(invoer: Proefinvoer):
    invoer.schrijf("drempels.csv", KOP, *(f"1,D1,{regio},2020-05-01T10:00,taal" for regio in ("gent", "limburg")))
    await invoer.importeer()
    eerste, tweede = invoer.gebeurtenissen()
    assert eerste.subject != tweede.subject
    assert eerste.id != tweede.id


async def test_an_import_that_broke_off_is_completed_by_the_next(invoer: Proefinvoer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aanbod, "SNEDE", 10)
    kop = KOP.removeprefix("id,")
    invoer.schrijf("drempels.csv", kop, *(f"D{n},gent,2020-05-01T10:00,taal" for n in range(100)))
    invoer.deuren["gent"] = GebrekkigeDeur()
    with pytest.raises(ConnectionError):
        await invoer.importeer()
    assert 0 < len(invoer.gebeurtenissen()) < 100
    invoer.deuren["gent"] = GeheugenDeur(invoer.deuren["gent"].log)
    verslag = await invoer.importeer()
    assert verslag.aanvaard + verslag.herhaald == 100
    assert len(invoer.gebeurtenissen()) == 100


class GebrekkigeDeur(GeheugenDeur):
    """Takes thirty events in, and loses the answer to the last ten."""

    async def neem_verpakt_in(self, verpakt: Sequence[Verpakt]) -> list[GeheugenAntwoord]:
        antwoorden = await super().neem_verpakt_in(verpakt)
        if len(self.log) >= 30:
            raise ConnectionError
        return antwoorden


async def test_the_same_rows_in_two_files_count_once(invoer: Proefinvoer):
    rijen = [KOP.removeprefix("id,"), "D1,gent,2020-05-01T10:00,taal", "D1,gent,2020-05-01T10:00,taal"]
    invoer.schrijf("drempels.csv", *rijen)
    invoer.schrijf("drempel-vastgesteld.csv", *rijen)
    verslag = await invoer.importeer()
    assert len(invoer.gebeurtenissen()) == 2
    assert "gelijke rijen tellen één keer" in verslag.opmerkingen[0]
