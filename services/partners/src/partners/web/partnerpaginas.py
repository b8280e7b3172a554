"""The directory: whom the leerwinkel works with; adding, changing and ending a partner."""

from fastapi import APIRouter, Depends, Request
from sqlalchemy import func, select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.lijstbestand import zet_bestanden
from partners.handelingen import netwerk
from partners.tabellen import DOORVERWIJZING, LOKET, PARTNER
from partners.web.blad import NETWERK, Blad, Formulier, Id, Ingevuld, Wie, bij
from partners.web.lijsten import gids


def paginas(blad: Blad) -> APIRouter:
    """The pages of the directory."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/")
    def alle(sessie: Wie, verzoek: Request) -> HTMLResponse:
        return _gids(blad, sessie, verzoek)

    zet_bestanden(router, blad.kader, "/partners", lambda _: gids(), NETWERK)

    @router.get("/partners/nieuw")
    def nieuw(sessie: Wie) -> HTMLResponse:
        return blad.toon("partner_nieuw.html", sessie, f=Formulier())

    @router.post("/partners/nieuw")
    async def registreer(sessie: Wie, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            partner, gedaan = await netwerk.registreer(blad.kader, sessie.gebruiker, ingevuld)
            return f"/partners/{partner}?na={gedaan.position}"

        return await blad.verwerk(
            ingevuld, doe, lambda f, status: blad.toon("partner_nieuw.html", sessie, status=status, f=f)
        )

    @router.get("/partners/{partner}")
    def een(sessie: Wie, partner: Id) -> HTMLResponse:
        return _een(blad, sessie, partner)

    @router.post("/partners/{partner}")
    async def wijzig(sessie: Wie, partner: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await netwerk.wijzig(blad.kader, sessie.gebruiker, partner, ingevuld)
            return f"/partners/{partner}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, partner, f, status=status))

    @router.post("/partners/{partner}/einde")
    async def beeindig(sessie: Wie, partner: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await netwerk.beeindig(blad.kader, sessie.gebruiker, partner, ingevuld)
            return f"/partners/{partner}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, partner, einde=f, status=status))

    return router


def _gids(blad: Blad, sessie: Sessie, verzoek: Request) -> HTMLResponse:
    open_ = select(func.count().label("aantal")).where(DOORVERWIJZING.c.stand == "open")
    return blad.toon("partners.html", sessie, deel=blad.blader(gids(), verzoek), wachten=blad.rij(open_)["aantal"])


def _een(
    blad: Blad,
    sessie: Sessie,
    partner: str,
    formulier: Formulier | None = None,
    *,
    einde: Formulier | None = None,
    status: int = 200,
) -> HTMLResponse:
    rij = blad.rij(select(PARTNER).where(PARTNER.c.partner == partner))
    t = DOORVERWIJZING.c
    aantallen = select(t.richting, t.stand, func.count().label("aantal")).where(t.partner == partner)
    return blad.toon(
        "partner.html",
        sessie,
        status=status,
        f=formulier or Formulier(vooraf=rij),
        einde=einde or Formulier(),
        partner=rij,
        aantallen=blad.rijen(aantallen.group_by(t.richting, t.stand).order_by(t.richting, t.stand)),
        loketten=blad.rijen(select(LOKET).where(LOKET.c.partner == partner).order_by(LOKET.c.loket)),
    )
