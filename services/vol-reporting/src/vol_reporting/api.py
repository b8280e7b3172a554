"""The figures as JSON for programs, with faults as problem+json (RFC 9457) in Dutch."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from leerwinkel.identiteit.openbaar import openbaar
from vol_reporting.archief.inhoud import Inhoud
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.bevoegdheid import Wat
from vol_reporting.cijfers import Cijfer, Vraag
from vol_reporting.datakwaliteit.opdracht import Opdracht, zin
from vol_reporting.gastheer import Gastheer
from vol_reporting.goal import PERIODE, Vergelijking, lees_verwacht, vergelijk
from vol_reporting.inname.quarantaine import Geweigerd, geweigerd
from vol_reporting.momenten import UITLEG
from vol_reporting.periode import Periode
from vol_reporting.rapporten.bronnen import stand_voor
from vol_reporting.toegang import keur_regio, mag, wie
from vol_reporting.vraagstelling import OnjuisteVraag, stel_vraag

ANTWOORDEN: dict[int | str, dict[str, Any]] = {
    401: {"description": "Niet aangemeld."},
    403: {"description": "Je rol laat dit niet toe."},
    409: {"description": "Dat kan nu niet; `detail` zegt waarom."},
    413: {"description": "De inhoud is te groot."},
    422: {"description": "De vraag klopt niet."},
    429: {"description": "Te veel verzoeken: `Retry-After` zegt hoe lang je wacht."},
    503: {"description": "De hub antwoordt niet, of het is te druk."},
}


class Parameters(BaseModel):
    """What can be asked; another name is refused, so that a typing error never gives other figures than meant."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    periode: str = Field("", description="2016, 2016-Q3, 2016-09, 2016-09-15 of VAN..TOT. Leeg: alles.")
    stand: str = Field("", description=f"Wat de VOL toen ontvangen had. {UITLEG} Leeg: alles.")
    bekend_op: str = Field("", description=f"Wat de regio’s toen geregistreerd hadden. {UITLEG} Leeg: alles.")
    regio: str = Field("", description="Een regio of vlaanderen. Leeg: elke regio en Vlaanderen.")
    splits: str = Field("", description="Waarnaar de cijfers uitgesplitst worden, bijvoorbeeld geslacht.")
    versie: str = Field("", description="Volgens welke versie, bijvoorbeeld B04=1. Leeg: die van de periode.")
    code: list[str] = Field([], description="Welke cijfers, bijvoorbeeld B01; mag meermaals. Leeg: alle.")


class Plaats(BaseModel):
    """A folder on the machine of the service, as its whole path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    map: Path


def api(dienst: Gastheer) -> APIRouter:
    """The routes below `/api`, and `/gezond`."""
    router = APIRouter(responses=ANTWOORDEN)

    cijfers_mag = mag(Wat.CIJFERS, per_regio=True)

    @router.get("/api/cijfers", responses={422: {"description": "De vraag klopt niet."}}, dependencies=cijfers_mag)
    def cijfers(verzoek: Request, parameters: Annotated[Parameters, Query()]) -> list[Cijfer]:
        velden = parameters.model_dump(exclude={"code"})
        velden["regio"] = keur_regio(wie(verzoek), Wat.CIJFERS, parameters.regio.strip())
        return dienst.opslag.cijfers(stel_vraag(dienst.opslag.lezer(), **velden, codes=parameters.code))

    @router.get("/api/goal", dependencies=mag(Wat.VERGELIJKEN))
    def goal() -> list[Vergelijking]:
        return vergelijk(dienst.opslag.cijfers(Vraag(Periode.lees(PERIODE))), lees_verwacht())

    geen_stand: Any = {422: {"description": "Er is nog geen stand vastgelegd."}}

    @router.get("/api/stand", responses=geen_stand, dependencies=mag(Wat.TOESTAND))
    def stand(periode: Annotated[str, Query()] = "") -> dict[str, str]:
        return {"moment": _stand(dienst, periode)}

    @router.get("/api/status", dependencies=mag(Wat.TOESTAND))
    def status() -> dict[str, Any]:
        return dienst.status()

    _koppel_onderhoud(router, dienst)
    _koppel_besluiten(router, dienst)

    @router.get("/gezond", response_class=PlainTextResponse)
    @openbaar
    def gezond() -> str:
        return "gezond\n"

    return router


def _koppel_onderhoud(router: APIRouter, dienst: Gastheer) -> None:
    onderhoud = [*mag(Wat.ONDERHOUD), Depends(_niet_van_elders)]

    @router.post("/api/herbouw", dependencies=onderhoud)
    async def herbouw(plaats: Plaats | None = None) -> dict[str, int]:
        return {"gelezen": await dienst.herbouw(plaats.map if plaats else None)}

    @router.post("/api/archief", dependencies=onderhoud)
    def archief(plaats: Plaats) -> Inhoud:
        return archiveer(dienst.opslag.cursor(), plaats.map)


def _stand(dienst: Gastheer, periode: str) -> str:
    try:
        return stand_voor(dienst.opslag.cursor(), periode).isoformat()
    except ValueError as geen:
        raise OnjuisteVraag({"stand": str(geen)}) from geen


def _koppel_besluiten(router: APIRouter, dienst: Gastheer) -> None:
    @router.get("/api/quarantaine", dependencies=mag(Wat.QUARANTAINE))
    def quarantaine(regio: Annotated[str | None, Query()] = None) -> list[Geweigerd]:
        return geweigerd(dienst.opslag.cursor(), regio)

    @router.post("/api/besluiten", dependencies=[*mag(Wat.QUARANTAINE), Depends(_niet_van_elders)])
    async def beslis(verzoek: Request, opdracht: Opdracht) -> dict[str, str]:
        return {"gedaan": zin(opdracht, nieuw=await dienst.beslis(opdracht, wie(verzoek).medewerker))}


def _niet_van_elders(sec_fetch_site: Annotated[str, Header()] = "none") -> None:
    """A browser says where a request comes from: another site may not set anything in motion."""
    if sec_fetch_site not in ("none", "same-origin"):
        raise HTTPException(403)
