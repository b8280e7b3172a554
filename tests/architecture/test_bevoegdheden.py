"""`docs/bevoegdheden.md` is the tables of who may do what, and nothing else: run this file to write it anew."""

from collections.abc import Callable, Iterable
from pathlib import Path

from leerwinkel.dienst import bevoegdheid as regio
from leerwinkel.dienst.gebruiker import NAMEN, Rol
from vol_reporting import bevoegdheid as vol

DOCUMENT = Path(__file__).parents[2] / "docs" / "bevoegdheden.md"
_REGIO = {
    regio.Bereik.ALLE: "alles",
    regio.Bereik.EIGEN: "eigen en vrije dossiers",
    regio.Bereik.VRIJ: "dossiers zonder begeleider",
    regio.Bereik.PARTNER: "van de eigen organisatie, als de cliënt instemt",
}
_VOL = {vol.Bereik.ALLE: "alles", vol.Bereik.EIGEN_REGIO: "de eigen regio"}
_BEGIN = """# Wie wat mag

Dit document is gemaakt uit de tabellen in de code (`leerwinkel.dienst.bevoegdheid` en `vol_reporting.bevoegdheid`),
die ook beslissen. Wat er niet in staat, mag niet. Elke pagina en elk adres van de API zegt welke rij ze nodig heeft;
zonder dat start een dienst niet. Een test probeert elk adres in elke rol, ook met een rol in een andere regio, met een
sessie van een andere regio, en zonder sessie.

Een rol komt uit de aanmelding (`<toepassing>_rol_3d`, waarden `Rol:Organisatie`) en geldt alleen bij de organisatie die
ze gaf. Wie er meer heeft, mag wat elk ervan mag. Een streepje is: mag niet.
"""
_REGIODEEL = """
## In een regio

De pagina's en de API van intake, trajecten en partners van één leerwinkel. Niemand ziet iets van een andere leerwinkel.

"""
_VOLDEEL = """
## Bij de VOL

De pagina's en de API van het Vlaams Ondersteuningspunt: gecodeerde feiten en cijfers, nooit persoonsgegevens. De rol
van coördinator komt van een regio. De opdrachtregel is geen mens: wie op de machine van de VOL zelf werkt.

"""


def document() -> str:
    delen = (
        _BEGIN,
        _REGIODEEL,
        _tabel([rol.value for rol in Rol], NAMEN.values(), regio.UITLEG.items(), _van_de_regio),
        _VOLDEEL,
        _tabel([rol.value for rol in vol.Rol], vol.NAMEN.values(), vol.UITLEG.items(), _van_de_vol),
    )
    return "".join(delen)


def _van_de_regio(rol: str, wat: str) -> str:
    return _REGIO.get(regio.BEVOEGDHEDEN[Rol(rol)].get(regio.Wat(wat)), "–")  # type: ignore[arg-type]


def _van_de_vol(rol: str, wat: str) -> str:
    return _VOL.get(vol.BEVOEGDHEDEN[vol.Rol(rol)].get(vol.Wat(wat)), "–")  # type: ignore[arg-type]


def _tabel(
    rollen: list[str], namen: Iterable[str], wat: Iterable[tuple[str, str]], cel: Callable[[str, str], str]
) -> str:
    kop = ["wat", *namen]
    regels = [[f"**{een}**: {uitleg}", *(cel(rol, een) for rol in rollen)] for een, uitleg in wat]
    return "".join(f"| {' | '.join(regel)} |\n" for regel in (kop, ["---"] * len(kop), *regels))


def test_the_document_is_the_table() -> None:
    assert document() == DOCUMENT.read_text(), "run: .venv/bin/python tests/architecture/test_bevoegdheden.py"


def test_everything_and_everybody_is_in_it() -> None:
    assert set(regio.UITLEG) == set(regio.Wat)
    assert set(vol.UITLEG) == set(vol.Wat)
    assert list(NAMEN) == list(Rol)
    assert list(vol.NAMEN) == list(vol.Rol)


if __name__ == "__main__":
    DOCUMENT.write_text(document())
