"""Carrying out what a form of the VOL asks: whether it is ours, the decision, and waiting until the pages show it."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from starlette.datastructures import FormData

from leerwinkel.eventsourcing import Conflict, Log, Refusal, Unavailable
from leerwinkel.identiteit.sessie import FormulierVerlopen, formulier
from leerwinkel.runtime.taken import in_draad
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.gastheer import Cijferbron, Gastheer
from vol_reporting.toegang import wie

_KEER, _TUSSEN_S = 40, 0.05
VERLOPEN = "Dit formulier is verlopen. Kijk na wat je koos, en verzend het opnieuw."
_IEMAND_EERST = "Iemand anders beslist op hetzelfde moment. Kijk wat er veranderde, en verzend opnieuw."
_WEG = "De hub antwoordt niet, dus het is niet vastgelegd. Verzend het zo dadelijk opnieuw."
Doe = Callable[[Log, FormData, Aanleiding], Awaitable[int]]
"""Decides on what was filled in, for who is signed in; the position of what was appended."""


class Onvolledig(Exception):
    """Something was not chosen, or is in no list; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Fout:
    """Why it was not done, and the status of the answer."""

    zin: str
    status: int


class Beslisser:
    """Takes the forms of one part of the VOL. `zinnen`: the sentence of each refusal."""

    def __init__(self, dienst: Gastheer, zinnen: Mapping[str, str]) -> None:
        self._dienst, self._zinnen = dienst, zinnen

    async def verwerk(self, verzoek: Request, doe: Doe) -> tuple[FormData, Fout | None]:
        """What was filled in, and why it was not done; None where it was, and the pages can show it."""
        try:
            velden = await formulier(verzoek)
        except FormulierVerlopen:
            return await verzoek.form(), Fout(VERLOPEN, 403)
        try:
            positie = await self._besluit(verzoek, velden, doe)
        except Onvolledig as waarom:
            return velden, Fout(str(waarom), 422)
        except Refusal as nee:
            return velden, Fout(self._zinnen.get(nee.code, nee.code), 409)
        except Conflict:
            return velden, Fout(_IEMAND_EERST, 409)
        except Unavailable:
            return velden, Fout(_WEG, 503)
        await _tot_ingenomen(self._dienst.opslag, positie)
        return velden, None

    async def _besluit(self, verzoek: Request, velden: FormData, doe: Doe) -> int:
        """Raises Onvolledig, and what `doe` raises."""
        try:
            opdracht = uuid.UUID(str(velden.get("opdracht", "")))
        except ValueError:
            raise Onvolledig(VERLOPEN) from None
        if self._dienst.eigen_log is None:
            raise Unavailable
        waarom = Aanleiding(opdracht=opdracht, medewerker=wie(verzoek).medewerker, nu=datetime.now(UTC))
        return await doe(self._dienst.eigen_log, velden, waarom)


async def _tot_ingenomen(opslag: Cijferbron, positie: int) -> None:
    """Wait a moment until the pages can show what was appended at that position of the VOL's own log."""
    for _ in range(_KEER):
        if (await in_draad(opslag.posities)).get("vol", 0) >= positie:
            return
        await asyncio.sleep(_TUSSEN_S)
