"""The open dossiers that `make run` sets ready: through the real services, and again the same ones."""

import json

from leerwinkel.testing.platform import Platform


def test_they_are_made_once_through_the_services_and_the_vol_has_them(platform: Platform) -> None:
    for _ in range(2):
        gezegd = platform.opdracht("leerwinkel", "voorbeelddossiers")
        assert (gezegd.returncode, "6 open dossiers" in gezegd.stdout) == (0, True), gezegd.stderr
    assert platform.opdracht("vol", "wacht").returncode == 0
    cijfers = json.loads(platform.opdracht("vol", "cijfers", "--json", "--regio", "gent", "--code", "B01").stdout)
    assert [cijfer["teller"] for cijfer in cijfers if cijfer["waarde_dimensie"] is None] == [6]


def test_it_says_what_is_wrong_when_no_services_run(platform: Platform) -> None:
    elders = Platform(platform.data, platform.poort, platform.web_poort + 1000)
    gezegd = elders.opdracht("leerwinkel", "voorbeelddossiers")
    assert (gezegd.returncode, "antwoorden niet" in gezegd.stderr) == (1, True)
