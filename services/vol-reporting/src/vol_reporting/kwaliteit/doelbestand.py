"""Registering the targets of a management agreement from a CSV file: again is harmless, another value revises one."""

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leerwinkel.eventsourcing import JetStreamLog, Log, Refusal
from leerwinkel.gebeurtenissen.kwaliteit import DoelstellingVastgelegd
from leerwinkel.runtime.getallen import geheel
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.eigenlog import STROOM, Aanleiding
from vol_reporting.kwaliteit.doelkeuring import keur, nummer_van
from vol_reporting.kwaliteit.doelstelling import DoelstellingVastleggen
from vol_reporting.kwaliteit.vastleggen import leg_vast
from vol_reporting.kwaliteit.weigeringen import ZINNEN
from vol_reporting.rijenbestand import getal_uit, lees_rijen, zonder_voorbeeld

KOLOMMEN: Final = (
    "indicator", "regio", "periode", "streefwaarde", "grens", "norm", "dimensie", "dimensiewaarde",
    "beheersovereenkomst", "strategisch", "bron", "voorbeeld",
)  # fmt: skip
"""Of these only `indicator`, `periode` (a year) and `streefwaarde` must be filled; without `regio` it is Flanders."""
_GETALLEN: Final = ("streefwaarde", "grens")
_TEGELIJK: Final = 40


def lees_doelen(pad: Path) -> list[DoelstellingVastgelegd]:
    """The targets of the file. Raises ValueError (Dutch) with everything that is wrong, by line."""
    doelen = lees_rijen(pad, KOLOMMEN, _gelezen)
    if dubbel := [doel for doel, aantal in Counter(map(nummer_van, doelen)).items() if aantal > 1]:
        codes = ", ".join(sorted({doel.indicator for doel in doelen if nummer_van(doel) in dubbel}))
        raise ValueError(f"Er staan twee doelen voor hetzelfde cijfer, gebied en jaar in het bestand: {codes}.")
    return doelen


def _gelezen(rij: Mapping[str, str]) -> DoelstellingVastgelegd:
    velden: dict[str, object] = {**zonder_voorbeeld(rij)}
    velden |= {naam: getal_uit(rij[naam], naam) for naam in _GETALLEN if naam in rij}
    if (begin := geheel(rij.get("beheersovereenkomst", ""))) is not None:
        velden["beheersovereenkomst"] = begin
    doel = DoelstellingVastgelegd.model_validate_json(json.dumps(velden))
    try:
        keur(doel)
    except Refusal as nee:
        raise ValueError(ZINNEN[nee.code]) from nee
    return doel


async def leg_doelen_vast(log: Log, doelen: Sequence[DoelstellingVastgelegd], wie: str) -> int:
    """Append those that are new or revised; gives how many. Each is another target. Raises Conflict, Unavailable."""
    gedaan = [await asyncio.gather(*(_leg_vast(log, doel, wie) for doel in deel)) for deel in _delen(doelen)]
    return sum(map(sum, gedaan))


def _delen(doelen: Sequence[DoelstellingVastgelegd]) -> list[Sequence[DoelstellingVastgelegd]]:
    return [doelen[begin : begin + _TEGELIJK] for begin in range(0, len(doelen), _TEGELIJK)]


async def _leg_vast(log: Log, doel: DoelstellingVastgelegd, wie: str) -> int:
    waarom = Aanleiding(opdracht=uuid.uuid4(), medewerker=wie, nu=datetime.now(UTC))
    return len((await leg_vast(log, DoelstellingVastleggen(doel), "", waarom)).events)


async def leg_doelen_vast_bij(instellingen: Instellingen, doelen: Sequence[DoelstellingVastgelegd], wie: str) -> int:
    """The same at the hub of the platform."""
    nc = await verbind(instellingen.ingang(HUB, Wie.VOL), "doelstellingen", geduldig=False)
    try:
        return await leg_doelen_vast(JetStreamLog(nc, STROOM), doelen, wie)
    finally:
        await nc.close()
