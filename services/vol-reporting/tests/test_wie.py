"""Who it was: on the log, in the journal of looks, by name on a page; and the key of who asks from the machine."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.requests import Request

from leerwinkel.eventsourcing import MemoryLog
from leerwinkel.gebeurtenissen import lees
from leerwinkel.identiteit.persoon import Identiteit, Toekenning
from leerwinkel.identiteit.sessie import NietAangemeld
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.bestand import Bestand
from vol_reporting.collegas import Collegas
from vol_reporting.datakwaliteit.opdracht import Opdracht, voer_uit
from vol_reporting.dienst import Opslag
from vol_reporting.gebruiker import OPDRACHTREGEL
from vol_reporting.opslag import voeg_toe
from vol_reporting.proces import maak_poort

from .proefdienst import AANMELDING, PROEF, SLEUTEL, Proefdienst, app_van, klant_van, platte_tekst, verhaal

PASJE = {"Authorization": f"Bearer {SLEUTEL}"}
AUDITOR = Identiteit("iemand-1", "Iemand", frozenset({Toekenning("auditor", "vol")}))
COORDINATOR = Identiteit("iemand-2", "Ander", frozenset({Toekenning("coordinator", "gent")}))


def test_who_signed_in_is_called_by_name_also_after_a_restart(tmp_path: Path):
    proef, pad = {"vol-analist-1": "Hanne, analist"}, tmp_path / "collegas.json"
    collegas = Collegas(pad, proef)
    for wie in (AUDITOR, COORDINATOR):
        collegas.onthoud(wie)
    collegas.onthoud(PROEF["vol-analist-2"])
    opnieuw = Collegas(pad, proef)
    assert opnieuw.eigenaars == proef | {"vol-analist-2": "Karim, analist"}
    assert opnieuw.naam("iemand-1") == "Iemand, auditor"
    assert (opnieuw.naam("m-ooit"), opnieuw.naam(None)) == ("m-ooit", "nog niemand")
    assert pad.stat().st_mode & 0o777 == 0o600
    collegas.onthoud(Identiteit("vol-analist-2", "Karim B.", PROEF["vol-analist-2"].toekenningen))
    assert Collegas(pad).namen == {"iemand-1": "Iemand, auditor", "vol-analist-2": "Karim B., analist"}


def test_who_signed_out_is_out_also_for_a_service_that_starts_anew(tmp_path: Path):
    instellingen, bestand = Instellingen(data=tmp_path), Bestand(tmp_path / "vol-reporting")
    eerst, daarna = [maak_poort(instellingen, bestand).aanmelding for _ in range(2)]
    af, aan = [Request(_met_koekje(eerst.koekje, eerst.verzegelde(AUDITOR))) for _ in range(2)]
    eerst.beeindig(Request(dict(af.scope)))
    assert daarna.sessie(aan).gebruiker.medewerker == AUDITOR.medewerker
    with pytest.raises(NietAangemeld):
        daarna.sessie(af)


def _met_koekje(naam: str, waarde: str) -> dict[str, Any]:
    return {"type": "http", "headers": [(b"cookie", f"{naam}={waarde}".encode())]}


def test_the_key_of_this_machine_is_for_its_own_user_alone(tmp_path: Path):
    bestand = Bestand(tmp_path)
    (tmp_path / "dienst.nieuw").touch(0o666)  # of a service that fell over
    for sleutel in ("een", "twee"):
        bestand.meld_aan("http://127.0.0.1:1", sleutel)
        assert bestand.adres() == ("http://127.0.0.1:1", sleutel)
        [geschreven] = tmp_path.iterdir()
        assert geschreven.stat().st_mode & 0o777 == 0o600
    bestand.meld_af()
    assert bestand.adres() is None


async def test_a_decision_on_what_was_received_has_who_took_it():
    log, con = MemoryLog(), duckdb.connect()
    for medewerker in ("vol-beheerder-1", OPDRACHTREGEL.medewerker):
        regio = "gent" if medewerker == "vol-beheerder-1" else "limburg"
        await voer_uit(log, Opdracht(handeling="aanhouden", regio=regio), medewerker, 5, con)
        [gezegd] = await log.read(f"vol.intern.stroom-{regio}.>")
        assert lees(gezegd.payload).medewerker == medewerker


def test_what_is_decided_and_looked_at_has_who_it_was(tmp_path: Path):
    opslag = Opslag(Bestand(tmp_path))
    voeg_toe(opslag.cursor(), [ontvangst.rij() for ontvangst in verhaal().ontvangsten])
    dienst = Proefdienst(opslag)
    besluit = {"handeling": "aanhouden", "regio": "gent"}
    with klant_van(dienst, AUDITOR) as klant:
        assert klant.get("/records/gent/d1").status_code == 200
        assert klant.post("/api/besluiten", json=besluit, headers=PASJE).status_code == 200
        assert "Iemand" not in (tmp_path / "inzage.ndjson").read_text()
        assert "iemand-1" in platte_tekst(klant.get("/audit/inzage").text)
    assert dienst.wie == [OPDRACHTREGEL.medewerker]
    assert app_van(dienst).state.aanmelding is AANMELDING
    opslag.sluit()
