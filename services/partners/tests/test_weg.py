"""A database or a node that is away: the service waits for it, and says so to who asks something meanwhile."""

import asyncio
import signal
from pathlib import Path

from nats.aio.client import Client
from structlog.testing import capture_logs

from leerwinkel.dienst.proces import open_zodra_het_kan, zorg_zodra_het_kan
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.dienst import draaiend
from leerwinkel.testing.netwerk import netwerk
from partners.app import DIENST


async def test_a_service_that_starts_before_its_database_waits_for_it(tmp_path: Path) -> None:
    weg = tmp_path / "komt-nog"
    instellingen = Instellingen(data=tmp_path / "data", database=f"sqlite:///{weg}/tabellen.sqlite")
    with capture_logs() as gezegd:
        opent = asyncio.create_task(open_zodra_het_kan(instellingen, DIENST, Client()))
        async with asyncio.timeout(20):
            while not gezegd:
                await asyncio.wait([opent], timeout=0.05)
        assert [(regel["event"], opent.done()) for regel in gezegd] == [("databank_weg", False)]
        weg.mkdir()
        kader = await asyncio.wait_for(opent, 20)
    assert kader.kluis.meester()
    for deel in (kader.leesmodel.store.place, kader.inzage, kader.volpost):
        deel.close()


async def test_a_service_that_starts_while_its_node_falls_over_waits_for_it(tmp_path: Path) -> None:
    with netwerk(tmp_path, ["gent"]) as net, capture_logs() as gezegd:
        nc = await verbind(net.ingang("gent", "partners"), "partners")
        net.leaves["gent"].stop(signal.SIGKILL)
        zorgt = asyncio.create_task(zorg_zodra_het_kan(nc, DIENST, "gent"))
        async with asyncio.timeout(20):
            while "knooppunt_weg" not in {regel["event"] for regel in gezegd}:
                await asyncio.wait([zorgt], timeout=0.05)
        net.leaves["gent"].start()
        await asyncio.wait_for(zorgt, 20)
        assert (await nc.jetstream().stream_info("LEERWINKEL_GENT")).state.messages == 0
        await nc.close()


async def test_a_page_that_meets_a_database_that_does_not_answer_says_to_try_again(tmp_path: Path) -> None:
    async with draaiend(DIENST, tmp_path) as proef:
        huidig = proef.kader.leesmodel.store.current()
        assert huidig is not None
        with huidig.engine.begin() as verbinding:
            verbinding.exec_driver_sql("ALTER TABLE partner RENAME TO elders")
        antwoord = await proef.http.get("/")
        assert (antwoord.status_code, "De databank van je regio antwoordt niet" in antwoord.text) == (503, True)
