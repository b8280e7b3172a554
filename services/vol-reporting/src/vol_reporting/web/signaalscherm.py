"""Making the pages of signals, and carrying out what their forms ask."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import HTTPException, Request
from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Conflict, Refusal, Unavailable
from leerwinkel.runtime.taken import in_draad
from vol_reporting.gastheer import Cijferbron, Gastheer
from vol_reporting.kalender import vandaag
from vol_reporting.signalen.beleidssignaal import BeleidssignaalOpdracht
from vol_reporting.signalen.bronnen import lees_bord
from vol_reporting.signalen.eigenaars import EIGENAARS, NIEMAND, naam
from vol_reporting.signalen.vastleggen import leg_vast
from vol_reporting.signalen.voorstellen import Toestand, Voorsteller
from vol_reporting.signalen.weigeringen import ZINNEN
from vol_reporting.web.formulierteken import Formulierwacht
from vol_reporting.web.signaalblad import bewijs_van, kaartblad, labels, maak_bord, opties

_KEER, _TUSSEN_S = 40, 0.05
_VERLOPEN = "Dit formulier is verlopen. Kijk na wat je koos, en verzend het opnieuw."
_IEMAND_EERST = "Iemand anders beslist op hetzelfde moment. Kijk wat er veranderde, en verzend opnieuw."
_WEG = "De hub antwoordt niet, dus het is niet vastgelegd. Verzend het zo dadelijk opnieuw."
VOORSTELLEN = "/signalen/voorstellen/"
Maak = Callable[[FormData], BeleidssignaalOpdracht]


class Onvolledig(Exception):
    """Something was not chosen, or is in no list; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class _Fout:
    """Why it was not done, and the status of the answer."""

    zin: str
    status: int


class Signaalpagina:
    """Makes the pages, and carries out what their forms ask."""

    def __init__(self, dienst: Gastheer, sjablonen: Environment, voorbeeld: str | None) -> None:
        self._dienst, self._sjablonen, self._voorbeeld = dienst, sjablonen, voorbeeld
        self._wacht, self._voorsteller = Formulierwacht(), Voorsteller(dienst.opslag)

    def toestand(self) -> Toestand:
        """What there is now. Blocking."""
        return self._voorsteller.toestand(vandaag())

    def bord(self, verzoek: Request, *, alles: bool = False, fout: _Fout | None = None) -> HTMLResponse:
        """The board."""
        bord = maak_bord(self.toestand(), vandaag(), alles=alles)
        return self._toon(verzoek, "signalen.html", fout, bord=bord)

    def een(
        self, verzoek: Request, nummer: str, fout: _Fout | None = None, velden: FormData | None = None
    ) -> HTMLResponse:
        """One beleidssignaal."""
        kaart = lees_bord(self._dienst.opslag.cursor()).get(nummer)
        if kaart is None:
            raise HTTPException(404)
        bewijs = bewijs_van(self._dienst.opslag, kaart)
        return self._toon(
            verzoek, "beleidssignaal.html", fout, blad=kaartblad(kaart), bewijs=bewijs, velden=velden or FormData()
        )

    def _toon(self, verzoek: Request, sjabloon: str, fout: _Fout | None, **wat: Any) -> HTMLResponse:
        browser = self._wacht.browser(verzoek)
        vast = {"mijn": browser, "opties": opties, "labels": labels, "eigenaars": EIGENAARS, "eigenaarnaam": naam}
        pagina = self._sjablonen.get_template(sjabloon).render(
            voorbeeld=self._voorbeeld, fout=fout, nieuwe_opdracht=uuid.uuid4, **vast, **wat
        )
        antwoord = HTMLResponse(pagina, fout.status if fout else 200)
        self._wacht.onthoud(browser, antwoord)
        return antwoord

    async def verwerk(self, verzoek: Request, nummer: str, maak: Maak) -> Response:
        """Decide, and go to the beleidssignaal; or show where the form was, with what is wrong."""
        velden = await verzoek.form(max_files=0, max_fields=20)
        try:
            opdracht = self._opdracht(verzoek, velden)
            positie = await self._leg_vast(opdracht, nummer, await in_draad(maak, velden))
        except Onvolledig as waarom:
            fout = _Fout(str(waarom), 403 if str(waarom) == _VERLOPEN else 422)
        except Refusal as nee:
            fout = _Fout(ZINNEN.get(nee.code, nee.code), 409)
        except Conflict:
            fout = _Fout(_IEMAND_EERST, 409)
        except Unavailable:
            fout = _Fout(_WEG, 503)
        else:
            await _tot_ingenomen(self._dienst.opslag, positie)
            return RedirectResponse(f"/signalen/{nummer}", 303)
        return await in_draad(self._opnieuw, verzoek, nummer, fout, velden)

    def _opdracht(self, verzoek: Request, velden: FormData) -> uuid.UUID:
        """The number of the intention, of a form of ours. Raises Onvolledig."""
        if not self._wacht.is_van_ons(verzoek, velden):
            raise Onvolledig(_VERLOPEN)
        try:
            return uuid.UUID(str(velden.get("opdracht", "")))
        except ValueError:
            raise Onvolledig(_VERLOPEN) from None

    async def _leg_vast(self, opdracht: uuid.UUID, nummer: str, command: BeleidssignaalOpdracht) -> int:
        if self._dienst.eigen_log is None:
            raise Unavailable
        gedaan = await leg_vast(
            self._dienst.eigen_log, command, nummer, opdracht=opdracht, medewerker=NIEMAND, nu=datetime.now(UTC)
        )
        return gedaan.position

    def _opnieuw(self, verzoek: Request, nummer: str, fout: _Fout, velden: FormData) -> Response:
        if nummer in lees_bord(self._dienst.opslag.cursor()):
            # somebody confirmed the same proposal: what was wanted is there
            if verzoek.url.path.startswith(VOORSTELLEN) and fout.status == 409:  # noqa: PLR2004
                return RedirectResponse(f"/signalen/{nummer}", 303)
            return self.een(verzoek, nummer, fout, velden)
        return self.bord(verzoek, fout=fout)


async def _tot_ingenomen(opslag: Cijferbron, positie: int) -> None:
    """Wait a moment until the pages can show what was appended at that position of the VOL's own log."""
    for _ in range(_KEER):
        if (await in_draad(opslag.posities)).get("vol", 0) >= positie:
            return
        await asyncio.sleep(_TUSSEN_S)
