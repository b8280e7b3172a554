"""The commands `leerwinkel backup` and `leerwinkel herstel-backup`. Each loads what it needs by itself."""
# ruff: noqa: PLC0415

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.logboek import stel_logboek_in

_scherm = Console()
_Wie = Annotated[
    list[str] | None, typer.Option("--van", help="Een regio, of vol; mag meermaals. Anders alles van deze machine.")
]
_Log = Annotated[Path, typer.Option("--uit", help="Map voor het log en de tabellen.")]
_Kluis = Annotated[Path | None, typer.Option(help="Map voor de kluis, op een andere plaats.")]
_Sleutels = Annotated[Path | None, typer.Option(help="Map voor de geheime sleutels, op nog een andere plaats.")]


def koppel(app: typer.Typer) -> None:
    """Give the commands to the application."""
    app.command()(backup)
    app.command("herstel-backup")(herstel_backup)


def _zeg(zinnen: list[str]) -> None:
    for zin in zinnen:
        _scherm.print(zin, highlight=False, soft_wrap=True)


def backup(
    uit: _Log,
    *,
    kluis: _Kluis = None,
    sleutels: _Sleutels = None,
    van: _Wie = None,
    ruim_op: Annotated[bool, typer.Option("--ruim-op", help="Verwijder daarna wat ouder is dan 30 dagen.")] = False,
) -> None:
    """Maak een reservekopie terwijl alles doorgaat: het log en de tabellen, en apart de kluis en de sleutels."""
    from leerwinkel.reservekopie.maken import Waarheen, maak_reservekopie
    from leerwinkel.reservekopie.opruimen import ruim_op as verwijder_oude

    stel_logboek_in("ERROR")
    with duidelijk():
        instellingen, nu = Instellingen(), datetime.now(UTC)
        waarheen = Waarheen(uit, kluis, sleutels)
        for wie in _gekozen(instellingen, van):
            _zeg([asyncio.run(maak_reservekopie(instellingen, wie, waarheen, nu))])
        for map_ in filter(None, (uit, kluis, sleutels)) if ruim_op else ():
            _zeg(verwijder_oude(map_, nu))
        if kluis is None or sleutels is None:
            _zeg(["De kluis en de sleutels zijn niet allebei bewaard: zonder hen leest niemand de persoonsgegevens."])


def _gekozen(instellingen: Instellingen, van: list[str] | None) -> list[str]:
    mogelijk = [*instellingen.regios, HUB]
    if onbekend := [wie for wie in van or () if wie not in mogelijk]:
        raise ValueError(f"‘{onbekend[0]}’ bestaat niet. Mogelijk is: {', '.join(mogelijk)}.")
    return van or [wie for wie in mogelijk if wie not in instellingen.nats]


def herstel_backup(
    kopieen: Annotated[list[Path], typer.Argument(metavar="MAP…", help="Reservekopieën van één regio, of van de VOL.")],
    *,
    knooppunt: Annotated[Path | None, typer.Option(help="Map waarin de `jetstream` van het knooppunt staat.")] = None,
    verlies_aanvaard: Annotated[bool, typer.Option(help="Ga door, ook als er iets verloren gaat.")] = False,
) -> None:
    """Zet reservekopieën terug. Wie sindsdien gewist werd, blijft gewist; wat hier nog heel is, blijft staan."""
    from leerwinkel.reservekopie.kopie import lees_kopie
    from leerwinkel.reservekopie.terugzetten import Terugzetting, bijeen

    stel_logboek_in("ERROR")
    with duidelijk():
        nu = datetime.now(UTC)
        gevraagd = bijeen([lees_kopie(map_) for map_ in kopieen], nu)
        terug = Terugzetting(Instellingen(), gevraagd, nu, knooppunt, verlies_aanvaard)
        _zeg(asyncio.run(terug.voer_uit()))
