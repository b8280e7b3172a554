"""A full disk: what cannot be kept is refused, loudly; with room again everything goes on."""

import asyncio
import json
import signal
import time
from pathlib import Path
from random import Random

import nats.errors
import pytest

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB

from .belasting import Publicatie
from .opstelling import KLEINE_SCHIJF, opgesteld
from .orakel import beoordeel
from .schijf import maak_plaats, vul_schijf
from .toegang import als_systeem
from .verloop import SYSTEEM, Verloop

HERVAT_S = 5.2
"""So long after its start the hub resumes its sources, most of the time."""


async def _bied_aan(instellingen: Instellingen, gebeurtenissen: list[AnyGebeurtenis]) -> list[AnyGebeurtenis]:
    """Those that the door did not confirm to have."""
    nc = await als_systeem(instellingen, KLEINE_SCHIJF)
    geweigerd: list[AnyGebeurtenis] = []
    for g in gebeurtenissen:
        try:
            antwoord = await nc.request(f"inname.{KLEINE_SCHIJF}.{SYSTEEM}", g.ruw(), timeout=0.5)
        except nats.errors.Error:
            geweigerd.append(g)
        else:
            if "error" in json.loads(antwoord.data):
                geweigerd.append(g)
    await nc.close()
    return geweigerd


@pytest.mark.timeout(180)
def test_a_full_disk_refuses_and_nothing_that_was_confirmed_is_lost(tmp_path: Path) -> None:
    verloop = Verloop(KLEINE_SCHIJF, Random(3))
    eerst, dan = ([verloop.volgende() for _ in range(40)] for _ in range(2))
    with opgesteld(tmp_path / "data") as opstelling:
        hier = opstelling.instellingen
        leaf = opstelling.servers[KLEINE_SCHIJF]
        assert asyncio.run(_bied_aan(hier, eerst)) == []
        opstelling.bij()
        vul_schijf(leaf)
        geweigerd = asyncio.run(_bied_aan(hier, dan))
        assert len(geweigerd) > len(dan) / 2
        maak_plaats(leaf)
        assert asyncio.run(_bied_aan(hier, geweigerd)) == []
        opstelling.bij()
        beoordeel(opstelling, [*eerst, *dan])


@pytest.mark.timeout(240)
def test_a_disk_that_is_full_while_the_hub_comes_back_costs_no_event(tmp_path: Path) -> None:
    """Now and then the hub then passes over events of that region for good: they come from the region itself."""
    with opgesteld(tmp_path / "data") as opstelling:
        publicatie = Publicatie(KLEINE_SCHIJF, opstelling.instellingen, Random(11))
        tot_het_einde = opstelling.achtergrond.begin(publicatie.publiceer())
        hub, leaf = opstelling.servers[HUB], opstelling.servers[KLEINE_SCHIJF]
        time.sleep(2)
        hub.stop(signal.SIGKILL)
        hub.start()
        time.sleep(HERVAT_S)
        vul_schijf(leaf)
        time.sleep(1.5)
        maak_plaats(leaf)
        time.sleep(1)
        opstelling.achtergrond.doe(publicatie.stop())
        tot_het_einde(60)
        opstelling.bij()
        beoordeel(opstelling, publicatie.verstuurd)
