"""The team that the services of a region know: everybody of them the same, and still after a start."""

from pathlib import Path

from leerwinkel.dienst.collegas import Collegas
from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker, Rol

MIRA = Gebruiker("m-1", "Mira", frozenset({Rol.BEGELEIDER}))


def open_(map_: Path, *, proef: bool = False) -> Collegas:
    collegas = Collegas()
    collegas.open(map_, proef=proef)
    return collegas


def test_who_signed_in_is_known_to_every_service_and_after_a_start(tmp_path: Path) -> None:
    hier, daar = open_(tmp_path), open_(tmp_path)
    assert (hier.naam("m-1"), hier.naam(None), hier.begeleiders()) == ("m-1", "onbekend", [])
    hier.zie(MIRA)
    hier.zie(Gebruiker("p-1", "Bram", frozenset({Rol.PARTNER}), "cvo"))
    daar.lees()
    for wie in (hier, daar, open_(tmp_path)):
        assert (wie.naam("m-1"), wie.naam("p-1"), wie.begeleiders()) == ("Mira", "Bram", [MIRA])


def test_somebody_has_the_name_and_roles_of_the_last_time(tmp_path: Path) -> None:
    hier = open_(tmp_path)
    hier.zie(MIRA)
    hier.zie(Gebruiker("m-1", "Mira Peeters", frozenset({Rol.ONTHAAL})))
    assert (open_(tmp_path).naam("m-1"), open_(tmp_path).begeleiders()) == ("Mira Peeters", [])


def test_those_for_trying_out_are_of_the_team_only_there(tmp_path: Path) -> None:
    assert [wie.naam for wie in open_(tmp_path, proef=True).begeleiders()] == ["Sam", "Lotte"]
    assert open_(tmp_path).naam(PROEFGEBRUIKERS[0].medewerker) == "onthaal-1"


def test_a_file_that_is_broken_or_a_disk_that_is_full_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "m-2.json").write_text("{half")
    (tmp_path / "m-3.json").write_text('{"naam": "x", "rollen": ["keizer"], "organisatie": null}')
    hier = open_(tmp_path)
    assert hier.naam("m-2") == "m-2"
    (tmp_path / "m-1.json").mkdir()
    hier.zie(MIRA)
    assert hier.naam("m-1") == "Mira"
