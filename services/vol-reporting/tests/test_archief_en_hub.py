"""An archive with a real hub: what came after it follows from the log, and an archive of another hub is refused."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.testing.voorbeelden import microcontact, sessie
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.cijfers import Vraag, bereken
from vol_reporting.inname.bericht import Binnengekomen
from vol_reporting.inname.herbouw import herbouw
from vol_reporting.inname.verwerking import Verwerking
from vol_reporting.opslag import TABELLEN, open_opslag

from .proefdienst import SLEUTEL, app_van
from .test_dienst import Opstelling, opstelling, tot

__all__ = ["opstelling"]
NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _van(regio: str, dossier: str) -> AnyGebeurtenis:
    return sessie(dossier, source=f"urn:leerwinkel:{regio}:test")


@pytest.fixture
async def dienst(opstelling: Opstelling) -> AsyncIterator[httpx.AsyncClient]:
    """The service as a command finds it, with events of two regions."""
    for n in range(6):
        await opstelling.schrijf("gent", microcontact(f"d{n}"))
        await opstelling.schrijf("limburg", _van("limburg", f"d{n}"))
    await tot(lambda: opstelling.aantal() == 12)
    app, kop = httpx.ASGITransport(app_van(opstelling.dienst)), {"Authorization": f"Bearer {SLEUTEL}"}
    async with httpx.AsyncClient(transport=app, base_url="http://vol", headers=kop) as klant:
        yield klant


def _rijen(con: Any) -> dict[str, list[Any]]:
    """What is of the regions; stands are recorded all the time."""
    tabellen = [tabel for tabel in TABELLEN if tabel != "stroompositie"]
    return {t: con.execute(f"SELECT * FROM {t} WHERE regio <> 'vol' ORDER BY ALL").fetchall() for t in tabellen}


async def _archiveer(dienst: httpx.AsyncClient, uit: Path) -> httpx.Response:
    return await dienst.post("/api/archief", json={"map": str(uit)})


async def _herbouw(dienst: httpx.AsyncClient, archief: Path) -> httpx.Response:
    return await dienst.post("/api/herbouw", json={"map": str(archief)}, timeout=60)


async def test_archive_and_log_together_give_what_the_log_gives(
    opstelling: Opstelling, dienst: httpx.AsyncClient, tmp_path: Path
) -> None:
    assert (await _archiveer(dienst, tmp_path / "archief")).json()["regios"].items() >= {
        "gent": 6,
        "limburg": 6,
    }.items()
    await opstelling.schrijf("gent", sessie("d1", 45), microcontact("d9"))
    await tot(lambda: opstelling.aantal() == 14)
    antwoord = await _herbouw(dienst, tmp_path / "archief")
    assert 2 <= antwoord.json()["gelezen"] < 12

    uit_log = open_opslag(None)
    await herbouw(opstelling.clients["vol"], Verwerking(uit_log))
    assert _rijen(opstelling.dienst.opslag.cursor()) == _rijen(uit_log)
    vraag = Vraag()
    assert opstelling.dienst.opslag.cijfers(vraag) == bereken(uit_log, vraag)

    await opstelling.schrijf("limburg", _van("limburg", "d9"))
    await tot(lambda: opstelling.aantal() == 15)
    assert opstelling.dienst.verwerking.posities.gaten == set()


async def test_a_folder_in_use_and_a_folder_that_is_none_are_refused_with_the_reason(
    dienst: httpx.AsyncClient, tmp_path: Path
) -> None:
    for antwoord in (await _archiveer(dienst, tmp_path), await _herbouw(dienst, tmp_path)):
        assert antwoord.status_code == 409
        assert str(tmp_path) in antwoord.json()["detail"]
    assert (await dienst.post("/api/archief", json={})).status_code == 422


async def test_an_archive_of_another_hub_is_refused_and_nothing_changes(
    opstelling: Opstelling, dienst: httpx.AsyncClient, tmp_path: Path
) -> None:
    eerst = _rijen(opstelling.dienst.opslag.cursor())
    zelfde = _van("limburg", "d1").ruw()
    verschillen = {
        "andere gebeurtenissen": [Binnengekomen("limburg", n, n, NU, _van("limburg", f"x{n}").ruw()) for n in (1, 2)],
        "andere volgorde": [Binnengekomen("limburg", n, 13 - n, NU, zelfde) for n in (1, 2)],
        "verder": [Binnengekomen("gent", n, n, NU, b"onzin") for n in range(1, 100)],
    }
    for verschil, elders in verschillen.items():
        con = open_opslag(None)
        Verwerking(con).verwerk("VOL", elders)
        archiveer(con, tmp_path / verschil)
        with pytest.raises(Archieffout, match="`vol herbouw`"):
            await opstelling.dienst.herbouw(tmp_path / verschil)
        assert _rijen(opstelling.dienst.opslag.cursor()) == eerst, verschil
        assert (await _herbouw(dienst, tmp_path / verschil)).status_code == 409, verschil
