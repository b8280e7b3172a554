"""The command `vol getuige`, and those by which a person says whom it may trust and what was looked into."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from leerwinkel.audit import BadNote, Verifier
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar
from leerwinkel.waarmerk.aanbod import herkomst_van
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.bevindingen import VOOR_MENSEN, Bevindingen, openstaand

_scherm = Console()
_app = typer.Typer(invoke_without_command=True)


def koppel(app: typer.Typer) -> None:
    """Give these commands to the application."""
    app.add_typer(_app, name="getuige", help="Onderteken mee wat de regio's ondertekenen, na controle.")


@_app.callback()
def getuige(context: typer.Context) -> None:
    """Draai de getuige: die ondertekent mee wat een regio ondertekent, na controle tegen de kopie van de VOL."""
    if context.invoked_subcommand is not None:
        return
    from vol_reporting.getuige.proces import draai  # noqa: PLC0415 - the other commands start faster without

    stel_logboek_in()
    with duidelijk(), neem_waar("getuige"):
        dien_tot_signaal(draai(Instellingen()))


@_app.command()
def vertrouw(sleutel: Annotated[str, typer.Argument(help="De publieke sleutel van een regio, als één regel.")]) -> None:
    """Vertrouw een sleutel van een regio voortaan. Vraag de sleutel na langs een andere weg dan waarlangs hij kwam."""
    with duidelijk():
        instellingen = Instellingen()
        try:
            gelezen = Verifier.parse(sleutel)
        except BadNote as fout:
            raise ValueError(
                "Dit is geen publieke sleutel. `leerwinkel sleutel toon` geeft die van een regio."
            ) from fout
        log = next((regio for regio in instellingen.regios if herkomst_van(regio) == gelezen.name), None)
        if log is None:
            raise ValueError(f"{gelezen.name} is geen log van een regio.")
        Uitgave(instellingen.getuigemap / log).vertrouw(gelezen)
        _scherm.print(f"De getuige vertrouwt sleutel {gelezen.key_id.hex()} van {log}.", highlight=False)


@_app.command()
def sleutel() -> None:
    """Toon de publieke sleutels: van de getuige, en van het log van de VOL. Geef ze aan wie wil nakijken."""
    with duidelijk():
        map_ = Instellingen().getuigemap
        for eigenaar in ("sleutels", "vol"):
            for each in Uitgave(map_ / eigenaar).sleutels():
                sys.stdout.write(f"{each.format()}\n")


@_app.command()
def bevindingen(
    *, afgehandeld: Annotated[str, typer.Option(help="Van dit log is alles uitgezocht, en waarom.")] = ""
) -> None:
    """Toon wat de getuige vond en nog openstaat. Status 1 als er iets openstaat."""
    with duidelijk():
        instellingen = Instellingen()
        if afgehandeld and afgehandeld not in (*instellingen.regios, "vol"):
            raise ValueError(f"{afgehandeld} is geen log.")
        if afgehandeld:
            map_ = instellingen.getuigemap / afgehandeld
            Bevindingen(map_, afgehandeld).handel_af("Nagekeken door een mens.", *VOOR_MENSEN)
        open_ = [each for log in (*instellingen.regios, "vol") for each in openstaand(instellingen.getuigemap / log)]
        for each in open_:
            _scherm.print(f"{each.moment} {each.log}: {each.zin}", highlight=False, soft_wrap=True)
        _scherm.print(f"{len(open_)} bevindingen staan open.", highlight=False)
    raise typer.Exit(int(bool(open_)))
