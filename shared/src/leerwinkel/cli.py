"""The command `leerwinkel`: run the platform, import a registration, publish events, see how everything is.

Each command loads what it needs by itself: `status` must answer at once.
"""
# ruff: noqa: PLC0415

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from leerwinkel.identiteit.proefaanmelding.opdracht import pas, proefaanmelding
from leerwinkel.reservekopie.opdrachten import koppel as koppel_reservekopie
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.logboek import stel_logboek_in
from leerwinkel.runtime.signalen import dien_tot_signaal, tot_signaal
from leerwinkel.runtime.waarneming import neem_waar, span
from leerwinkel.toegang.opdrachten import app as toegangsopdrachten
from leerwinkel.waarmerk.opdrachten import app as sleutelopdrachten

app = typer.Typer(
    help="Leerwinkel: registratie die je kunt narekenen.", no_args_is_help=True, pretty_exceptions_enable=False
)
app.add_typer(sleutelopdrachten, name="sleutel")
app.add_typer(toegangsopdrachten, name="toegang")
app.command()(proefaanmelding)
app.command()(pas)
koppel_reservekopie(app)
_scherm = Console()


@app.command()
def draai(
    *,
    voorbeeld: Annotated[Path | None, typer.Option(help="Map met een registratie om in te lezen.")] = None,
    eenmalig: Annotated[bool, typer.Option(help="Stop na het tonen van de cijfers.")] = False,
) -> None:
    """Start alles op deze machine, lees een voorbeeld in, toon de cijfers, en blijf draaien tot Ctrl-C."""
    from leerwinkel.gebeurtenissen.codelijst import codelijst
    from leerwinkel.samenstel import Samenstel

    stel_logboek_in("ERROR")
    with duidelijk(), tot_signaal(), Samenstel(Instellingen()) as samenstel:
        i = samenstel.instellingen
        _scherm.print(f"De hub, {len(i.regios)} regio's, hun deuren en de VOL draaien. Gegevens staan in {i.data}.")
        if voorbeeld:
            _opdracht("leerwinkel", "importeer", str(voorbeeld))
            _lees_voorbeelden(voorbeeld.parent)
        _opdracht("vol", "wacht")
        _opdracht("vol", "cijfers")
        klopt = _opdracht("vol", "goal", streng=False) if voorbeeld else 0
        if i.voorbeeld:
            _scherm.print(i.voorbeeld)
        _scherm.print(f"De cijfers staan ook op [bold]{i.buren['vol']}[/bold]")
        naam = codelijst("regio")[i.regio].label_nl
        _scherm.print(
            f"{naam} werkt op [bold]{i.buren['trajecten']}[/bold]: meld je aan als een van de proefgebruikers."
        )
        if eenmalig:
            raise typer.Exit(klopt)
        if voorbeeld:
            _opdracht("leerwinkel", "voorbeelddossiers", streng=False)
        _scherm.print("Stop met Ctrl-C.")
        samenstel.bewaak()


def _lees_voorbeelden(map_: Path) -> None:
    """What the VOL itself registers of an example, where it is there."""
    for opdracht, bestand in (("referentie", "referentiewaarden.csv"), ("doelstellingen", "doelstellingen.csv")):
        if (map_ / bestand).is_file():
            _opdracht("vol", opdracht, str(map_ / bestand))


def _opdracht(*woorden: str, streng: bool = True) -> int:
    """Run one of our own commands as a user would; its failure is ours unless it is not `streng`."""
    status = subprocess.run([Path(sys.prefix) / "bin" / woorden[0], *woorden[1:]], check=False).returncode  # noqa: S603
    if status and streng:
        raise typer.Exit(status)
    return status


@app.command()
def voorbeelddossiers() -> None:
    """Zet enkele open dossiers van verzonnen mensen klaar bij de regio die draait. Opnieuw mag."""
    from leerwinkel.voorbeelddossiers import Leerwinkel, maak_dossiers

    with duidelijk():
        i = Instellingen()
        aantal = maak_dossiers(Leerwinkel(i.regio, i.buren), datetime.now(UTC))
        _scherm.print(f"Bij {i.regio} staan {aantal} open dossiers klaar, van verzonnen mensen.")


@app.command()
def stromen() -> None:
    """Maak alle stromen in NATS en kijk na of ze juist ingesteld zijn. Mag altijd opnieuw."""
    from leerwinkel.samenstel import maak_stromen

    stel_logboek_in("ERROR")
    with duidelijk():
        asyncio.run(maak_stromen(Instellingen()))
        _scherm.print("Alle stromen zijn er en zijn juist ingesteld.")


