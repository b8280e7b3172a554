"""`make run`: start, import, figures, sixteen of sixteen; again as good; and a clear sentence when it cannot."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from leerwinkel.testing.platform import Platform, nieuw_platform

BIN = Path(sys.prefix) / "bin"
VOORBEELD = Path(__file__).parents[2] / "examples" / "goal"


def _cijfers(platform: Platform, *opties: str) -> list[dict[str, object]]:
    gezegd = platform.opdracht("vol", "cijfers", "--json", *opties)
    assert gezegd.returncode == 0, gezegd.stderr
    return json.loads(gezegd.stdout)


@pytest.mark.timeout(300)
def test_the_main_job(tmp_path: Path) -> None:
    platform = nieuw_platform(tmp_path / "data")
    eerste = platform.opdracht("leerwinkel", "draai", "--voorbeeld", VOORBEELD, "--eenmalig")
    assert eerste.returncode == 0, eerste.stdout + eerste.stderr
    assert "16 van 16 kloppen" in eerste.stdout
    assert f"http://127.0.0.1:{platform.web_poort}" in eerste.stdout
    assert platform.draait_niet()
    assert platform.opdracht("vol", "goal").returncode == 0


@pytest.mark.lang
@pytest.mark.timeout(300)
def test_the_main_job_twice_gives_the_same(tmp_path: Path) -> None:
    platform = nieuw_platform(tmp_path / "data")
    eerste = platform.opdracht("leerwinkel", "draai", "--voorbeeld", VOORBEELD, "--eenmalig")
    assert eerste.returncode == 0, eerste.stdout + eerste.stderr
    zonder_dienst = _cijfers(platform)
    tweede = platform.opdracht("leerwinkel", "draai", "--voorbeeld", VOORBEELD, "--eenmalig")
    assert tweede.returncode == 0, tweede.stdout + tweede.stderr
    assert "16 van 16 kloppen" in tweede.stdout
    assert platform.draait_niet()
    assert _cijfers(platform) == zonder_dienst
    assert {"code", "versie", "regio", "periode", "dimensie", "waarde_dimensie", "teller", "noemer", "waarde"} | {
        "eenheid",
        "opmerking",
        "aangehouden",
    } == set(zonder_dienst[0])


def test_a_port_that_is_taken_is_said_and_nothing_is_left_running(tmp_path: Path) -> None:
    platform = nieuw_platform(tmp_path / "data")
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", platform.poort + 4))
        bezet.listen()
        gezegd = platform.opdracht("leerwinkel", "draai")
    assert gezegd.returncode == 1
    assert f"Poort {platform.poort + 4} op 127.0.0.1 is al in gebruik" in gezegd.stderr
    assert "Traceback" not in gezegd.stderr
    assert platform.draait_niet()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; a file in the way is tried below")
def test_no_rights_are_said(tmp_path: Path) -> None:
    (tmp_path / "dicht").mkdir(mode=0o500)
    gezegd = nieuw_platform(tmp_path / "dicht" / "data").opdracht("leerwinkel", "draai")
    assert (gezegd.returncode, "Traceback" in gezegd.stderr) == (1, False)


def test_a_file_where_the_data_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("geen map")
    platform = nieuw_platform(tmp_path / "data")
    gezegd = platform.opdracht("leerwinkel", "draai")
    assert (gezegd.returncode, "Traceback" in gezegd.stderr) == (1, False)
    assert gezegd.stderr.strip()
    assert platform.draait_niet()


@pytest.mark.parametrize(
    "signaal", [*(pytest.param(s, marks=pytest.mark.lang) for s in (signal.SIGINT, signal.SIGTERM)), signal.SIGKILL]
)
def test_however_it_is_stopped_nothing_is_left_running(tmp_path: Path, signaal: signal.Signals) -> None:
    """By SIGTERM is also how the platform ends that other journeys share."""
    platform = nieuw_platform(tmp_path / "data")
    log = tmp_path / "draai.log"
    with log.open("wb") as uit:
        proces = subprocess.Popen([BIN / "leerwinkel", "draai"], env=platform.omgeving, stdout=uit, stderr=uit)
    _tot(lambda: "draaien" in log.read_text())
    proces.send_signal(signaal)
    status = proces.wait(60)
    assert status == (0 if signaal is not signal.SIGKILL else -9), log.read_text()
    _tot(platform.draait_niet)


def _tot(voorwaarde: Callable[[], bool], seconden: float = 60) -> None:
    einde = time.monotonic() + seconden
    while not voorwaarde():
        assert time.monotonic() < einde
        time.sleep(0.05)


def test_the_commands_say_what_to_do_when_there_is_nothing_yet(tmp_path: Path) -> None:
    platform = nieuw_platform(tmp_path / "data")
    for opdracht in (("vol", "cijfers"), ("vol", "goal"), ("vol", "status"), ("leerwinkel", "importeer", VOORBEELD)):
        gezegd = platform.opdracht(*opdracht)
        assert gezegd.returncode == 1, opdracht
        assert "make run" in gezegd.stderr, opdracht
        assert "Traceback" not in gezegd.stderr, opdracht
