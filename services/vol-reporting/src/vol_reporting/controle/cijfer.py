"""The command that counts a figure anew, in a storage made from the messages alone, with the events behind it."""

import asyncio
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from vol_reporting.cijfers import Cijfer, bereken, ververs
from vol_reporting.controle.bronkeuze import open_bron
from vol_reporting.controle.scherm import Archiefmap, Json, noteer_inzage, scherm, schrijf_json, voortgang, zeg
from vol_reporting.controle.terugbouw import bouw_terug, tijdelijke_opslag
from vol_reporting.herleiding import Getal, records, van_records
from vol_reporting.momenten import UITLEG
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.vraagstelling import stel_vraag
from vol_reporting.weergave import cijfertabellen

_TONEN = 25


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The figures; how many records the total counts; and the events of those records, as they were known."""

    cijfers: list[Cijfer]
    records: int
    gebeurtenissen: list[dict[str, Any]]
    opmerking: str = ""


def cijfer(
    code: Annotated[str, typer.Argument(help="Welk cijfer, bijvoorbeeld D04.")],
    *,
    periode: Annotated[str, typer.Option(help="2016, 2016-Q3, 2016-09 of VAN..TOT (TOT telt niet mee).")] = "",
    stand: Annotated[str, typer.Option(help=f"Wat de VOL toen ontvangen had. {UITLEG}")] = "",
    bekend_op: Annotated[str, typer.Option(help=f"Wat de regio's toen geregistreerd hadden. {UITLEG}")] = "",
    regio: Annotated[str, typer.Option(help="Een regio of vlaanderen.")] = VLAANDEREN,
    splits: Annotated[str, typer.Option(help="Splits uit, bijvoorbeeld naar geslacht.")] = "",
    archief: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Tel een cijfer opnieuw uit de gebeurtenissen, zoals het bij een stand bekend was, en toon ze."""
    vraag = {"periode": periode, "stand": stand, "bekend_op": bekend_op, "regio": regio, "splits": splits}
    with duidelijk():
        antwoord = asyncio.run(_tel(code, vraag, archief))
    if als_json:
        schrijf_json(asdict(antwoord))
        return
    for deel in cijfertabellen([asdict(each) for each in antwoord.cijfers], breed=scherm.width):
        scherm.print(deel)
    _toon_gebeurtenissen(antwoord)


async def _tel(code: str, vraag: dict[str, str], archief: Path | None) -> Antwoord:
    Vraag(codes=[code], regio=vraag["regio"]).definities()  # before all is read
    noteer_inzage("cijfer", archief, code=code, **vraag)
    async with open_bron(archief, Instellingen()) as bron:
        with tijdelijke_opslag() as opslag, voortgang("Gebeurtenissen gelezen") as gelezen:
            await bouw_terug(bron, opslag.con, {}, gelezen)
            return tel(opslag.con, code, vraag)


def tel(con: duckdb.DuckDBPyConnection, code: str, velden: dict[str, str]) -> Antwoord:
    """The answer of a storage. Raises ValueError (Dutch) for what cannot be asked."""
    ververs(con)
    vraag = stel_vraag(con, **velden, codes=[code])
    cijfers = bereken(con, vraag)
    totaal = next(each for each in cijfers if each.dimensie is None)
    try:
        bladzijde = records(con, Getal.van(vraag, totaal), None)
    except ValueError as geen:
        return Antwoord(cijfers, 0, [], str(geen))
    entiteiten = {paar for record in bladzijde.records for paar in record.entiteiten}
    return Antwoord(cijfers, bladzijde.totaal, van_records(con, sorted(entiteiten), vraag.stand, vraag.bekend_op))


def _toon_gebeurtenissen(antwoord: Antwoord) -> None:
    if antwoord.opmerking:
        return zeg(antwoord.opmerking)
    zeg(f"Daarachter: {antwoord.records} records, met {len(antwoord.gebeurtenissen)} gebeurtenissen.")
    for each in antwoord.gebeurtenissen[:_TONEN]:
        zeg(f"  {each['log']} {each['positie']}  {each['soort']}  {each['entiteit']}  {each['tijdstip']:%Y-%m-%d}")
    if (rest := len(antwoord.gebeurtenissen) - _TONEN) > 0:
        zeg(f"  … en nog {rest}; `--json` geeft ze allemaal.")
    return None
