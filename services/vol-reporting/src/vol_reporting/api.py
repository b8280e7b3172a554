"""The figures as JSON for programs, with faults as problem+json (RFC 9457) in Dutch."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from vol_reporting.archief.inhoud import Inhoud
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.cijfers import Cijfer, Vraag
from vol_reporting.datakwaliteit.opdracht import Opdracht, zin
from vol_reporting.gastheer import Gastheer
from vol_reporting.goal import PERIODE, Vergelijking, lees_verwacht, vergelijk
from vol_reporting.inname.quarantaine import Geweigerd, geweigerd
from vol_reporting.momenten import UITLEG
from vol_reporting.periode import Periode
from vol_reporting.rapporten.bronnen import stand_voor
from vol_reporting.vraagstelling import OnjuisteVraag, stel_vraag


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
    router = APIRouter()

    @router.get("/api/cijfers", responses={422: {"description": "De vraag klopt niet."}})
    def cijfers(parameters: Annotated[Parameters, Query()]) -> list[Cijfer]:
        velden = parameters.model_dump(exclude={"code"})
        return dienst.opslag.cijfers(stel_vraag(dienst.opslag.lezer(), **velden, codes=parameters.code))

    @router.get("/api/goal")
    def goal() -> list[Vergelijking]:
        return vergelijk(dienst.opslag.cijfers(Vraag(Periode.lees(PERIODE))), lees_verwacht())

    @router.get("/api/stand", responses={422: {"description": "Er is nog geen stand vastgelegd."}})
    def stand(periode: Annotated[str, Query()] = "") -> dict[str, str]:
        return {"moment": _stand(dienst, periode)}

    @router.get("/api/status")
    def status() -> dict[str, Any]:
        return dienst.status()

    @router.post("/api/herbouw", dependencies=[Depends(_niet_van_elders)])
    async def herbouw(plaats: Plaats | None = None) -> dict[str, int]:
        return {"gelezen": await dienst.herbouw(plaats.map if plaats else None)}

    @router.post("/api/archief", dependencies=[Depends(_niet_van_elders)])
    def archief(plaats: Plaats) -> Inhoud:
        return archiveer(dienst.opslag.cursor(), plaats.map)

    _koppel_besluiten(router, dienst)

    @router.get("/gezond", response_class=PlainTextResponse)
    def gezond() -> str:
        return "gezond\n"

    return router


def _stand(dienst: Gastheer, periode: str) -> str:
    try:
        return stand_voor(dienst.opslag.cursor(), periode).isoformat()
    except ValueError as geen:
        raise OnjuisteVraag({"stand": str(geen)}) from geen


def _koppel_besluiten(router: APIRouter, dienst: Gastheer) -> None:
    @router.get("/api/quarantaine")
    def quarantaine(regio: Annotated[str | None, Query()] = None) -> list[Geweigerd]:
        return geweigerd(dienst.opslag.cursor(), regio)

    @router.post("/api/besluiten", dependencies=[Depends(_niet_van_elders)])
    async def beslis(opdracht: Opdracht) -> dict[str, str]:
        return {"gedaan": zin(opdracht, nieuw=await dienst.beslis(opdracht))}


def _niet_van_elders(sec_fetch_site: Annotated[str, Header()] = "none") -> None:
    """A browser says where a request comes from: another site may not set anything in motion."""
    if sec_fetch_site not in ("none", "same-origin"):
        raise HTTPException(403)
