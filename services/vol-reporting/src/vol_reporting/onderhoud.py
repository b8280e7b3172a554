"""What the commands for archiving, comparing, healing and rebuilding do, and what they say."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.bestand import Bestand
from vol_reporting.inname.tafel import Tafel
from vol_reporting.opslag import open_opslag
from vol_reporting.vraagbaak import vind_dienst, vind_vraagbaak

Knooppunt = Annotated[
    Path | None,
    typer.Option(help="Map waarin de `jetstream` van de hub staat. Anders die van LEERWINKEL_DATA."),
]
Archiefmap = Annotated[
    Path | None, typer.Option(help="Begin bij dit archief van `vol archiveer`; de rest komt uit het log.")
]
Verlies = Annotated[bool, typer.Option("--verlies-aanvaard", help="Ga door, ook als er iets verloren gaat.")]


def herbouw_opslag(instellingen: Instellingen, bestand: Bestand, archief: Path | None = None) -> str:
    """Build the storage anew, by the service where one runs; gives what was done.

    With an archive: from that, and from what the log has after it. Raises Gap, Unavailable, and Zegbaar where the
    archive is refused.
    """
    from vol_reporting.inname.herbouw import herbouw_bestand  # noqa: PLC0415 - the other commands start faster without

    archief = archief and archief.absolute()
    if (dienst := vind_dienst(bestand)) is not None:
        gelezen, wie = dienst.herbouw(archief), " door de dienst"
    else:
        gelezen, wie = asyncio.run(herbouw_bestand(instellingen, bestand, archief)), ""
    bron = f"{archief} en {gelezen} latere gebeurtenissen" if archief else f"{gelezen} gebeurtenissen"
    return f"Opnieuw opgebouwd uit {bron}{wie}."


def maak_archief(bestand: Bestand, uit: Path) -> str:
    """Make an archive of the storage, by the service where one runs; gives what was done. Raises Zegbaar."""
    inhoud = vind_vraagbaak(bestand).archiveer(uit.absolute())
    rijen = sum(tabel["rijen"] for naam, tabel in inhoud["tabellen"].items() if naam in ("gebeurtenis", "quarantaine"))
    return f"{rijen} gebeurtenissen staan in {uit.absolute()}."


def publiceer(bestand: Bestand, kwartaal: str, naar: Path, *, herzien: bool) -> str:
    """Publish a quarter; gives what was done. Raises Zegbaar where it is refused."""
    from vol_reporting.publicatie.publiceren import publiceer as publiceer_cijfers  # noqa: PLC0415 - loads the solver

    eerdere = publiceer_cijfers(
        vind_vraagbaak(bestand), kwartaal, naar.absolute(), bestand.publicaties, nu=datetime.now(UTC), herzien=herzien
    )
    uitgave = eerdere.uitgave
    perioden = " en ".join(uitgave.perioden.getoond)
    return (
        f"{len(eerdere.bestanden()) - 1} tabellen van {perioden} staan in {naar.absolute()}, "
        f"volgens de stand van {uitgave.stand:%d-%m-%Y %H:%M}. Verborgen: {len(eerdere.laag.verborgen)} van de "
        f"{len(eerdere.laag.getoond)} getallen."
    )


def publiceer_cijfers(
    *,
    kwartaal: Annotated[str, typer.Option(help="Een kwartaal dat voorbij is, bijvoorbeeld 2026-Q3.")],
    naar: Annotated[Path, typer.Option(help="Map voor de bestanden.")],
    herzien: Annotated[bool, typer.Option("--herzien", help="Tel opnieuw, met wat sindsdien binnenkwam.")] = False,
) -> None:
    """Schrijf de tabellen van een kwartaal zoals ze naar buiten mogen: kleine aantallen zijn verborgen."""
    bestand = Bestand(Instellingen().data / "vol-reporting")
    with duidelijk():
        Console().print(publiceer(bestand, kwartaal, naar, herzien=herzien), highlight=False, soft_wrap=True)


def toon_vergelijking(instellingen: Instellingen, bestand: Bestand, regio: str, scherm: Console) -> int:
    """Compare and show; gives 1 if something differs. The table is compared only while no service has it open."""
    from vol_reporting.inname.herstel import leg_naast  # noqa: PLC0415 - the other commands start faster without

    tafel = _tafel(bestand)
    bevindingen = asyncio.run(leg_naast(instellingen, regio, tafel))
    for bevinding in bevindingen:
        scherm.print(f"{bevinding.regio}: {bevinding.gelijk} gebeurtenissen gelijk", highlight=False)
        for zin in bevinding.zinnen():
            scherm.print(zin, style="red", highlight=False, soft_wrap=True)
    if tafel is None:
        scherm.print("De tabel van de VOL is niet vergeleken: er is er geen, of de dienst heeft ze open.")
    return int(any(bevinding.eerste for bevinding in bevindingen))


def _tafel(bestand: Bestand) -> Tafel | None:
    if not bestand.opslag.exists():
        return None
    try:
        return Tafel(open_opslag(bestand.opslag, read_only=True))
    except duckdb.IOException:
        return None


def herstel_alles(
    instellingen: Instellingen, bestand: Bestand, knooppunt: Path | None, scherm: Console, *, verlies: bool
) -> int:
    """Heal the hub's copy, rebuild the storage, compare everything; gives 1 if something still differs."""
    from vol_reporting.inname.herstel import herstel_hub  # noqa: PLC0415 - the other commands start faster without

    opzij = asyncio.run(herstel_hub(instellingen, knooppunt, verlies=verlies))
    waar = f" De oude bestanden staan in {opzij}." if opzij else ""
    scherm.print(f"De hub is opnieuw gevuld uit de logs van de regio's.{waar}", highlight=False, soft_wrap=True)
    scherm.print(herbouw_opslag(instellingen, bestand))
    return toon_vergelijking(instellingen, bestand, "", scherm)


def registreer_referentie(instellingen: Instellingen, bestand: Path) -> str:
    """Register the reference values of a CSV file; gives what was done. Raises ValueError (Dutch), Unavailable."""
    from vol_reporting.referentiewaarden import lees_referentiewaarden, leg_vast_bij  # noqa: PLC0415 - as above

    waarden = lees_referentiewaarden(bestand)
    nieuw = asyncio.run(leg_vast_bij(instellingen, waarden))
    return f"{nieuw} van {len(waarden)} referentiewaarden zijn nieuw vastgelegd, de andere waren al zo bekend."


def registreer_doelen(bestand: Annotated[Path, typer.Argument(help="CSV-bestand met doelen.")]) -> None:
    """Leg de doelen van een beheersovereenkomst vast: per leerwinkel en jaar, met de grens voor rood."""
    from vol_reporting.gebruiker import OPDRACHTREGEL  # noqa: PLC0415 - as above
    from vol_reporting.kwaliteit.doelbestand import lees_doelen, leg_doelen_vast_bij  # noqa: PLC0415 - as above

    with duidelijk():
        doelen = lees_doelen(bestand)
        nieuw = asyncio.run(leg_doelen_vast_bij(Instellingen(), doelen, OPDRACHTREGEL.medewerker))
        zin = f"{nieuw} van {len(doelen)} doelen zijn nieuw of herzien, de andere waren al zo vastgelegd."
        Console().print(zin, highlight=False, soft_wrap=True)