@app.command()
def gateway(regio: Annotated[list[str] | None, typer.Option(help="Alleen deze regio('s).")] = None) -> None:
    """Bedien de deur van elke regio: neem gebeurtenissen van andere systemen in en antwoord."""
    from leerwinkel.inname.app import bedien

    stel_logboek_in()
    with duidelijk(), neem_waar("leerwinkel-gateway"):
        instellingen = Instellingen()
        dien_tot_signaal(bedien(instellingen, regio or instellingen.regios))


@app.command()
def waarmerk(regio: Annotated[list[str] | None, typer.Option(help="Alleen deze regio('s).")] = None) -> None:
    """Onderteken het log van elke regio terwijl het groeit, en laat de getuige van de VOL meetekenen."""
    from leerwinkel.waarmerk.proces import onderteken

    stel_logboek_in()
    with duidelijk(), neem_waar("leerwinkel-waarmerk"):
        instellingen = Instellingen()
        dien_tot_signaal(onderteken(instellingen, regio or instellingen.regios))


@app.command()
def importeer(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="Map met CSV- of XLSX-bestanden, of één zo'n bestand.")],
    *,
    fouten: Annotated[Path | None, typer.Option(help="Waar de foute rijen komen.")] = None,
) -> None:
    """Lees een export van een registratie in. Opnieuw inlezen mag: er komt niets dubbel. Status 1 bij foute rijen."""
    from leerwinkel.inname.importeren import toon
    from leerwinkel.inname.inlezen import lees_in

    stel_logboek_in("ERROR")
    nu = datetime.now(UTC)
    with duidelijk(), neem_waar("leerwinkel-importeer"), span("importeer"):
        instellingen = Instellingen()
        foutenbestand = fouten or instellingen.data / f"fouten-{nu:%Y%m%dT%H%M%S%f}.csv"
        verslag = asyncio.run(lees_in(instellingen, map_, foutenbestand, nu, _scherm))
        toon(verslag, _scherm)
        raise typer.Exit(1 if verslag.fout or any(b.onbruikbaar for b in verslag.per_bestand) else 0)


@app.command()
def herstel(
    regio: Annotated[str, typer.Option(help="De regio waarvan het log beschadigd is.")],
    *,
    knooppunt: Annotated[Path | None, typer.Option(help="Map waarin de `jetstream` van de regio staat.")] = None,
    verlies_aanvaard: Annotated[bool, typer.Option(help="Ga door, ook als er iets verloren gaat.")] = False,
) -> None:
    """Maak het log van een regio opnieuw uit de kopie van de hub. De oude bestanden blijven staan, opzij."""
    from leerwinkel.inname.herstelling import herstel_regio

    stel_logboek_in("ERROR")
    with duidelijk():
        for zin in asyncio.run(herstel_regio(Instellingen(), regio, knooppunt, verlies=verlies_aanvaard)):
            _scherm.print(zin, highlight=False, soft_wrap=True)


@app.command()
def publiceer(
    bestand: Annotated[str, typer.Argument(help="NDJSON: één CloudEvent per regel; - is de standaardinvoer.")],
    *,
    als_json: Annotated[bool, typer.Option("--json", help="Eén JSON-antwoord per regel.")] = False,
) -> None:
    """Publiceer gebeurtenissen via de deur van hun regio. Status 1 als er één niet binnen is."""
    from leerwinkel.inname.uitsturen import stuur_uit

    stel_logboek_in("ERROR")
    with duidelijk(), neem_waar("leerwinkel-publiceer"):
        telling = asyncio.run(stuur_uit(Instellingen(), bestand, _scherm, als_json=als_json))
        if not als_json:
            _scherm.print(", ".join(f"{aantal} {uitkomst}" for uitkomst, aantal in telling.items()) or "Geen regels.")
        raise typer.Exit(1 if telling.keys() - {"aanvaard", "herhaling"} else 0)


@app.command()
def status(*, als_json: Annotated[bool, typer.Option("--json", help="JSON in plaats van een scherm.")] = False) -> None:
    """Toon het hele systeem op één scherm, ook als er delen weg zijn. Status 1 als er iets aandacht vraagt."""
    from leerwinkel.overzicht.opdracht import toon

    stel_logboek_in("ERROR")
    with duidelijk():
        raise typer.Exit(toon(Instellingen(), als_json=als_json))


for _punt in sorted(entry_points(group="leerwinkel.opdrachten"), key=lambda punt: punt.name):
    app.command(_punt.name)(_punt.load())  # what knows the services cannot be known here (ADR 15)

if __name__ == "__main__":
    app()
