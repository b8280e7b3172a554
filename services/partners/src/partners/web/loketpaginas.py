"""The loketten: where people walk in, and the zitdagen that were held there."""

from fastapi import APIRouter, Depends
from sqlalchemy import func, select
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from partners.handelingen import netwerk
from partners.tabellen import LOKET, PARTNER, ZITDAG
from partners.web.blad import Blad, Formulier, Id, Ingevuld, Vraag, Wie, bij
from partners.web.keuzes import partners_van


def paginas(blad: Blad) -> APIRouter:
    """The pages of the loketten."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/loketten")
    def lijst(sessie: Wie) -> HTMLResponse:
        return blad.toon("loketten.html", sessie, loketten=blad.rijen(_loketten()))

    @router.get("/loketten/nieuw")
    def nieuw(sessie: Wie, partner: str = "") -> HTMLResponse:
        return _nieuw(blad, sessie, Formulier(vooraf={"partner": partner}))

    @router.post("/loketten/nieuw")
    async def open_(sessie: Wie, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            loket, gedaan = await netwerk.open_loket(blad.kader, sessie.gebruiker, ingevuld)
            return f"/loketten/{loket}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _nieuw(blad, sessie, f, status))

    @router.get("/loketten/{loket}")
    def een(sessie: Wie, loket: Id) -> HTMLResponse:
        return _een(blad, sessie, loket)

    @router.post("/loketten/{loket}/zitdag")
    async def zitdag(sessie: Wie, loket: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await netwerk.registreer_zitdag(blad.kader, sessie.gebruiker, loket, ingevuld)
            return f"/loketten/{loket}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, loket, f, status=status))

    @router.post("/loketten/{loket}/einde")
    async def sluit(sessie: Wie, loket: Id, ingevuld: Ingevuld) -> Response:
        async def doe() -> str:
            gedaan = await netwerk.sluit_loket(blad.kader, sessie.gebruiker, loket, ingevuld)
            return f"/loketten/{loket}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, loket, einde=f, status=status))

    return router


def _loketten() -> Vraag:
    """Each with the name of its partner, the number of zitdagen, and the visitors."""
    tel = (
        select(ZITDAG.c.loket, func.count().label("zitdagen"), func.sum(ZITDAG.c.bezoekers).label("bezoekers"))
        .group_by(ZITDAG.c.loket)
        .subquery()
    )
    return (
        select(LOKET, PARTNER.c.naam, tel.c.zitdagen, tel.c.bezoekers)
        .outerjoin(PARTNER, PARTNER.c.partner == LOKET.c.partner)
        .outerjoin(tel, tel.c.loket == LOKET.c.loket)
        .order_by(LOKET.c.open.desc(), PARTNER.c.naam, LOKET.c.loket)
    )


def _nieuw(blad: Blad, sessie: Sessie, formulier: Formulier, status: int = 200) -> HTMLResponse:
    keuzes = partners_van(blad)
    return blad.toon("loket_nieuw.html", sessie, status=status, f=formulier, partners=keuzes)


def _een(
    blad: Blad,
    sessie: Sessie,
    loket: str,
    formulier: Formulier | None = None,
    *,
    einde: Formulier | None = None,
    status: int = 200,
) -> HTMLResponse:
    zitdagen = select(ZITDAG).where(ZITDAG.c.loket == loket).order_by(ZITDAG.c.moment.desc())
    return blad.toon(
        "loket.html",
        sessie,
        status=status,
        f=formulier or Formulier(),
        einde=einde or Formulier(),
        loket=blad.rij(_loketten().where(LOKET.c.loket == loket)),
        zitdagen=blad.rijen(zitdagen),
    )
