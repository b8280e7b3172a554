"""The commands by which a person decides on what was received: they are carried out by the running service."""

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.bestand import Bestand
from vol_reporting.vraagbaak import Dienstantwoord, GeenAntwoord, vind_dienst

_scherm = Console()
Regio = Annotated[str, typer.Argument(help="De regio, bijvoorbeeld gent.")]


def koppel(app: typer.Typer) -> None:
    """Give these commands to the application."""
    for opdracht in (houd_aan, geef_vrij, bied_aan, quarantaine):
        app.command(opdracht.__name__.replace("_", "-"))(opdracht)


def _dienst() -> Dienstantwoord:
    if (dienst := vind_dienst(Bestand(Instellingen().data / "vol-reporting"))) is None:
        raise GeenAntwoord("De VOL-dienst draait niet. Start het platform met `make run`.")
    return dienst


def _beslis(**opdracht: Any) -> None:
    with duidelijk():
        _scherm.print(_dienst().beslis(opdracht), highlight=False, soft_wrap=True)


def houd_aan(
    regio: Regio, *, vanaf: Annotated[int | None, typer.Option(help="Vanaf deze positie. Anders wat nog komt.")] = None
) -> None:
    """Houd wat een regio stuurt apart: het wordt ontvangen en bewaard, en telt in geen cijfer mee."""
    _beslis(handeling="aanhouden", regio=regio, positie=vanaf)


def geef_vrij(
    regio: Regio,
    *,
    tot: Annotated[int | None, typer.Option(help="Tot en met deze positie; de rest blijft apart.")] = None,
) -> None:
    """Laat weer meetellen wat van een regio aangehouden is."""
    _beslis(handeling="vrijgeven", regio=regio, positie=tot)


def bied_aan(regio: Regio, positie: Annotated[int, typer.Argument(help="De positie op het log van de regio.")]) -> None:
    """Bied een gebeurtenis uit de quarantaine opnieuw aan."""
    _beslis(handeling="aanbieden", regio=regio, positie=positie)


def quarantaine(
    *,
    regio: Annotated[str, typer.Option(help="Alleen deze regio.")] = "",
    als_json: Annotated[bool, typer.Option("--json", help="JSON in plaats van regels.")] = False,
) -> None:
    """Toon wat de VOL niet kon lezen, en waarom."""
    with duidelijk():
        rijen = _dienst().quarantaine(regio)
    if als_json:
        json.dump(rijen, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    for rij in rijen:
        _scherm.print(f"{rij['regio']} {rij['positie']}: {rij['reden']}", highlight=False, soft_wrap=True)
    _scherm.print(f"{len(rijen)} in quarantaine.", highlight=False)
