"""The pages of referrals in and out: their state, the answer, what came of them, and who heard of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.lijstbestand import zet_bestanden
from partners.handelingen.doorverwijzen import HANDELINGEN
from partners.tabellen import DOORVERWIJZING, PARTNER
from partners.web.blad import NETWERK, Blad, Formulier, Houder, Id, Ingevuld, Wie, bij
from partners.web.keuzes import met_wie
from partners.web.verwijslijsten import doorverwijzingen, verwijslijst

_LANG: Final = timedelta(days=14)
"""Open for longer, a referral asks for attention (screens: Vandaag)."""


def paginas(blad: Blad) -> APIRouter:
    """The pages of referrals."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/doorverwijzingen")
    def lijst(sessie: Wie, verzoek: Request) -> HTMLResponse:
        return _lijst(blad, sessie, verzoek)

    zet_bestanden(router, blad.kader, "/doorverwijzingen", lambda _: verwijslijst(), NETWERK)

    @router.get("/dossiers/{dossier}/doorverwijzingen/{welke}")
    def een(sessie: Houder, dossier: Id, welke: Id) -> HTMLResponse:
        return _een(blad, sessie, dossier, welke)

    @router.post("/dossiers/{dossier}/doorverwijzingen/{welke}/{handeling}")
    async def behandel(sessie: Houder, dossier: Id, welke: Id, handeling: str, ingevuld: Ingevuld) -> Response:
        if handeling not in HANDELINGEN:
            raise HTTPException(404)

        async def doe() -> str:
            gedaan = await HANDELINGEN[handeling](blad.kader, sessie.gebruiker, dossier, welke, ingevuld)
            return blad.kader.dossier_url(dossier, gedaan.position)

        return await blad.verwerk(
            ingevuld, doe, lambda f, status: _een(blad, sessie, dossier, welke, ingevuld={handeling: f}, status=status)
        )

    return router


def _lijst(blad: Blad, sessie: Sessie, verzoek: Request) -> HTMLResponse:
    gevonden = blad.blader(verwijslijst(), verzoek)
    partner = gevonden.waarde("partner")
    wie = select(PARTNER.c.naam).where(PARTNER.c.partner == partner)
    return blad.toon(
        "doorverwijzingen.html",
        sessie,
        deel=gevonden,
        rijen=met_wie(blad, gevonden.rijen, sessie.gebruiker),
        partnernaam=blad.rij(wie)["naam"] if partner else None,
        te_lang=datetime.now(UTC) - _LANG,
    )


def _een(
    blad: Blad,
    sessie: Sessie,
    dossier: str,
    welke: str,
    *,
    ingevuld: Mapping[str, Formulier] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """`ingevuld`: the form of the handeling that was not right."""
    t = DOORVERWIJZING.c
    rij = blad.rij(doorverwijzingen().where(t.dossier == dossier, t.doorverwijzing == welke))
    [doorverwijzing] = met_wie(blad, [rij])
    leeg = {naam: Formulier() for naam in HANDELINGEN}
    leeg["rond-af"] = Formulier(vooraf={"resultaat": "ingeschreven" if rij["afronden"] else ""})
    formulieren = {**leeg, **(ingevuld or {})}
    kop = next(iter((ingevuld or {}).values()), Formulier())
    return blad.toon("doorverwijzing.html", sessie, status=status, d=doorverwijzing, f=formulieren, kop=kop)
