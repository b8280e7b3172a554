"""Registering reference values from a CSV file, as events of the VOL: with source and validity, again is harmless."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from nats.aio.client import Client

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.gebeurtenissen.vol import ReferentiewaardeVastgelegd
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.eigenlog import STROOM, zeg_zo_nodig
from vol_reporting.gebruiker import OPDRACHTREGEL
from vol_reporting.rijenbestand import getal_uit, lees_rijen, zonder_voorbeeld

KOLOMMEN = ("naam", "regio", "waarde", "bron", "geldig_van", "geldig_tot", "voorbeeld")
"""Of these `regio` (none: Flanders), `geldig_tot` (exclusive) and `voorbeeld` (ja) may be empty."""
_HOOGSTENS = {"aandeel-laaggeschoold": 100.0}
_OOK_NUL = ("norm-wachttijd-dispatching", "norm-wachttijd-sessie")


def lees_referentiewaarden(pad: Path) -> list[ReferentiewaardeVastgelegd]:
    """The values of the file. Raises ValueError (Dutch) with everything that is wrong, by line."""
    return lees_rijen(pad, KOLOMMEN, _gelezen)


def _gelezen(rij: Mapping[str, str]) -> ReferentiewaardeVastgelegd:
    velden: dict[str, object] = {**zonder_voorbeeld(rij), "waarde": getal_uit(rij.get("waarde", ""), "waarde")}
    waarde = ReferentiewaardeVastgelegd.model_validate_json(json.dumps(velden))
    _keur(waarde)
    return waarde


def _keur(waarde: ReferentiewaardeVastgelegd) -> None:
    if not (0 < waarde.waarde <= _HOOGSTENS.get(waarde.naam, waarde.waarde) or _mag_nul(waarde)):
        raise ValueError("waarde: ligt buiten wat kan; een aandeel is een percentage, de andere zijn meer dan 0.")
    if waarde.geldig_tot is not None and waarde.geldig_tot <= waarde.geldig_van:
        raise ValueError("geldig_tot: ligt niet na geldig_van.")


def _mag_nul(waarde: ReferentiewaardeVastgelegd) -> bool:
    return waarde.waarde == 0 and waarde.naam in _OOK_NUL


async def leg_vast(nc: Client, waarden: Sequence[ReferentiewaardeVastgelegd]) -> int:
    """Append those that are not what was last said of them; gives how many. Raises Conflict, Unavailable."""
    return sum([await _leg_vast(nc, waarde) for waarde in waarden])


async def leg_vast_bij(instellingen: Instellingen, waarden: Sequence[ReferentiewaardeVastgelegd]) -> int:
    """The same at the hub of the platform."""
    nc = await verbind(instellingen.ingang(HUB, Wie.VOL), "referentiewaarden", geduldig=False)
    try:
        return await leg_vast(nc, waarden)
    finally:
        await nc.close()


async def _leg_vast(nc: Client, waarde: ReferentiewaardeVastgelegd) -> bool:
    """What a value is of, and from when, is its entity: said again with another number it replaces the last one."""
    entiteit = f"{waarde.naam}_{waarde.regio or 'vlaanderen'}_{waarde.geldig_van}"

    def anders(eerder: Sequence[StoredEvent]) -> ReferentiewaardeVastgelegd | None:
        return None if eerder and _inhoud(eerder[-1].payload) == waarde else waarde

    log = JetStreamLog(nc, STROOM)
    wie = OPDRACHTREGEL.medewerker
    return await zeg_zo_nodig(log, waarde.bereik_token(), entiteit, anders, wie) is not None


def _inhoud(ruw: bytes) -> ReferentiewaardeVastgelegd:
    return ReferentiewaardeVastgelegd.model_validate_json(json.dumps(json.loads(ruw)["data"]))
