"""The commands by which a person decides, against a service that answers over HTTP."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner

from vol_reporting.bestand import Bestand
from vol_reporting.cli import app
from vol_reporting.dienst import Opslag

from .aanhouding import Hub, zonder_inhoud
from .proefdienst import SLEUTEL, Proefdienst, app_van


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    bestand = Bestand(tmp_path / "vol-reporting")
    bestand.map.mkdir()
    opslag = Opslag(bestand)
    Hub(opslag.cursor()).stuurt_ruw([zonder_inhoud()])
    server = uvicorn.Server(uvicorn.Config(app_van(Proefdienst(opslag)), log_level="warning", lifespan="off"))
    monkeypatch.setenv("LEERWINKEL_DATA", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as deur:
        draad = threading.Thread(target=server.run, kwargs={"sockets": [deur]})
        draad.start()
        bestand.meld_aan(f"http://127.0.0.1:{deur.getsockname()[1]}", SLEUTEL)
        yield tmp_path
        server.should_exit = True
        draad.join()
    opslag.sluit()


def _vol(*opdracht: str) -> tuple[int, str]:
    uitkomst = CliRunner().invoke(app, list(opdracht))
    return uitkomst.exit_code, " ".join(uitkomst.output.split())


@pytest.mark.usefixtures("data")
def test_each_command_says_what_was_done_or_why_not() -> None:
    assert _vol("houd-aan", "gent", "--vanaf", "2") == (0, "De stroom van gent is aangehouden vanaf positie 2.")
    assert _vol("houd-aan", "gent") == (0, "Wat nog van gent komt, is aangehouden.")
    assert _vol("geef-vrij", "gent") == (0, "Van gent is daar niets aangehouden.")
    assert _vol("bied-aan", "gent", "1") == (0, "Positie 1 van gent is nu ingenomen en telt mee.")
    code, tekst = _vol("quarantaine")
    assert (code, tekst[:30], tekst[-17:]) == (0, "gent 1: data.sessie: ontbreekt", "1 in quarantaine.")
    assert '"positie": 1' in _vol("quarantaine", "--regio", "gent", "--json")[1]
    code, tekst = _vol("houd-aan", "atlantis")
    assert (code, "regio" in tekst) == (2, True)


def test_without_a_service_nothing_is_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERWINKEL_DATA", str(tmp_path))
    assert _vol("geef-vrij", "gent")[0] == 1
