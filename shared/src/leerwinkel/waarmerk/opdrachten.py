"""The commands about the keys of a region, `leerwinkel sleutel …`. Each loads what it needs by itself."""
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen

if TYPE_CHECKING:
    from leerwinkel.audit import Verifier
    from leerwinkel.waarmerk.uitgave import Uitgave

app = typer.Typer(help="De sleutels waarmee een regio haar log ondertekent.", no_args_is_help=True)
_scherm = Console()
_Regio = Annotated[str, typer.Option("--regio", help="De regio; anders die van LEERWINKEL_REGIO.")]


def _van(regio: str) -> "tuple[Instellingen, str, Uitgave]":
    from leerwinkel.waarmerk.uitgave import Uitgave

    i = Instellingen(regio=regio) if regio else Instellingen()
    return i, i.regio, Uitgave(i.waarmerkmap(i.regio))


def _toon(sleutel: "Verifier") -> None:
    _scherm.print(sleutel.format(), highlight=False, markup=False, soft_wrap=True)


@app.command()
def maak(regio: _Regio = "") -> None:
    """Maak de sleutel van een regio als ze er nog geen heeft, en toon de publieke helft, voor de VOL."""
    from leerwinkel.waarmerk.sleutels import maak as maak_sleutel
    from leerwinkel.waarmerk.voorbereiding import sleutelbos

    with duidelijk():
        i, regio, uitgave = _van(regio)
        _toon(maak_sleutel(sleutelbos(i, regio), uitgave).verifier)


@app.command()
def vernieuw(regio: _Regio = "") -> None:
    """Maak een nieuwe sleutel; de vorige zegt dat dit de volgende is. Wat al ondertekend is, blijft te controleren."""
    from leerwinkel.waarmerk.sleutels import vernieuw as vernieuw_sleutel
    from leerwinkel.waarmerk.voorbereiding import sleutelbos

    with duidelijk():
        i, regio, uitgave = _van(regio)
        _toon(vernieuw_sleutel(sleutelbos(i, regio), uitgave, regio).verifier)


@app.command()
def toon(regio: _Regio = "") -> None:
    """Toon de publieke sleutels van een regio, de nieuwste laatst."""
    with duidelijk():
        for sleutel in _van(regio)[2].sleutels():
            _toon(sleutel)


@app.command()
def getuige(
    sleutel: Annotated[str, typer.Argument(help="De publieke sleutel van de getuige, als één regel.")],
    regio: _Regio = "",
) -> None:
    """Laat de handtekening van deze getuige meetellen. Vraag de sleutel na langs een andere weg dan het net."""
    from leerwinkel.audit import BadNote, Verifier
    from leerwinkel.audit.note import Kind
    from leerwinkel.waarmerk.getuigen import vertrouw_getuige

    with duidelijk():
        try:
            gelezen = Verifier.parse(sleutel)
        except BadNote as fout:
            raise ValueError("Dit is geen publieke sleutel. Vraag hem opnieuw aan de VOL.") from fout
        if gelezen.kind is not Kind.COSIGNATURE:
            raise ValueError("Dit is geen sleutel van een getuige, maar van een log.")
        vertrouw_getuige(_van(regio)[2], gelezen)
        _scherm.print(f"Handtekeningen van {gelezen.name} tellen mee.", highlight=False)
