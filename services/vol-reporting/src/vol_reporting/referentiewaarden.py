"""Registering reference values from a CSV file, as events of the VOL: with source and validity, again is harmless."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from nats.aio.client import Client
from pydantic import ValidationError

from leerwinkel.eventsourcing import JetStreamLog, StoredEvent
from leerwinkel.gebeurtenissen.fouten import fouten_van
from leerwinkel.gebeurtenissen.vol import ReferentiewaardeVastgelegd
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.verbinding import verbind
from vol_reporting.eigenlog import STROOM, zeg_zo_nodig

KOLOMMEN = ("naam", "regio", "waarde", "bron", "geldig_van", "geldig_tot", "voorbeeld")
"""Of these `regio` (none: Flanders), `geldig_tot` (exclusive) and `voorbeeld` (ja) may be empty."""
VOORBEELD = "Voorbeeld, geen echt cijfer"
"""How the source of an example value begins."""
_HOOGSTENS = {"aandeel-laaggeschoold": 100.0}
_OOK_NUL = ("norm-wachttijd-dispatching", "norm-wachttijd-sessie")


def lees_referentiewaarden(pad: Path) -> list[ReferentiewaardeVastgelegd]:
    """The values of the file. Raises ValueError (Dutch) with everything that is wrong, by line."""
    fouten: list[str] = []
    waarden: list[ReferentiewaardeVastgelegd] = []
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = csv.DictReader(bestand, strict=True)
        if missend := [naam for naam in KOLOMMEN if naam not in (rijen.fieldnames or ())]:
            raise ValueError(f"{pad.name} mist kolommen: {', '.join(missend)}. Nodig zijn: {', '.join(KOLOMMEN)}.")
        for rij in rijen:
            try:
                waarden.append(_gelezen(rij))
            except ValidationError as fout:
                fouten += [f"Regel {rijen.line_num}: {f}." for f in fouten_van(fout)]
            except ValueError as fout:
                fouten.append(f"Regel {rijen.line_num}: {fout}")
    if fouten:
        raise ValueError(" ".join(fouten))
    return waarden


def _gelezen(rij: dict[str, str | None]) -> ReferentiewaardeVastgelegd:
    velden: dict[str, object] = {naam: tekst for naam in KOLOMMEN if (tekst := (rij[naam] or "").strip())}
    if (voorbeeld := velden.pop("voorbeeld", "nee")) not in ("ja", "nee"):
        raise ValueError("voorbeeld: schrijf ja of nee.")
    try:
        velden["waarde"] = float(str(velden.get("waarde", "")).replace(",", "."))
    except ValueError as geen:
        raise ValueError("waarde: schrijf een getal, zonder punt per duizend.") from geen
    if voorbeeld == "ja":
        velden["bron"] = f"{VOORBEELD}: {velden.get('bron', '')}"
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
    nc = await verbind(instellingen.nats_url(HUB), "referentiewaarden", geduldig=False)
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
    return await zeg_zo_nodig(log, waarde.bereik_token(), entiteit, anders) is not None


def _inhoud(ruw: bytes) -> ReferentiewaardeVastgelegd:
    return ReferentiewaardeVastgelegd.model_validate_json(json.dumps(json.loads(ruw)["data"]))
