"""The routes of the pages on duplicates, and the forms by which a person judges, or undoes it."""

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Log, Refusal
from leerwinkel.runtime.taken import in_draad
from vol_reporting.bevoegdheid import Wat
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.gastheer import Gastheer
from vol_reporting.koppeling.dubbel import DubbelBeoordelen, DubbelOpdracht, OordeelTerugdraaien
from vol_reporting.koppeling.dubbels import gewiste_clienten, lees_dubbels
from vol_reporting.koppeling.vastleggen import leg_vast
from vol_reporting.koppeling.weigeringen import ZINNEN
from vol_reporting.toegang import mag
from vol_reporting.web.beslissing import Beslisser, Fout, Onvolledig
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.dubbelblad import gevolg_nu, kantnaam, maak_blad, stap_van
from vol_reporting.web.dubbelbord import PAD, maak_bord

_OPDRACHTEN: Final[dict[str, DubbelOpdracht]] = {
    "zelfde-persoon": DubbelBeoordelen("zelfde-persoon"),
    "niet-zelfde-persoon": DubbelBeoordelen("niet-zelfde-persoon"),
    "teruggedraaid": OordeelTerugdraaien(),
}
_GEDAAN: Final[dict[str, str]] = {
    "zelfde-persoon": "Ze tellen nu als één persoon.",
    "niet-zelfde-persoon": "Ze blijven twee personen. Dit paar wordt niet opnieuw voorgesteld.",
    "teruggedraaid": "Het oordeel is teruggedraaid. Het paar wacht weer op een oordeel.",
}


def _nummer(nummer: str) -> str:
    if re.fullmatch(r"d[0-9a-f]{24}", nummer) is None:
        raise HTTPException(404)
    return nummer


Nummer = Annotated[str, Depends(_nummer)]
"""What can be the number of a pair: it goes into a subject."""


def dubbelpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """Everything under /datakwaliteit/dubbels."""
    router = APIRouter(include_in_schema=False, dependencies=mag(Wat.DUBBELS))
    blad = _Dubbelpagina(dienst, bladen)

    @router.get(PAD)
    def bord(verzoek: Request, bladzijde: int = 1) -> HTMLResponse:
        return blad.toon(verzoek, "dubbels.html", bord=maak_bord(dienst.opslag.lezer(), bladzijde))

    @router.get(PAD + "/{nummer}")
    def een(verzoek: Request, nummer: Nummer, gedaan: str = "") -> HTMLResponse:
        return blad.een(verzoek, nummer, gezegd=_GEDAAN.get(gedaan, ""))

    @router.post(PAD + "/{nummer}", dependencies=mag(Wat.BEOORDELEN))
    async def beoordeel(verzoek: Request, nummer: Nummer) -> Response:
        return await blad.beoordeel(verzoek, nummer)

    return router


class _Dubbelpagina:
    """Makes the pages, and carries out what their forms ask."""

    def __init__(self, dienst: Gastheer, bladen: Bladen) -> None:
        self._dienst, self._bladen = dienst, bladen
        self._beslisser = Beslisser(dienst, ZINNEN)

    def toon(self, verzoek: Request, sjabloon: str, fout: Fout | None = None, **wat: Any) -> HTMLResponse:
        """A page, with what its forms carry."""
        status = fout.status if fout else 200
        return self._bladen.toon(verzoek, sjabloon, status, fout=fout, kantnaam=kantnaam, **wat)

    def een(self, verzoek: Request, nummer: str, fout: Fout | None = None, gezegd: str = "") -> HTMLResponse:
        """One pair."""
        if (blad := maak_blad(self._dienst.opslag.lezer(), nummer)) is None:
            raise HTTPException(404)
        return self.toon(verzoek, "dubbel.html", fout, blad=blad, gezegd=gezegd)

    async def beoordeel(self, verzoek: Request, nummer: str) -> Response:
        """Decide, and show the pair as it is then; or as it is now, with what is wrong."""

        async def doe(log: Log, velden: FormData, waarom: Aanleiding) -> int:
            if (command := _OPDRACHTEN.get(str(velden.get("oordeel", "")))) is None:
                raise Onvolledig("Kies een oordeel.")
            await in_draad(self._gezien, nummer, velden)
            return (await leg_vast(log, command, nummer, waarom)).position

        velden, fout = await self._beslisser.verwerk(verzoek, doe)
        if fout is None:
            return RedirectResponse(f"{PAD}/{nummer}?gedaan={velden['oordeel']}", 303)
        return await in_draad(self.een, verzoek, nummer, fout)

    def _gezien(self, nummer: str, velden: FormData) -> None:
        """Whether what somebody confirms is the effect that they saw. Raises Refusal. Blocking."""
        con, oordeel = self._dienst.opslag.lezer(), velden["oordeel"]
        kaarten = lees_dubbels(con)
        if (kaart := kaarten.get(nummer)) is None:
            return
        if kaart.stand == "open" and {kaart.paar.een, kaart.paar.ander} & gewiste_clienten(con):
            raise Refusal("dubbel-gewist")
        if oordeel == stap_van(kaart) and velden.get("gevolg") != gevolg_nu(con, kaarten, kaart).afdruk:
            raise Refusal("gevolg-veranderd")
