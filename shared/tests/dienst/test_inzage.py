"""What a request is a look at, by its path."""

import pytest

from leerwinkel.dienst.inzage.meekijker import waarover


@pytest.mark.parametrize(
    ("pad", "blad", "dossier"),
    [
        ("/", "begin", None),
        ("/zoek", "zoek", None),
        ("/dossiers", "dossiers", None),
        ("/dossiers/d1", "dossier", "d1"),
        ("/dossiers/d1/profiel", "profiel", "d1"),
        ("/dossiers/d1/sessie/s1", "sessie", "d1"),
        ("/dossiers/d1/inzagebestand.pdf", "inzagebestand.pdf", "d1"),
        ("/api/dossiers/d1", "api", "d1"),
        ("/api/dossiers/d1/toestemming-geven", "api", "d1"),
        ("/api/signalen/s1", "api", None),
        ("/dossiers/d1/Merk%20Naam", "ander", "d1"),
        ("/" + "a" * 41, "ander", None),
    ],
)
def test_the_page_and_the_dossier_follow_from_the_path_and_nothing_else_of_it_is_kept(
    pad: str, blad: str, dossier: str | None
) -> None:
    assert waarover(pad) == (blad, dossier)
