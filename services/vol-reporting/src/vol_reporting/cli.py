"""The command `vol`: the service, the figures, and the proof that they are those that were published."""

import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from leerwinkel.runtime.duidelijk import duidelijk, stop
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal
from leerwinkel.runtime.waarneming import neem_waar
from vol_reporting.besluitopdrachten import koppel as koppel_besluiten
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer
from vol_reporting.getuige.opdracht import koppel as koppel_getuige
from vol_reporting.goal import PERIODE, lees_verwacht
from vol_reporting.goal import vergelijk as vergelijk_goal
from vol_reporting.koppeldienst.opdracht import koppel as koppel_koppeldienst
from vol_reporting.momenten import UITLEG
from vol_reporting.onderhoud import (
    Archiefmap,
    Knooppunt,
    Verlies,
    herbouw_opslag,
    herstel_alles,
    maak_archief,
    publiceer_cijfers,
    registreer_doelen,
    registreer_referentie,
    toon_vergelijking,
)
from vol_reporting.rapportopdracht import rapport
from vol_reporting.vraagbaak import GeenAntwoord, Vraagbaak, vind_vraagbaak
from vol_reporting.weergave import cijfertabellen, vergelijkingstabel

app = typer.Typer(help="De VOL: cijfers uit gebeurtenissen.", no_args_is_help=True, pretty_exceptions_enable=False)
_scherm = Console()

Json = Annotated[bool, typer.Option("--json", help="JSON in plaats van een tabel.")]


def _bestand() -> Bestand:
    return Bestand(Instellingen().data / "vol-reporting")


@app.command()
def dienst() -> None:
    """Draai de VOL-dienst: inname, cijfers en webpagina."""
    from vol_reporting.proces import draai  # noqa: PLC0415 - the other commands start faster without

    stel_logboek_in()
    with duidelijk(), neem_waar("vol-reporting"):
        dien_tot_signaal(draai(Instellingen(), _bestand()))


@app.command()
def cijfers(
    *,
    periode: Annotated[str, typer.Option(help="2016, 2016-Q3, 2016-09 of VAN..TOT (TOT telt niet mee).")] = "",
    stand: Annotated[str, typer.Option(help=f"Wat de VOL toen ontvangen had. {UITLEG}")] = "",
    bekend_op: Annotated[str, typer.Option(help=f"Wat de regio's toen geregistreerd hadden. {UITLEG}")] = "",
    regio: Annotated[str, typer.Option(help="Een regio of vlaanderen. Anders elke regio en Vlaanderen.")] = "",
    splits: Annotated[str, typer.Option(help="Splits uit, bijvoorbeeld naar geslacht.")] = "",
    code: Annotated[list[str] | None, typer.Option(help="Alleen dit cijfer; mag meermaals.")] = None,
    versie: Annotated[
        list[str] | None, typer.Option(help="Een andere versie: B04=1. Anders die van de periode.")
    ] = None,
    als_json: Json = False,
) -> None:
    """Toon de cijfers."""
    vraag = {"periode": periode, "stand": stand, "bekend_op": bekend_op, "regio": regio, "splits": splits}
    vraag["versie"] = ",".join(versie or [])
    with duidelijk():
        gevonden = vind_vraagbaak(_bestand()).cijfers(vraag, code or [])
    if als_json:
        _schrijf_json(gevonden)
    else:
        for deel in cijfertabellen(gevonden, breed=_scherm.width):
            _scherm.print(deel)


@app.command()
def goal(
    *,
    verwacht: Annotated[Path | None, typer.Option(help="Een ander bestand met gepubliceerde cijfers.")] = None,
    periode: Annotated[
        str, typer.Option(help="Alleen deze periode, zoals bij `vol cijfers`. Zonder: die van het bestand, of alles.")
    ] = "",
    als_json: Json = False,
) -> None:
    """Leg de gepubliceerde cijfers naast de berekende. Status 1 als er één verschilt."""
    with duidelijk():
        gepubliceerd = lees_verwacht(verwacht)
        vraag = {"periode": periode or ("" if verwacht else PERIODE)}
        berekend = [Cijfer(**c) for c in vind_vraagbaak(_bestand()).cijfers(vraag, [])]
        uitkomst = vergelijk_goal(berekend, gepubliceerd)
    kloppen = sum(v.klopt for v in uitkomst)
    if als_json:
        _schrijf_json([{veld: getattr(v, veld) for veld in v.__slots__} for v in uitkomst])
    else:
        _scherm.print(vergelijkingstabel(uitkomst))
        _scherm.print(f"{kloppen} van {len(uitkomst)} kloppen.")
    raise typer.Exit(0 if kloppen == len(uitkomst) else 1)


