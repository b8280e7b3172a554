"""The commands about frozen reports: made again from the messages and compared, and what would be another today."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from leerwinkel.gebeurtenissen.rapporten import RapportBevroren
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.bestand import Bestand
from vol_reporting.controle.auditarchief import Auditarchief
from vol_reporting.controle.bron import Bron
from vol_reporting.controle.bronkeuze import Vertrouwd, lees_sleutels, open_bron
from vol_reporting.controle.rapportverschil import NU, Rapportverschil, Uitgelegd
from vol_reporting.controle.rapportverschil import verschil as vergelijk
from vol_reporting.controle.rapportvraag import lees_manifest, vind_rapport
from vol_reporting.controle.reproductie import Origineel, Reproductie
from vol_reporting.controle.reproductie import reproduceer as maak_opnieuw
from vol_reporting.controle.scherm import Archiefmap, Json, noteer_inzage, schrijf_json, voortgang, zeg
from vol_reporting.momenten import UITLEG
from vol_reporting.rapporten import bewaring

Welk = Annotated[
    str, typer.Argument(help="Een manifest, of de naam: rapport-2026-Q3-gent; zonder gebied dat van Vlaanderen.")
]
_TONEN = 10


def reproduceer(
    rapport: Welk,
    *,
    uit: Annotated[Path | None, typer.Option(help="Bewaar de bytes die eruit komen in dit bestand.")] = None,
    sleutel: Annotated[
        list[str] | None, typer.Option(help="Vertrouw alleen deze sleutel (tekst of bestand); mag meermaals.")
    ] = None,
    archief: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Maak een bevroren rapport opnieuw uit het log en vergelijk de bytes. Status 1 als er iets niet klopt."""
    with duidelijk():
        gemaakt = asyncio.run(_reproduceer(rapport, archief, sleutel or []))
        if uit is not None:
            uit.write_bytes(gemaakt.gemaakt)
    if als_json:
        schrijf_json(gemaakt.waarden())
    else:
        _toon_reproductie(gemaakt)
    raise typer.Exit(0 if gemaakt.klopt else 1)


def verschil(
    rapport: Welk,
    *,
    stand: Annotated[str, typer.Option(help=f"Vergelijk met deze stand, of met nu. {UITLEG}")] = NU,
    archief: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Toon elk cijfer van een bevroren rapport dat nu anders zou zijn, en door welke gebeurtenissen."""
    with duidelijk():
        gevonden = asyncio.run(_verschil(rapport, archief, stand.strip()))
    if als_json:
        schrijf_json(gevonden.waarden())
    else:
        _toon_verschil(gevonden)


async def _reproduceer(welk: str, archief: Path | None, sleutels: Sequence[str]) -> Reproductie:
    manifest, vertrouwd = _manifest(welk), lees_sleutels(sleutels)
    async with open_bron(archief, Instellingen()) as bron:
        gezegd = manifest or await vind_rapport(bron, welk)
        bekend = Vertrouwd(bron, vertrouwd) if vertrouwd else bron
        with voortgang("Gebeurtenissen gelezen") as gelezen:
            return await maak_opnieuw(bekend, gezegd, _origineel(bron), gelezen)


async def _verschil(welk: str, archief: Path | None, stand: str) -> Rapportverschil:
    manifest = _manifest(welk)
    noteer_inzage("verschil", archief, rapport=welk, stand=stand)
    async with open_bron(archief, Instellingen()) as bron:
        gezegd = manifest or await vind_rapport(bron, welk)
        with voortgang("Gebeurtenissen gelezen") as gelezen:
            return await vergelijk(bron, gezegd, stand, _origineel(bron), gelezen)


def _manifest(welk: str) -> RapportBevroren | None:
    """What is in the file, where it is one. Raises ValueError (Dutch)."""
    return lees_manifest(pad.read_bytes()) if (pad := Path(welk)).is_file() else None


def _origineel(bron: Bron) -> Origineel:
    """The bytes as they were frozen, where they were kept: in the archive, or by the VOL."""
    eigen = Bestand(Instellingen().data / "vol-reporting").rapporten
    map_ = bron.rapporten if isinstance(bron, Auditarchief) else eigen
    return lambda digest: bewaring.lees(map_, digest)


def _toon_reproductie(gemaakt: Reproductie) -> None:
    for zin in gemaakt.bronnen:
        zeg(zin, "red")
    for fout in gemaakt.logs:
        plaats = "" if fout.positie is None else f" (positie {fout.positie})"
        zeg(f"{fout.log}{plaats}: {fout.zin}", "red")
    for zin in gemaakt.inhoud:
        zeg(zin, "red")
    for zin in gemaakt.opmerkingen:
        zeg(zin)
    if gemaakt.klopt:
        zeg(f"{gemaakt.rapport} klopt: dezelfde bytes, {gemaakt.gemaakt_sha256}.", "green")
    elif gemaakt.gemaakt_sha256 == gemaakt.inhoud_sha256:
        zeg(f"{gemaakt.rapport}: dezelfde bytes, maar niet uit dezelfde bronnen.", "red")
    else:
        zeg(f"{gemaakt.rapport} klopt niet.", "red")


def _toon_verschil(gevonden: Rapportverschil) -> None:
    zeg(f"{gevonden.rapport}: {len(gevonden.wijzigingen)} cijfers zijn op {gevonden.nu:%Y-%m-%d %H:%M %Z} anders.")
    for each in gevonden.wijzigingen:
        toen, nu = each.wijziging.in_woorden()
        zeg(f"{each.wijziging.cijfer}: was {toen}, is nu {nu}", "bold")
        _toon_oorzaken(each)


def _toon_oorzaken(each: Uitgelegd) -> None:
    door = each.oorzaken
    if not door.over_records:
        zeg("  Over de records zelf is niets gezegd. Wat sindsdien gezegd is en kan meetellen:")
    for g in door.gebeurtenissen[:_TONEN]:
        weg = ", telt niet meer mee" if g.weg else ""
        zeg(f"  {g.regio}:{g.positie}  {g.soort}  {g.entiteit}  ontvangen {g.ontvangen:%Y-%m-%d}  {g.id}{weg}")
    if (rest := len(door.gebeurtenissen) - _TONEN) > 0:
        zeg(f"  … en nog {rest}; `--json` geeft ze allemaal.")
