"""The loketten: where people walk in, and the zitdagen that were held there."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.lijstbestand import zet_bestanden
from partners.handelingen import netwerk
from partners.tabellen import LOKET
from partners.web.blad import NETWERK, Blad, Formulier, Id, Ingevuld, Wie, bij
from partners.web.keuzes import partners_van
from partners.web.lijsten import loketlijst, loketten, zitdaglijst


def paginas(blad: Blad) -> APIRouter:
    """The pages of the loketten."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get("/loketten")
    def lijst(sessie: Wie, verzoek: Request) -> HTMLResponse:
        return blad.toon("loketten.html", sessie, deel=blad.blader(loketlijst(), verzoek))

    zet_bestanden(router, blad.kader, "/loketten", lambda _: loketlijst(), NETWERK)

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
    def een(sessie: Wie, loket: Id, verzoek: Request) -> HTMLResponse:
        return _een(blad, sessie, loket, verzoek)

    zet_bestanden(
        router, blad.kader, "/loketten/{loket}/zitdagen", lambda v: zitdaglijst(v.path_params["loket"]), NETWERK
    )

    @router.post("/loketten/{loket}/zitdag")
    async def zitdag(sessie: Wie, loket: Id, ingevuld: Ingevuld, verzoek: Request) -> Response:
        async def doe() -> str:
            gedaan = await netwerk.registreer_zitdag(blad.kader, sessie.gebruiker, loket, ingevuld)
            return f"/loketten/{loket}?na={gedaan.position}"

        return await blad.verwerk(ingevuld, doe, lambda f, status: _een(blad, sessie, loket, verzoek, f, status=status))

    @router.post("/loketten/{loket}/einde")
    async def sluit(sessie: Wie, loket: Id, ingevuld: Ingevuld, verzoek: Request) -> Response:
        async def doe() -> str:
            gedaan = await netwerk.sluit_loket(blad.kader, sessie.gebruiker, loket, ingevuld)
            return f"/loketten/{loket}?na={gedaan.position}"

        return await blad.verwerk(
            ingevuld, doe, lambda f, status: _een(blad, sessie, loket, verzoek, einde=f, status=status)
        )

    return router


def _nieuw(blad: Blad, sessie: Sessie, formulier: Formulier, status: int = 200) -> HTMLResponse:
    keuzes = partners_van(blad)
    return blad.toon("loket_nieuw.html", sessie, status=status, f=formulier, partners=keuzes)


def _een(
    blad: Blad,
    sessie: Sessie,
    loket: str,
    verzoek: Request,
    formulier: Formulier | None = None,
    *,
    einde: Formulier | None = None,
    status: int = 200,
) -> HTMLResponse:
    return blad.toon(
        "loket.html",
        sessie,
        status=status,
        f=formulier or Formulier(),
        einde=einde or Formulier(),
        loket=blad.rij(loketten().where(LOKET.c.loket == loket)),
        deel=blad.blader(zitdaglijst(loket), verzoek),
    )
