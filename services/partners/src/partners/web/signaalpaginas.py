"""The pages of signals: what was reported and what became of it; reporting one in three clicks."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.kluis.sleutel import NietLeesbaar
from partners.handelingen import signalen
from partners.tabellen import OPVOLGING, SIGNAAL
from partners.web.blad import Blad, Formulier, Id, Ingevuld, Wie, bij
from partners.web.bladeren import bestand, deel
from partners.web.lijsten import SIGNAALKOLOMMEN, Signaalfilter, gekozen

Filter = Annotated[Signaalfilter, Depends()]

_VOORAF = {"bestuursniveau": "vlaams", "ernst": "2"}
"""Given beforehand, so that two choices are enough to report a signal."""


def paginas(blad: Blad) -> APIRouter:
    """The pages of signals."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/signalen")
    def lijst(sessie: Wie, filter_: Filter, na: int = 0, bladzijde: int = 1) -> HTMLResponse:
        return _lijst(blad, sessie, filter_, bladzijde, gemeld=bool(na))

    @router.get("/signalen.csv")
    def alle(_sessie: Wie, filter_: Filter) -> Response:
        return bestand(blad, "signalen", filter_.vraag(), SIGNAALKOLOMMEN)

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


def _lijst(blad: Blad, sessie: Sessie, filter_: Signaalfilter, nummer: int, *, gemeld: bool) -> HTMLResponse:
    gevonden = deel(blad, filter_.vraag(), nummer, "/signalen", gekozen(filter_))
    return blad.toon("signalen.html", sessie, deel=gevonden, filter=filter_, gemeld=gemeld)


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
        **_omschrijving(blad, rij["signaal"], rij["omschrijving"]),
    )


def _omschrijving(blad: Blad, signaal: str, gesloten: str | None) -> dict[str, Any]:
    if gesloten is None:
        return {"omschrijving": None, "onleesbaar": None}
    try:
        return {"omschrijving": signalen.omschrijving(blad.kader, signaal, gesloten), "onleesbaar": None}
    except NietLeesbaar as waarom:
        return {"omschrijving": None, "onleesbaar": str(waarom)}
