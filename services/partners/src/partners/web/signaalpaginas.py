"""The pages of signals: what was reported and what became of it; reporting one in three clicks."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.lijstbestand import zet_bestanden
from leerwinkel.kluis.sleutel import NietLeesbaar
from partners.handelingen import signalen
from partners.tabellen import OPVOLGING, SIGNAAL
from partners.web.beleid import STANDEN, beleid_van
from partners.web.blad import NETWERK, Blad, Formulier, Id, Ingevuld, Wie, bij
from partners.web.meldlijsten import signaallijst

_VOORAF = {"bestuursniveau": "vlaams", "ernst": "2"}
"""Given beforehand, so that two choices are enough to report a signal."""


def paginas(blad: Blad) -> APIRouter:
    """The pages of signals."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/signalen")
    def lijst(sessie: Wie, verzoek: Request, na: int = 0) -> HTMLResponse:
        beleid = beleid_van(blad.kader)
        deel = blad.blader(signaallijst(beleid), verzoek)
        return blad.toon("signalen.html", sessie, deel=deel, gemeld=bool(na), beleid=beleid, standen=STANDEN)

    zet_bestanden(router, blad.kader, "/signalen", lambda _: signaallijst(beleid_van(blad.kader)), NETWERK)

    @router.get("/signalen/nieuw")
    def nieuw(sessie: Wie, soort: str = "") -> HTMLResponse:
        return _formulier(blad, sessie, Formulier(vooraf=_VOORAF | {"soort": soort}))

    @router.post("/signalen/nieuw")
    async def meld(sessie: Wie, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await signalen.meld(blad.kader, sessie.gebruiker, ingevuld)
            return f"/signalen?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _formulier(blad, sessie, f, status))

    @router.get("/signalen/{signaal}")
    def een(sessie: Wie, signaal: Id) -> HTMLResponse:
        return _een(blad, sessie, signaal, Formulier())

    @router.post("/signalen/{signaal}")
    async def volg_op(sessie: Wie, signaal: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await signalen.volg_op(blad.kader, sessie.gebruiker, signaal, ingevuld)
            return f"/signalen/{signaal}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, signaal, f, status))

    return router


def _formulier(blad: Blad, sessie: Sessie, formulier: Formulier, status: int = 200) -> HTMLResponse:
    return blad.toon("signaal_nieuw.html", sessie, status=status, f=formulier)


def _een(blad: Blad, sessie: Sessie, signaal: str, formulier: Formulier, status: int = 200) -> HTMLResponse:
    rij = blad.rij(select(SIGNAAL).where(SIGNAAL.c.signaal == signaal))
    opvolging = select(OPVOLGING).where(OPVOLGING.c.signaal == signaal).order_by(OPVOLGING.c.nummer)
    return blad.toon(
        "signaal.html",
        sessie,
        status=status,
        f=formulier,
        signaal=rij,
        opvolgingen=blad.rijen(opvolging),
        beleid=beleid_van(blad.kader).get(signaal, []),
        standen=STANDEN,
        **_omschrijving(blad, rij["signaal"], rij["omschrijving"]),
    )


def _omschrijving(blad: Blad, signaal: str, gesloten: str | None) -> dict[str, Any]:
    if gesloten is None:
        return {"omschrijving": None, "onleesbaar": None}
    try:
        return {"omschrijving": signalen.omschrijving(blad.kader, signaal, gesloten), "onleesbaar": None}
    except NietLeesbaar as waarom:
        return {"omschrijving": None, "onleesbaar": str(waarom)}
