"""The pages of referrals in and out: their state, the answer, what came of them, and who heard of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from sqlalchemy import select
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Gebruiker, Kader, Sessie
from leerwinkel.eventsourcing import Decided
from partners.handelingen import doorverwijzen
from partners.tabellen import DOORVERWIJZING, PARTNER
from partners.web.blad import Blad, Formulier, Id, Ingevuld, Wie, bij
from partners.web.bladeren import bestand, deel
from partners.web.keuzes import met_wie
from partners.web.lijsten import VERWIJSKOLOMMEN, Verwijsfilter, doorverwijzingen, gekozen

Filter = Annotated[Verwijsfilter, Depends()]

_Handeling = Callable[[Kader, Gebruiker, str, str, FormData], Awaitable[Decided]]
_HANDELINGEN: Final[dict[str, _Handeling]] = {
    "aanvaard": doorverwijzen.aanvaard,
    "weiger": doorverwijzen.weiger,
    "rond-af": doorverwijzen.rond_af,
    "koppel-terug": doorverwijzen.koppel_terug,
}
_LANG: Final = timedelta(days=14)
"""Open for longer, a referral asks for attention (screens: Vandaag)."""


def paginas(blad: Blad) -> APIRouter:
    """The pages of referrals."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/doorverwijzingen")
    def lijst(sessie: Wie, filter_: Filter, bladzijde: int = 1) -> HTMLResponse:
        return _lijst(blad, sessie, filter_, bladzijde)

    @router.get("/doorverwijzingen.csv")
    def alle(_sessie: Wie, filter_: Filter) -> Response:
        return bestand(blad, "doorverwijzingen", filter_.vraag(), VERWIJSKOLOMMEN)

    @router.get("/dossiers/{dossier}/doorverwijzingen/{welke}")
    def een(sessie: Wie, dossier: Id, welke: Id) -> HTMLResponse:
        return _een(blad, sessie, dossier, welke)

    @router.post("/dossiers/{dossier}/doorverwijzingen/{welke}/{handeling}")
    async def doe_iets(sessie: Wie, dossier: Id, welke: Id, handeling: str, ingevuld: Ingevuld) -> Response:
        if handeling not in _HANDELINGEN:
            raise HTTPException(404)

        async def doe() -> str:
            gedaan = await _HANDELINGEN[handeling](blad.kader, sessie.gebruiker, dossier, welke, ingevuld)
            return blad.kader.dossier_url(dossier, gedaan.position)

        return await blad.verwerk(
            ingevuld, doe, lambda f, status: _een(blad, sessie, dossier, welke, ingevuld={handeling: f}, status=status)
        )

    return router


def _lijst(blad: Blad, sessie: Sessie, filter_: Verwijsfilter, nummer: int) -> HTMLResponse:
    gevonden = deel(blad, filter_.vraag(), nummer, "/doorverwijzingen", gekozen(filter_))
    wie = select(PARTNER.c.naam).where(PARTNER.c.partner == filter_.partner)
    return blad.toon(
        "doorverwijzingen.html",
        sessie,
        deel=gevonden,
        rijen=met_wie(blad, gevonden.rijen),
        filter=filter_,
        partnernaam=blad.rij(wie)["naam"] if filter_.partner else None,
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
    leeg = {naam: Formulier() for naam in _HANDELINGEN}
    leeg["rond-af"] = Formulier(vooraf={"resultaat": "ingeschreven" if rij["afronden"] else ""})
    formulieren = {**leeg, **(ingevuld or {})}
    kop = next(iter((ingevuld or {}).values()), Formulier())
    return blad.toon("doorverwijzing.html", sessie, status=status, d=doorverwijzing, f=formulieren, kop=kop)
