"""How long it takes from a command in a service until the work list shows it, as somebody at the screen sees it."""

import asyncio
import os
import time
import uuid
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import quantiles
from typing import Any

from nats.aio.client import Client
from nats.js.errors import NotFoundError

from bench.dossiers import PER_DOSSIER, gebeurtenissen
from bench.hublog import schrijf_batch
from bench.meting import Meting, Opzet
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.samenstel import Samenstel
from leerwinkel.testing.platform import nieuw_platform
from leerwinkel.voorbeelddossiers import NOOR, SAM, Leerwinkel, NietGelukt

_REGIO = "gent"
_BRONNEN = ("import", "import", "import", "intake")
"""As in a region that came from another system: the services react to what is their own."""
_REAGEREN = ("intake", "trajecten")
_GRENS_MS = 150.0
_DEEL, _PER_DOSSIER = 1000, 10
_GEDULD_S = 1000
_VRAAG = {"kanaal": "loket", "toeleiding": "eigen-initiatief", "vraagsoort": "leernood"}


def meet(opzet: Opzet) -> list[Meting]:
    """Milliseconds from a session planned, or cancelled, until *Vandaag* shows it; 20,000 dossiers in the region."""
    platform = nieuw_platform(opzet.map / "platform")
    os.environ |= platform.omgeving
    instellingen = Instellingen(data=platform.data, poort=platform.poort, web_poort=platform.web_poort)
    with Samenstel(instellingen):
        asyncio.run(_vul(instellingen, round(opzet.omvang(20_000, 200) * PER_DOSSIER)))
        opzet.zeg("on the log; waiting until the services have reacted to all of it")
        asyncio.run(_gereageerd(instellingen))
        tijden = _meet(Leerwinkel(_REGIO, instellingen.buren), opzet.omvang(100, 3))
    p50, p95, p99 = (quantiles(tijden, n=100, method="inclusive")[n - 1] for n in (50, 95, 99))
    noot = f"p50 {p50:.0f}, p99 {p99:.0f} ms; {len(tijden)} commands"
    naam = "command → visible in the work list"
    return [Meting(naam=naam, waarde=p95, eenheid="ms (p95)", grens=_GRENS_MS, hoger_is_beter=False, noot=noot)]


async def _vul(instellingen: Instellingen, aantal: int) -> None:
    """So many events on the region's log."""
    nc = await verbind(instellingen.ingang(_REGIO, Wie.KERN), "bench", geduldig=False)
    reeks = gebeurtenissen(aantal, regio=_REGIO, bronnen=_BRONNEN)
    while deel := list(islice(reeks, _DEEL)):
        await schrijf_batch(nc, deel)
    assert await JetStreamLog(nc, naam_van(_REGIO)).last() >= aantal  # the services react meanwhile
    await nc.close()


async def _gereageerd(instellingen: Instellingen) -> None:
    """Wait until no policy is behind, as on any ordinary day."""
    nc = await verbind(instellingen.ingang(_REGIO, Wie.BEHEER), "bench", geduldig=False)
    einde = time.monotonic() + _GEDULD_S
    for dienst in _REAGEREN:
        while not await _is_bij(nc, f"beleid-{dienst}"):
            assert time.monotonic() < einde, f"{dienst} does not catch up"
            await asyncio.sleep(1)
    await nc.close()


async def _is_bij(nc: Client, lezer: str) -> bool:
    try:
        stand = await nc.jetstream().consumer_info(naam_van(_REGIO), lezer)
    except NotFoundError:
        return False
    return not stand.num_pending and not stand.num_ack_pending


def _meet(winkel: Leerwinkel, keren: int) -> list[float]:
    """Of so many sessions, each planned and then cancelled, in dossiers that become some 25 events long."""
    _meld_aan(winkel)
    _plan_en_annuleer(winkel, _dossier(winkel))
    tijden: list[float] = []
    while len(tijden) < 2 * keren:
        dossier = _dossier(winkel)
        for _ in range(_PER_DOSSIER):
            tijden += _plan_en_annuleer(winkel, dossier)
    return tijden


def _plan_en_annuleer(winkel: Leerwinkel, dossier: str) -> tuple[float, float]:
    sessie, straks = f"w{uuid.uuid4()}", datetime.now(UTC) + timedelta(minutes=1)
    plan = {"sessie": sessie, "soort": "intake", "vorm": "fysiek", "begeleider": SAM.medewerker}
    plannen = _tot_te_zien(winkel, dossier, "sessie-plannen", {"plan": plan | {"moment": straks.isoformat()}})
    return plannen, _tot_te_zien(winkel, dossier, "sessie-annuleren", {"sessie": sessie, "door": "client"})


def _dossier(winkel: Leerwinkel) -> str:
    """One that waits for its first talk; Sam is signed in."""
    winkel.meld_aan(NOOR)
    dossier = winkel.aanmelding(f"werklijst {uuid.uuid4()}", _VRAAG | {"voornaam": "Amira", "naam": "Werklijst"})
    besluit = {"beslissing": {"besluit": "informatiebemiddeling"}, "tijdstip": datetime.now(UTC).isoformat()}
    winkel.opdracht("intake", f"dossiers/{dossier}/dispatching-beslissen", besluit)
    winkel.meld_aan(SAM)
    _bijgewerkt(winkel, dossier)
    return dossier


def _meld_aan(winkel: Leerwinkel) -> None:
    """As soon as the lists are built."""
    einde = time.monotonic() + _GEDULD_S
    while True:
        try:
            return winkel.meld_aan(NOOR)
        except NietGelukt:
            assert time.monotonic() < einde, "the lists are not built"
            time.sleep(1)


def _bijgewerkt(winkel: Leerwinkel, dossier: str) -> None:
    """Wait until the lists have it."""
    einde = time.monotonic() + _GEDULD_S
    while not winkel.http.get(f"{winkel.buren['trajecten']}/dossiers/{dossier}").is_success:
        assert time.monotonic() < einde, "the lists do not come up to date"
        time.sleep(1)


def _tot_te_zien(winkel: Leerwinkel, dossier: str, opdracht: str, inhoud: dict[str, Any]) -> float:
    """Give the command, and look at the list that it asks to look at; the milliseconds."""
    begin = time.perf_counter()
    adres = f"{winkel.buren['trajecten']}/api/dossiers/{dossier}/{opdracht}"
    antwoord = winkel.http.post(adres, json=inhoud, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert antwoord.is_success, antwoord.text
    pagina = _vandaag(winkel, antwoord.json()["positie"])
    duur = (time.perf_counter() - begin) * 1000
    zichtbaar = f"/dossiers/{dossier}/sessie/{inhoud.get('sessie') or inhoud['plan']['sessie']}" in pagina
    assert zichtbaar is (opdracht == "sessie-plannen"), pagina
    return duur


def _vandaag(winkel: Leerwinkel, na: int) -> str:
    antwoord = winkel.http.get(f"{winkel.buren['trajecten']}/", params={"wie": "ik", "na": na})
    return antwoord.text if antwoord.is_success else ""
