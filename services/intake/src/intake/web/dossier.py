"""The forms of a dossier: each step shows what is known, and becomes one command."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from intake.handelingen.dossierbeeld import Dossierbeeld, vind_dossier
from intake.handelingen.opdracht import Opdracht, opdrachtnummer
from intake.handelingen.stappen import STAPPEN, Stap
from intake.handelingen.velden import Onvolledig, Velden
from intake.web.blad import Bladen, Ingevuld, nu
from leerwinkel.dienst import Kader, Sessie, Vereist
from leerwinkel.eventsourcing import Refusal
from leerwinkel.runtime.taken import in_draad


def router(kader: Kader, bladen: Bladen) -> APIRouter:
    """A page for each step."""
    deze = APIRouter(include_in_schema=False)
    for stap in STAPPEN:
        _Stapblad(kader, bladen, stap).koppel(deze)
    return deze


class _Stapblad:
    def __init__(self, kader: Kader, bladen: Bladen, stap: Stap) -> None:
        self._kader, self._bladen, self._stap = kader, bladen, stap

    def koppel(self, deze: APIRouter) -> None:
        """Show the form, and take it in."""
        pad = f"/dossiers/{{dossier}}/{self._stap.naam}"
        wie = Depends(Vereist(self._stap.wat))

        async def toon(dossier: str, sessie: Annotated[Sessie, wie], na: int = 0) -> HTMLResponse:
            return await self.toon(dossier, sessie, na)

        async def stuur(dossier: str, sessie: Annotated[Sessie, wie], ingevuld: Ingevuld) -> Response:
            return await self.stuur(dossier, sessie, ingevuld)

        deze.add_api_route(pad, toon, methods=["GET"], response_model=None)
        deze.add_api_route(pad, stuur, methods=["POST"], response_model=None)

    async def toon(self, dossier: str, sessie: Sessie, na: int) -> HTMLResponse:
        """The form as it begins; `na` is a position to wait for a moment."""
        await self._kader.leesmodel.reached(na)
        beeld = await self._beeld(dossier)
        return await self._blad(beeld, sessie, Velden(FormData(list(self._stap.begin(beeld))), nu()))

    async def stuur(self, dossier: str, sessie: Sessie, ingevuld: FormData) -> Response:
        """To the dossier when it was done; else the form with what is wrong or was looked for, as it was filled in."""
        beeld, velden = await self._beeld(dossier), Velden(ingevuld, nu())
        opdracht = Opdracht(self._kader, sessie.gebruiker.medewerker, opdrachtnummer(ingevuld))
        if velden.waarde("doe") in {"zoek", "toon"}:
            return await self._blad(beeld, sessie, velden, opdracht=opdracht.nummer)
        try:
            opgave = await in_draad(self._stap.lees, self._kader, velden, beeld)
            over = opgave.entiteit or dossier
            klaar = await opdracht.geef(opgave.decider, opgave.command, over, opgave.tijdstip)
        except Onvolledig:
            return await self._blad(beeld, sessie, velden, opdracht=opdracht.nummer, status=422)
        except Refusal as nee:
            geweigerd = self._kader.zinnen[nee.code]
            return await self._blad(beeld, sessie, velden, opdracht=opdracht.nummer, status=409, geweigerd=geweigerd)
        return RedirectResponse(self._kader.dossier_url(dossier, klaar.position), 303)

    async def _beeld(self, dossier: str) -> Dossierbeeld:
        beeld = await in_draad(vind_dossier, self._kader, dossier)
        if beeld is None:
            raise HTTPException(404)
        return beeld

    async def _blad(
        self, beeld: Dossierbeeld, sessie: Sessie, velden: Velden, *, geweigerd: str | None = None, **anders: Any
    ) -> HTMLResponse:
        erbij = await in_draad(self._stap.erbij, self._kader, velden, beeld)
        inhoud = {"beeld": beeld, "stap": self._stap, "geweigerd": geweigerd, **erbij}
        return self._bladen.toon(f"{self._stap.naam}.html", sessie, velden, **inhoud, **anders)
