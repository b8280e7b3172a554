"""The configurations for real installations: valid, the same as the local ones, and they work together."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB, Knooppunt
from leerwinkel.runtime.stromen import naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.testing.netwerk import vrije_poorten
from leerwinkel.toegang.voorbereiding import bereid_toegang_voor, knoopmap

NATS = Path(__file__).parents[2] / "deploy" / "nats"
KNOOP = {"hub.conf": HUB, "leaf.conf": "west-vlaanderen"}
NATS_SERVER = Path(sys.prefix) / "bin" / "nats-server"
REGIO = "west-vlaanderen"
EIGEN_AAN_DE_PLEK = {"server_name", "listen", "domain", "store_dir", "url"}
"""The settings that differ per site."""


class Plek:
    """Two sites on this machine: their ports, folders and environment; and what they brought over to each other."""

    def __init__(self, map_: Path) -> None:
        self.hub, self.leaves, self.leaf = vrije_poorten(3)
        self.map = map_
        urls = {HUB: f"nats://127.0.0.1:{self.hub}", REGIO: f"nats://127.0.0.1:{self.leaf}"}
        self.instellingen = Instellingen(data=map_, nats=urls)
        for knoop in KNOOP.values():
            bereid_toegang_voor(self.instellingen, [knoop])
        hub, leaf = (knoopmap(self.instellingen, knoop) for knoop in KNOOP.values())
        hub.vertrouw(f"lijn-{REGIO}", leaf.eigen_sleutel("lijn") or "")
        hub.schrijf_configuratie()
        (leaf.map / "hub-ca.pem").write_bytes((hub.map / "ca.pem").read_bytes())
        for bestand, knoop in KNOOP.items():
            shutil.copy(NATS / bestand, map_ / knoop)

    def configuratie(self, bestand: str) -> Path:
        return self.map / KNOOP[bestand] / bestand

    def omgeving(self, bestand: str) -> dict[str, str]:
        hier = "127.0.0.1"
        eigen = {
            "hub.conf": {"CLIENTS": f"{hier}:{self.hub}", "LEAVES": f"{hier}:{self.leaves}"},
            "leaf.conf": {
                "CLIENTS": f"{hier}:{self.leaf}",
                "HUB": f"nats-leaf://{hier}:{self.leaves}",
                "REGIO": REGIO,
            },
        }
        return os.environ | eigen[bestand] | {"DATA": str(self.map / bestand)}


@pytest.fixture
def plek(tmp_path: Path) -> Plek:
    return Plek(tmp_path)


@pytest.mark.parametrize("bestand", ["hub.conf", "leaf.conf"])
def test_the_configuration_is_valid(plek: Plek, bestand: str) -> None:
    opdracht = [NATS_SERVER, "-t", "-c", plek.configuratie(bestand)]
    gezegd = subprocess.run(opdracht, env=plek.omgeving(bestand), capture_output=True, check=False)
    assert gezegd.returncode == 0, gezegd.stderr.decode()


def _instellingen(tekst: str) -> Iterator[tuple[str, str]]:
    zonder_uitleg = re.sub(r"^\s*#.*$", "", tekst, flags=re.MULTILINE)
    for naam, waarde in re.findall(r'(\w+):\s+("[^"]*"|[^\s,{}\[\]]+)', zonder_uitleg):
        if naam not in EIGEN_AAN_DE_PLEK:
            yield naam, waarde.strip('"')


@pytest.mark.parametrize(("bestand", "naam"), [("hub.conf", HUB), ("leaf.conf", REGIO)])
def test_a_real_node_is_set_as_a_local_one(bestand: str, naam: str) -> None:
    lokaal, echt = Knooppunt(naam, 1, 2, Path("log"), toegang=True).configuratie(), (NATS / bestand).read_text()
    assert list(_instellingen(echt)) == list(_instellingen(lokaal))
    assert ("sync_interval", "always") in _instellingen(lokaal)
    erbij = ["toegang/toegang.conf", "toegang/lijn.conf"]
    assert re.findall(r'^\s*include "(.*)"', echt, re.MULTILINE) == erbij
    assert re.findall(r'^\s*include "(.*)"', lokaal, re.MULTILINE) == erbij


@contextmanager
def _draait(plek: Plek, bestand: str) -> Generator[None]:
    opdracht = [NATS_SERVER, "-c", plek.configuratie(bestand)]
    with (plek.map / f"{bestand}.log").open("wb") as uit:
        proces = subprocess.Popen(opdracht, env=plek.omgeving(bestand), stdout=uit, stderr=uit)
    try:
        yield
    finally:
        proces.terminate()
        proces.wait(15)


async def test_an_event_travels_from_a_leaf_to_the_hub(plek: Plek) -> None:
    with _draait(plek, "hub.conf"), _draait(plek, "leaf.conf"):
        beheer = await verbind(plek.instellingen.ingang(REGIO, Wie.BEHEER), "proef-beheer")
        bij_regio = await verbind(plek.instellingen.ingang(REGIO, Wie.KERN), "proef-leaf")
        bij_hub = await verbind(plek.instellingen.ingang(HUB, Wie.BEHEER), "proef-hub")
        try:
            await zorg_voor_regio(beheer, REGIO)
            await zorg_voor_hub(bij_hub, [REGIO])
            nieuw = NewEvent(f"leerwinkel.{REGIO}.intake.d1.a", "a-1", b"{}")
            await JetStreamLog(bij_regio, naam_van(REGIO)).append(f"leerwinkel.{REGIO}.*.d1.>", 0, [nieuw])
            await JetStreamLog(bij_hub, "VOL").wait(1)
        finally:
            await beheer.close()
            await bij_regio.close()
            await bij_hub.close()
