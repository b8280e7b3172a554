"""`leerwinkel status`: the whole system on one screen, in under three seconds, whatever is down."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import deur
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.platform import Platform, nieuw_platform
from leerwinkel.testing.voorbeelden import microcontact

from .processen import proces, stilgezet

GEDULD_S = 20
HOOGSTENS_S = 3


def _status(platform: Platform) -> tuple[int, dict[str, Any]]:
    gezegd = platform.opdracht("leerwinkel", "status", "--json")
    assert gezegd.stderr == ""
    return gezegd.returncode, json.loads(gezegd.stdout)


def _tot(platform: Platform, voorwaarde: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Look until it is so: what was stopped needs a moment."""
    einde = time.monotonic() + GEDULD_S
    while True:
        status, beeld = _status(platform)
        if voorwaarde(beeld):
            assert status == int(bool(beeld["aandacht"]))
            return beeld
        assert time.monotonic() < einde, beeld["aandacht"]


def _goed(beeld: dict[str, Any]) -> bool:
    return beeld["aandacht"] == []


def _regio(beeld: dict[str, Any], naam: str) -> dict[str, Any]:
    return next(regio for regio in beeld["regios"] if regio["regio"] == naam)


def test_with_everything_up_all_is_well_and_the_positions_agree(platform: Platform) -> None:
    ervoor = _regio(_status(platform)[1], "gent")
    assert platform.opdracht("leerwinkel", "publiceer", "-", invoer=microcontact("d1").ruw()).returncode == 0
    platform.opdracht("leerwinkel", "publiceer", "-", invoer=b'{"source":"urn:leerwinkel:gent:test"}')
    assert platform.opdracht("vol", "wacht").returncode == 0
    beeld = _tot(platform, lambda b: _goed(b) and b["stand"] is not None and b["stand"]["posities"].get("gent", 0) > 0)
    gent = _regio(beeld, "gent")
    assert gent["log"] == gent["hub"] == gent["ingenomen"] > ervoor["log"]
    assert gent["laatst_ontvangen"]
    assert (gent["achterstand"], gent["gaten"], gent["quarantaine"]) == (0, 0, 0)
    assert gent["geweigerd"] == ervoor["geweigerd"] + 1
    assert {(r["knooppunt"], r["lijn"], r["deur"]) for r in beeld["regios"]} == {(True, True, True)}
    assert beeld["dienst"]["sinds"]
    scherm = platform.opdracht("leerwinkel", "status")
    assert (scherm.returncode, "Alles in orde." in scherm.stdout) == (0, True)


@pytest.mark.lang
def test_a_region_that_hangs_is_named_and_the_others_are_shown(platform: Platform) -> None:
    with stilgezet(proces(platform, f"{platform.data}/limburg/nats-server.conf")):
        begin = time.monotonic()
        beeld = _tot(platform, lambda b: not _regio(b, "limburg")["knooppunt"])
        assert time.monotonic() - begin < GEDULD_S
        assert [zin.split(":")[0] for zin in beeld["aandacht"]] == ["limburg"]
        assert _regio(beeld, "gent")["lijn"]
    _tot(platform, _goed)


def test_without_the_hub_the_regions_are_still_shown(platform: Platform) -> None:
    with stilgezet(proces(platform, f"{platform.data}/vol/nats-server.conf")):
        _, beeld = _status(platform)
        assert beeld["aandacht"][0].startswith("De hub van de VOL antwoordt niet.")
        assert all(regio["knooppunt"] and regio["lijn"] is None for regio in beeld["regios"])
    _tot(platform, _goed)


@pytest.mark.lang
def test_without_the_vol_service_the_hub_and_the_regions_are_still_shown(platform: Platform) -> None:
    with stilgezet(proces(platform, "bin/vol", "dienst")):
        status, beeld = _status(platform)
        assert status == 1
        assert [zin[:28] for zin in beeld["aandacht"]] == ["De VOL-dienst antwoordt niet"]
        assert _regio(beeld, "gent")["hub"] is not None
    _tot(platform, _goed)


@pytest.mark.lang
def test_a_door_that_nobody_serves_is_named(platform: Platform) -> None:
    with stilgezet(proces(platform, "bin/leerwinkel", "gateway")):
        beeld = _tot(platform, lambda b: not any(r["deur"] for r in b["regios"]))
        assert len([zin for zin in beeld["aandacht"] if "niemand bedient de deur" in zin]) == 8
    _tot(platform, _goed)


def test_a_stream_that_is_set_otherwise_than_agreed_is_named_and_nothing_is_changed(platform: Platform) -> None:
    afgesproken = deur("brussel")
    try:
        asyncio.run(_stel_in(platform, afgesproken | {"max_age": 3600 * 10**9}))
        zinnen = _tot(platform, lambda b: bool(b["afwijkingen"]))["aandacht"]
        assert zinnen == _status(platform)[1]["aandacht"]
        assert zinnen[0].startswith("INNAME_BRUSSEL is anders ingesteld dan afgesproken: max_age is 3600000000000")
    finally:
        asyncio.run(_stel_in(platform, afgesproken))
    _tot(platform, _goed)


async def _stel_in(platform: Platform, instelling: dict[str, Any]) -> None:
    instellingen = Instellingen(data=platform.data, poort=platform.poort)
    nc = await verbind(instellingen.ingang("brussel", Wie.BEHEER), "proef", geduldig=False)
    antwoord = await nc.request(f"$JS.API.STREAM.UPDATE.{instelling['name']}", json.dumps(instelling).encode())
    await nc.close()
    assert "error" not in json.loads(antwoord.data)


@pytest.mark.parametrize("onderdeel", [pytest.param("hub", marks=pytest.mark.lang), "alles"])
def test_the_answer_comes_in_time(platform: Platform, onderdeel: str, tmp_path: Path) -> None:
    """Beside what it takes to start a command at all, which says how busy the machine is."""
    elders = nieuw_platform(tmp_path / "leeg")
    hub = proces(platform, f"{platform.data}/vol/nats-server.conf")
    with stilgezet(hub) if onderdeel == "hub" else contextlib.nullcontext():
        duren: list[float] = []
        for _ in range(3):
            begin = time.monotonic()
            elders.opdracht("leerwinkel", "status", "--help")
            kaal = time.monotonic() - begin
            _status(platform if onderdeel == "hub" else elders)
            duren.append(time.monotonic() - begin - 2 * kaal)
    assert min(duren) < HOOGSTENS_S - 1, duren
    assert not elders.data.exists()
