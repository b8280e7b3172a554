"""The commands about who may come in at a node, `leerwinkel toegang …`. Each loads what it needs by itself."""
# ruff: noqa: PLC0415

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.logboek import stel_logboek_in

app = typer.Typer(help="Wie bij de NATS-knooppunten binnen mag, en wat die mag.", no_args_is_help=True)
_scherm = Console()
_Knoop = Annotated[str, typer.Option("--knoop", help="`vol` of een regio.")]
_Wie = Annotated[str, typer.Option("--wie", help="De gebruiker, zoals `toon` ze noemt.")]


def _instellingen(*knopen: str) -> Instellingen:
    stel_logboek_in("ERROR")
    i = Instellingen()
    for knoop in knopen:
        if knoop not in (HUB, *i.regios):
            raise ValueError(f"‘{knoop}’ is geen knooppunt. Mogelijk is: {', '.join((HUB, *i.regios))}.")
    return i


def _zeg(zin: str) -> None:
    _scherm.print(zin, highlight=False, markup=False, soft_wrap=True)


@app.command()
def maak(
    knoop: Annotated[str, typer.Option("--knoop", help="Alleen dit knooppunt: `vol` of een regio. Anders alle.")] = "",
    *,
    naam: Annotated[list[str] | None, typer.Option(help="Naam of IP-adres waarop men het knooppunt bereikt.")] = None,
    systeem: Annotated[str, typer.Option(help="Een bronsysteem dat gebeurtenissen mag aanbieden.")] = "",
) -> None:
    """Maak wat ontbreekt: sleutels, certificaat, en wat nats-server erover leest. Mag altijd opnieuw."""
    from leerwinkel.toegang.aanmaak import maak_alles

    with duidelijk():
        i = _instellingen(*([knoop] if knoop else []))
        for zin in asyncio.run(maak_alles(i, knoop, naam or (), systeem)):
            _zeg(zin)


@app.command()
def toon(knoop: _Knoop = HUB, *, rechten: Annotated[bool, typer.Option(help="Toon ook wat elk mag.")] = False) -> None:
    """Toon wie er bij een knooppunt binnen mag, met welke publieke sleutel, en tot wanneer het certificaat geldt."""
    from leerwinkel.toegang.certificaten import geldig_tot
    from leerwinkel.toegang.configuratie import gebruikers
    from leerwinkel.toegang.voorbereiding import knoopmap

    with duidelijk():
        i = _instellingen(knoop)
        map_ = knoopmap(i, knoop)
        tabel = Table("wie", "publieke sleutel", *(["mag publiceren", "mag horen"] if rechten else []))
        for wie, sleutels in sorted(map_.sleutels().items()):
            mag = gebruikers(knoop, i.regios, map_.systemen()).get(wie)
            meer = ["\n".join(mag.publiceert), "\n".join(mag.hoort)] if mag else ["", ""]
            tabel.add_row(wie, "\n".join(sleutels), *(meer if rechten else []))
        _scherm.print(tabel)
        if tot := geldig_tot(map_.map):
            _zeg(f"Het certificaat van {knoop} geldt tot {tot:%d-%m-%Y}.")


@app.command()
def vernieuw(
    knoop: _Knoop,
    wie: Annotated[str, typer.Option("--wie", help="De gebruiker; anders het certificaat van het knooppunt.")] = "",
    *,
    houd_oud: Annotated[bool, typer.Option(help="Laat de oude sleutel nog gelden, tot `trek-in --oud`.")] = False,
) -> None:
    """Geef een gebruiker een nieuwe sleutel, of het knooppunt een nieuw certificaat, terwijl alles doordraait."""
    from leerwinkel.toegang.vernieuwing import vernieuw as vernieuw_sleutel
    from leerwinkel.toegang.vernieuwing import vernieuw_certificaat

    with duidelijk():
        i = _instellingen(knoop)
        if not wie:
            asyncio.run(vernieuw_certificaat(i, knoop))
            _zeg(f"{knoop} heeft een nieuw certificaat.")
            return
        publiek = asyncio.run(vernieuw_sleutel(i, knoop, wie, houd_oud=houd_oud))
        _zeg(f"{wie} van {knoop} heeft een nieuwe sleutel: {publiek}")


@app.command(name="trek-in")
def trek_in(
    knoop: _Knoop, wie: _Wie, *, oud: Annotated[bool, typer.Option("--oud", help="Alleen de oude sleutels.")] = False
) -> None:
    """Laat de sleutels van een gebruiker niet meer gelden. Wie ermee binnen is, wordt meteen buitengezet."""
    from leerwinkel.toegang.vernieuwing import trek_in as trek_sleutels_in

    with duidelijk():
        anders = asyncio.run(trek_sleutels_in(_instellingen(knoop), knoop, wie, alleen_oud=oud))
        _zeg(f"Ingetrokken bij {knoop}: {wie}." if anders else f"{wie} had bij {knoop} geen andere sleutel.")


@app.command()
def vertrouw(
    sleutel: Annotated[str, typer.Argument(help="De publieke sleutel, die met U begint.")], knoop: _Knoop, wie: _Wie
) -> None:
    """Laat een sleutel gelden die elders gemaakt is: van de lijn van een regio, of van een bronsysteem."""
    from leerwinkel.toegang.vernieuwing import vertrouw as vertrouw_sleutel
    from leerwinkel.transport.nkey import is_public_key

    with duidelijk():
        if not is_public_key(sleutel):
            raise ValueError("Dit is geen publieke sleutel van een gebruiker. Vraag hem opnieuw.")
        asyncio.run(vertrouw_sleutel(_instellingen(knoop), knoop, wie, sleutel))
        _zeg(f"{wie} mag bij {knoop} binnen met {sleutel}.")
