"""The history as it was stored, up to a stand; filtered, and never decrypted."""

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.vol import StandVastgelegd
from vol_reporting.controle.bron import Bericht, Bron
from vol_reporting.getuige.houder import LOGS, VOL

_STAND = StandVastgelegd.gebeurtenistype().encode()
VELDEN = ("soort", "service", "entiteit", "bron", "id", "medewerker", "systeem")
"""What can be filtered by."""


async def stand_op(bron: Bron, moment: datetime) -> dict[str, int]:
    """How far the VOL had every log by the last stand that was recorded then. Raises ValueError (Dutch)."""
    gevonden: StandVastgelegd | None = None
    async with aclosing(bron.kopie([VOL])) as delen:
        async for deel in delen:
            for bericht in deel:
                if bericht.ontvangen <= moment and _STAND in bericht.inhoud:
                    gevonden = _stand(bericht.inhoud) or gevonden
    if gevonden is None:
        raise ValueError(f"Er is geen stand vastgelegd op of voor {moment:%Y-%m-%d %H:%M}.")
    return {**gevonden.posities, VOL: gevonden.eigen}


def _stand(inhoud: bytes) -> StandVastgelegd | None:
    try:
        data = lees(inhoud).data
    except Onleesbaar:
        return None
    return data if isinstance(data, StandVastgelegd) else None


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A message, and the JSON object that it is; None where it is none."""

    bericht: Bericht
    velden: Mapping[str, Any] | None

    def waarde(self, veld: str) -> str:
        """What it has there, of what can be filtered by; empty without it."""
        velden = self.velden or {}
        delen = str(velden.get("type", "")).split(".")
        bron = str(velden.get("source", ""))
        match veld:
            case "soort" | "service":
                plaats = 3 if veld == "soort" else 2
                return delen[plaats] if len(delen) > plaats else ""
            case "systeem":
                return bron.rpartition(":")[2]
            case _:
                return str(velden.get({"entiteit": "subject", "bron": "source"}.get(veld, veld), ""))

    def regel(self) -> str:
        """A line of JSON. An event stands in it as it was stored; what is no JSON, as hexadecimal digits."""
        bericht = self.bericht
        plaats = {"log": bericht.log, "positie": bericht.positie, "onderwerp": bericht.onderwerp}
        kop = json.dumps({**plaats, "ontvangen": bericht.ontvangen.isoformat()}, ensure_ascii=False)[:-1]
        if self.velden is None or b"\n" in bericht.inhoud:
            return f'{kop}, "inhoud_hex": "{bericht.inhoud.hex()}"}}'
        return f'{kop}, "gebeurtenis": {bericht.inhoud.decode()}}}'


def lees_filters(teksten: Sequence[str]) -> dict[str, str]:
    """Each is `veld=waarde`; all must hold. Raises ValueError (Dutch)."""
    filters: dict[str, str] = {}
    for tekst in teksten:
        veld, is_, waarde = tekst.partition("=")
        if not is_ or veld.strip() not in VELDEN:
            raise ValueError(f"‘{tekst}’ is geen filter. Schrijf veld=waarde; een veld is {', '.join(VELDEN)}.")
        filters[veld.strip()] = waarde.strip()
    return filters


async def geschiedenis(
    bron: Bron, logs: Sequence[str], stand: Mapping[str, int] | None, filters: Mapping[str, str]
) -> AsyncGenerator[Gelezen]:
    """What was stored in these logs up to the stand. None: everything. Constant memory."""
    gekozen = [log for log in LOGS if log in logs]
    async with aclosing(bron.kopie(gekozen)) as delen:
        async for deel in delen:
            for bericht in deel:
                if stand is not None and bericht.positie > stand.get(bericht.log, 0):
                    continue
                gelezen = Gelezen(bericht, _als_object(bericht.inhoud))
                if all(gelezen.waarde(veld) == waarde for veld, waarde in filters.items()):
                    yield gelezen


def _als_object(inhoud: bytes) -> Mapping[str, Any] | None:
    try:
        velden = json.loads(inhoud)
    except (ValueError, RecursionError):
        return None
    return velden if isinstance(velden, dict) else None
