"""The door over HTTP: a batch of CloudEvents, with an answer for each. They go the way of all other systems' events."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from nats.aio.client import Client
from starlette.responses import JSONResponse, Response

from leerwinkel.dienst.aanmelden import Sessie
from leerwinkel.dienst.apicodes import DEURCODES
from leerwinkel.dienst.bevoegdheid import Wat
from leerwinkel.dienst.toegang import Vereist
from leerwinkel.inname.publiceren import Publicist, lees_regels, publiceer_alle
from leerwinkel.runtime.web.probleem import Probleem

PAD: Final = "/api/gebeurtenissen"
HOOGSTENS: Final = 1000
"""Events in one batch."""
MAX_BYTES: Final = 8 * 1024 * 1024
_GEDULD_S: Final = 20.0
_SOORTEN: Final = ("application/cloudevents-batch+json", "application/json")


def deur(nc: Client, regio: str) -> APIRouter:
    """`POST /api/gebeurtenissen` for that region. The batch is answered when every event in it is."""
    router = APIRouter()

    @router.post(PAD, summary="Bied gebeurtenissen aan, hoogstens 1000 tegelijk.", responses=DEURCODES)
    async def neem_in(verzoek: Request, _sessie: Annotated[Sessie, Depends(Vereist(Wat.AANBIEDEN))]) -> Response:
        if verzoek.headers.get("content-type", "").partition(";")[0].strip() not in _SOORTEN:
            return _nee(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Stuur {_SOORTEN[0]}: een JSON-lijst van CloudEvents.")
        ruw = await _begrensd(verzoek)
        if ruw is None:
            return _nee(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Een batch is hoogstens 8 MiB. Stuur kleinere.")
        gebeurtenissen = _lijst(ruw)
        if gebeurtenissen is None:
            uitleg = f"De inhoud is geen JSON-lijst van hoogstens {HOOGSTENS} gebeurtenissen."
            return _nee(HTTPStatus.UNPROCESSABLE_ENTITY, uitleg)
        try:
            return JSONResponse(await _bied_aan(nc, regio, gebeurtenissen))
        except TimeoutError:
            uitleg = "De deur antwoordt niet. Bied dezelfde batch later opnieuw aan: er komt niets dubbel."
            return _nee(HTTPStatus.SERVICE_UNAVAILABLE, uitleg)

    return router


async def _begrensd(verzoek: Request) -> bytes | None:
    """The body, None where it is too large: it is not read on."""
    delen, grootte = [], 0
    async for deel in verzoek.stream():
        delen.append(deel)
        if (grootte := grootte + len(deel)) > MAX_BYTES:
            return None
    return b"".join(delen)


def _lijst(ruw: bytes) -> list[Any] | None:
    try:
        gelezen: Any = json.loads(ruw)
    except (ValueError, RecursionError):
        return None
    return gelezen if isinstance(gelezen, list) and len(gelezen) <= HOOGSTENS else None


async def _bied_aan(nc: Client, regio: str, gebeurtenissen: list[Any]) -> list[dict[str, Any]]:
    regels = lees_regels(_geschreven(gebeurtenissen), [regio])
    async with Publicist(nc, regio, geduld_s=_GEDULD_S) as publicist:
        return [{"nr": regel.nr} | antwoord async for regel, antwoord in publiceer_alle(regels, {regio: publicist})]


def _geschreven(gebeurtenissen: list[Any]) -> Iterator[bytes]:
    return (json.dumps(een, ensure_ascii=False).encode("utf-8", "replace") for een in gebeurtenissen)


def _nee(status: HTTPStatus, uitleg: str) -> Probleem:
    return Probleem(status, "Deze batch kan niet", uitleg)