@app.command()
def status(*, als_json: Json = False) -> None:
    """Toon hoe ver de inname is."""
    with duidelijk():
        toestand = vind_vraagbaak(_bestand()).status()
    if als_json:
        _schrijf_json(toestand)
        return
    for regio in toestand["regios"]:
        log = "niet bereikbaar" if regio["log"] is None else f"log {regio['log']}"
        _scherm.print(
            f"{regio['regio']:<16} {log}, hub {regio['hub']}, ingenomen {regio['positie']}, "
            f"gaten {regio['gaten']}, quarantaine {regio['quarantaine']}, aangevuld {regio['aangevuld']}, "
            f"medeondertekend {regio['getuigd']}"
            + (f", aangehouden vanaf {vanaf}" if (vanaf := regio["aangehouden_vanaf"]) else ""),
            highlight=False,
        )
    if toestand["storing"]:
        stop(toestand["storing"])


@app.command()
def wacht(seconden: Annotated[float, typer.Option(help="Hoe lang hoogstens.")] = 60) -> None:
    """Wacht tot de VOL alles heeft wat de regio's hebben."""
    einde = time.monotonic() + seconden
    achter = ["de VOL-dienst"]
    with duidelijk():
        while time.monotonic() < einde:
            with contextlib.suppress(GeenAntwoord):
                achter = _achter(vind_vraagbaak(_bestand()))
                if not achter:
                    return
            time.sleep(0.2)
    stop(f"Na {seconden:g} s is de VOL nog niet bij: {', '.join(achter)}.")


def _achter(vraagbaak: Vraagbaak) -> list[str]:
    """The regions whose own log is not yet taken in whole: up to its end, and without gaps."""
    regios: list[dict[str, Any]] = vraagbaak.status()["regios"]
    return [r["regio"] for r in regios if r["log"] is None or r["log"] > r["positie"] or r["gaten"]]


@app.command()
def archiveer(*, uit: Annotated[Path, typer.Option(help="Een nieuwe map.")]) -> None:
    """Schrijf alles wat de VOL heeft naar een map met Parquet-bestanden."""
    with duidelijk():
        _scherm.print(maak_archief(_bestand(), uit), highlight=False, soft_wrap=True)


@app.command()
def herbouw(*, archief: Archiefmap = None) -> None:
    """Bouw de opslag van de VOL opnieuw op uit het log."""
    with duidelijk():
        _scherm.print(herbouw_opslag(Instellingen(), _bestand(), archief), highlight=False, soft_wrap=True)


@app.command()
def vergelijk(regio: Annotated[str, typer.Option(help="Alleen deze regio.")] = "") -> None:
    """Leg het log van elke regio naast de kopie van de hub en de tabel van de VOL. Status 1 als er iets verschilt."""
    with duidelijk():
        raise typer.Exit(toon_vergelijking(Instellingen(), _bestand(), regio, _scherm))


@app.command()
def herstel(*, knooppunt: Knooppunt = None, verlies_aanvaard: Verlies = False) -> None:
    """Maak de kopie van de hub opnieuw uit de logs van de regio's. De oude bestanden blijven staan, opzij."""
    with duidelijk():
        raise typer.Exit(herstel_alles(Instellingen(), _bestand(), knooppunt, _scherm, verlies=verlies_aanvaard))


app.command("publiceer-cijfers")(publiceer_cijfers)
app.command()(rapport)
app.command("doelstellingen")(registreer_doelen)


@app.command()
def referentie(bestand: Annotated[Path, typer.Argument(help="CSV-bestand met referentiewaarden.")]) -> None:
    """Leg referentiewaarden vast: bevolking, uurkost en normen, elk met hun bron."""
    with duidelijk():
        _scherm.print(registreer_referentie(Instellingen(), bestand), highlight=False, soft_wrap=True)


for _koppel in (koppel_besluiten, koppel_koppeldienst, koppel_getuige):
    _koppel(app)


def _schrijf_json(waarde: object) -> None:
    json.dump(waarde, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")
