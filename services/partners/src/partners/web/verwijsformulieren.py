"""The forms that begin a referral: sending a cliënt on, with what the policies propose; registering one that came."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie, Vereist, Wat
from leerwinkel.runtime.taken import in_draad
from partners.handelingen import doorverwijzen
from partners.handelingen.bestemming import PARTNER as VAN_DE_GIDS
from partners.tabellen import DOORVERWIJZING, DOSSIER, VOORSTEL
from partners.web.blad import Blad, Formulier, Houder, Id, Ingevuld, bij
from partners.web.keuzes import bestemmingen, met_wie, partners_van, soorten
from partners.web.verwijslijsten import doorverwijzingen

Aanmelder = Annotated[Sessie, Depends(Vereist(Wat.AANMELDEN))]


def paginas(blad: Blad) -> APIRouter:
    """The forms of referrals."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/ontvangen")
    def ontvangen(sessie: Aanmelder) -> HTMLResponse:
        return _ontvangen(blad, sessie, Formulier())

    @router.post("/ontvangen")
    async def registreer(sessie: Aanmelder, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gids = await in_draad(soorten, blad)
            dossier, gedaan = await doorverwijzen.registreer(blad.kader, sessie.gebruiker, gids, ingevuld)
            return blad.kader.dossier_url(dossier, gedaan.position)

        return await blad.verwerk(ingevuld, doe, lambda f, status: _ontvangen(blad, sessie, f, status))

    @router.get("/dossiers/{dossier}/doorverwijzen")
    def naar(sessie: Houder, dossier: Id, voorstel: str = "") -> HTMLResponse:
        return _naar(blad, sessie, dossier, voorstel)

    @router.post("/dossiers/{dossier}/doorverwijzen")
    async def maak(sessie: Houder, dossier: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gids = await in_draad(soorten, blad)
            gedaan = await doorverwijzen.maak(blad.kader, sessie.gebruiker, dossier, gids, ingevuld)
            return blad.kader.dossier_url(dossier, gedaan.position)

        return await blad.verwerk(
            ingevuld, doe, lambda f, status: _naar(blad, sessie, dossier, formulier=f, status=status)
        )

    return router


def _ontvangen(blad: Blad, sessie: Sessie, formulier: Formulier, status: int = 200) -> HTMLResponse:
    keuzes = bestemmingen(blad)
    return blad.toon("ontvangen.html", sessie, status=status, f=formulier, bestemmingen=keuzes)


def _naar(
    blad: Blad,
    sessie: Sessie,
    dossier: str,
    gekozen: str = "",
    *,
    formulier: Formulier | None = None,
    status: int = 200,
) -> HTMLResponse:
    [kop] = met_wie(blad, [blad.rij(select(DOSSIER).where(DOSSIER.c.dossier == dossier))])
    vraag = select(VOORSTEL).where(VOORSTEL.c.dossier == dossier).order_by(VOORSTEL.c.moment.desc())
    voorstellen = blad.rijen(vraag)
    return blad.toon(
        "doorverwijzen.html",
        sessie,
        status=status,
        dossier=kop,
        voorstellen=voorstellen,
        f=formulier or Formulier(vooraf=_vooraf(blad, voorstellen, gekozen)),
        bestemmingen=bestemmingen(blad),
        gemaakt=blad.rijen(doorverwijzingen().where(DOORVERWIJZING.c.dossier == dossier)),
    )


def _vooraf(blad: Blad, voorstellen: Sequence[Mapping[str, Any]], gekozen: str) -> dict[str, str]:
    """What the chosen proposal fills in: its reason, and the partner where there is only one of that kind."""
    for voorstel in voorstellen:
        if voorstel["doorverwijzing"] == gekozen:
            van_die_soort = partners_van(blad, voorstel["partnersoort"])
            wie = VAN_DE_GIDS + van_die_soort[0][0] if len(van_die_soort) == 1 else ""
            return {"voorstel": gekozen, "reden": voorstel["reden"], "bestemming": wie}
    return {}
