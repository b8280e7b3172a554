"""Making the pages of signals, and carrying out what their forms ask."""

from collections.abc import Callable
from typing import Any

from fastapi import HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Log
from leerwinkel.runtime.taken import in_draad
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.gastheer import Gastheer
from vol_reporting.kalender import vandaag
from vol_reporting.signalen.beleidssignaal import BeleidssignaalOpdracht
from vol_reporting.signalen.bronnen import lees_bord
from vol_reporting.signalen.vastleggen import leg_vast
from vol_reporting.signalen.voorstellen import Toestand, Voorsteller
from vol_reporting.signalen.weigeringen import ZINNEN
from vol_reporting.web.beslissing import Beslisser, Fout
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.signaalblad import bewijs_van, kaartblad, labels, maak_bord, opties

VOORSTELLEN = "/signalen/voorstellen/"
Maak = Callable[[FormData], BeleidssignaalOpdracht]


class Signaalpagina:
    """Makes the pages, and carries out what their forms ask."""

    def __init__(self, dienst: Gastheer, bladen: Bladen) -> None:
        self._dienst, self._bladen = dienst, bladen
        self._beslisser, self._voorsteller = Beslisser(dienst, ZINNEN), Voorsteller(dienst.opslag)

    def toestand(self) -> Toestand:
        """What there is now. Blocking."""
        return self._voorsteller.toestand(vandaag())

    def bord(self, verzoek: Request, *, alles: bool = False, fout: Fout | None = None) -> HTMLResponse:
        """The board."""
        bord = maak_bord(self.toestand(), vandaag(), alles=alles)
        return self._toon(verzoek, "signalen.html", fout, bord=bord)

    def een(
        self, verzoek: Request, nummer: str, fout: Fout | None = None, velden: FormData | None = None
    ) -> HTMLResponse:
        """One beleidssignaal."""
        kaart = lees_bord(self._dienst.opslag.cursor()).get(nummer)
        if kaart is None:
            raise HTTPException(404)
        bewijs = bewijs_van(self._dienst.opslag, kaart)
        return self._toon(
            verzoek, "beleidssignaal.html", fout, blad=kaartblad(kaart), bewijs=bewijs, velden=velden or FormData()
        )

    def _toon(self, verzoek: Request, sjabloon: str, fout: Fout | None, **wat: Any) -> HTMLResponse:
        vast = {"fout": fout, "opties": opties, "labels": labels}
        return self._bladen.toon(verzoek, sjabloon, fout.status if fout else 200, **vast, **wat)

    async def verwerk(self, verzoek: Request, nummer: str, maak: Maak) -> Response:
        """Decide, and go to the beleidssignaal; or show where the form was, with what is wrong."""

        async def doe(log: Log, velden: FormData, waarom: Aanleiding) -> int:
            return (await leg_vast(log, await in_draad(maak, velden), nummer, waarom)).position

        velden, fout = await self._beslisser.verwerk(verzoek, doe)
        if fout is None:
            return RedirectResponse(f"/signalen/{nummer}", 303)
        return await in_draad(self._opnieuw, verzoek, nummer, fout, velden)

    def _opnieuw(self, verzoek: Request, nummer: str, fout: Fout, velden: FormData) -> Response:
        if nummer in lees_bord(self._dienst.opslag.cursor()):
            # somebody confirmed the same proposal: what was wanted is there
            if verzoek.url.path.startswith(VOORSTELLEN) and fout.status == 409:  # noqa: PLR2004
                return RedirectResponse(f"/signalen/{nummer}", 303)
            return self.een(verzoek, nummer, fout, velden)
        return self.bord(verzoek, fout=fout)
