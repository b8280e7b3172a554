"""The commands of a service for programs: one address per kind of command, made from the commands themselves.

`Idempotency-Key` makes it safe to send one again; `If-Match` with the ETag of a dossier sees to it that nothing changed
since it was read. A refused command says which rule (problem+json).
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from leerwinkel.dienst.aanmelden import Sessie
from leerwinkel.dienst.apicodes import LEESCODES, OPDRACHTCODES
from leerwinkel.dienst.bevoegdheid import Wat
from leerwinkel.dienst.gewist import leesbaar
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.opdrachtvorm import command, schema, vorm
from leerwinkel.dienst.toegang import Vereist
from leerwinkel.eventsourcing import Conflict, Decider, StoredEvent
from leerwinkel.gebeurtenissen.fouten import fouten_van
from leerwinkel.gebeurtenissen.lezen import Onleesbaar, lees
from leerwinkel.runtime.web.probleem import Probleem

_ETAG: Final = re.compile(r'"(\d{1,18})"')
_KEBAB: Final = re.compile(r"(?<!^)(?=[A-Z])")
_BLADZIJDE: Final = 100
_REDENEN: Final = 3

Entiteit = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$", description="Het dossier, of een andere entiteit.")]
Sleutel = Annotated[UUID | None, Header(alias="Idempotency-Key", description="Een UUID per bedoeling.")]
Gezien = Annotated[str | None, Header(alias="If-Match", description="De ETag van het dossier zoals je het zag.")]


class Uitgevoerd(BaseModel):
    """What came of a command. Without events it was in effect already. `positie` is that of the last on the log."""

    model_config = ConfigDict(frozen=True)

    positie: int
    gebeurtenissen: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Opdrachten:
    """Commands about one sort of entity (its name in the address), of one decider, by their classes.

    `wat`: what somebody must be allowed to; `lezen`: the same, for reading what happened to such an entity.
    `gebeurt_nu`: what they decide happens when they come, also where a command names another moment.
    """

    entiteiten: str
    decider: Decider[Any, Any]
    soorten: tuple[type, ...]
    wat: Wat
    lezen: Wat = Wat.DOSSIER
    gebeurt_nu: bool = False

    def eis(self, wat: Wat) -> Callable[..., Awaitable[Sessie]]:
        """For a route about one of them: the session of who may do that to it."""
        return Vereist(wat, "entiteit" if self.entiteiten == "dossiers" else None)


def api(kader: Kader, *groepen: Opdrachten) -> APIRouter:
    """`POST /api/<entiteiten>/{id}/<command>` for every command, and `GET` for the events of an entity."""
    router = APIRouter(prefix="/api")
    for groep in groepen:
        for soort in groep.soorten:
            _voeg_toe(router, kader, groep, soort)
    for groep in {groep.entiteiten: groep for groep in groepen}.values():
        pad = f"/{groep.entiteiten}/{{entiteit}}"
        router.add_api_route(pad, _lezer(kader, groep), methods=["GET"], summary="Wat er gebeurde", responses=LEESCODES)
    return router


def _voeg_toe(router: APIRouter, kader: Kader, groep: Opdrachten, soort: type) -> None:
    naam, model = _KEBAB.sub("-", soort.__name__).lower(), vorm(soort)
    inhoud = {"content": {"application/json": {"schema": schema(model)}}, "required": True}
    router.add_api_route(
        f"/{groep.entiteiten}/{{entiteit}}/{naam}",
        _opdracht(kader, groep, soort, model),
        methods=["POST"],
        response_model=Uitgevoerd,
        summary=naam.replace("-", " ").capitalize(),
        responses=OPDRACHTCODES,
        openapi_extra={"requestBody": inhoud},
    )


def _opdracht(
    kader: Kader, groep: Opdrachten, soort: type, model: type[BaseModel]
) -> Callable[..., Awaitable[Response]]:
    async def geef(
        verzoek: Request,
        entiteit: Entiteit,
        sessie: Annotated[Sessie, Depends(groep.eis(groep.wat))],
        sleutel: Sleutel = None,
        gezien: Gezien = None,
    ) -> Response:
        if not verzoek.headers.get("content-type", "").startswith("application/json"):
            return Probleem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Dit klopt niet", "Stuur application/json.")
        try:
            opdracht = command(soort, model.model_validate_json(await verzoek.body()), kader.service)
            return await _voer_uit(kader, groep, opdracht, entiteit, sessie, sleutel, gezien)
        except ValidationError as fout:  # of the body, or of the event that the command would become
            redenen = "; ".join(str(een) for een in fouten_van(fout)[:_REDENEN])
            return Probleem(HTTPStatus.UNPROCESSABLE_ENTITY, "Dit klopt niet", redenen)

    return geef


async def _voer_uit(  # noqa: PLR0917 - what an address, a body and its headers say
    kader: Kader,
    groep: Opdrachten,
    opdracht: Any,
    entiteit: str,
    sessie: Sessie,
    sleutel: UUID | None,
    gezien: str | None,
) -> Response:
    if groep.entiteiten == "dossiers":
        await leesbaar(kader.uitvoerder.log, kader.kluis, kader.regio, entiteit)
    try:
        klaar = await kader.uitvoerder.voer_uit(
            groep.decider,
            opdracht,
            dossier=entiteit,
            opdracht=sleutel or uuid4(),
            medewerker=sessie.gebruiker.medewerker,
            tijdstip=None if groep.gebeurt_nu else getattr(opdracht, "tijdstip", None),
            alleen_op=_positie(gezien),
        )
    except Conflict:
        if gezien is None:
            raise
        uitleg = "Het dossier veranderde sinds je het zag. Lees het opnieuw, en beslis dan."
        return Probleem(HTTPStatus.PRECONDITION_FAILED, "Intussen veranderd", uitleg, "intussen-veranderd")
    inhoud = Uitgevoerd(positie=klaar.position, gebeurtenissen=[_json(event.ruw()) for event in klaar.events])
    return JSONResponse(inhoud.model_dump(), headers={"ETag": f'"{klaar.position}"'})


def _lezer(kader: Kader, groep: Opdrachten) -> Callable[..., Awaitable[Response]]:
    async def toon(
        entiteit: Entiteit,
        _sessie: Annotated[Sessie, Depends(groep.eis(groep.lezen))],
        na: Annotated[int, Query(ge=0, description="De cursor: `volgende` van de vorige bladzijde.")] = 0,
    ) -> Response:
        events = await leesbaar(kader.uitvoerder.log, kader.kluis, kader.regio, entiteit)
        if not events:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        verder = [event for event in events if event.position > na]
        volgende = verder[_BLADZIJDE - 1].position if len(verder) > _BLADZIJDE else None
        inhoud = {"gebeurtenissen": [_gebeurtenis(event) for event in verder[:_BLADZIJDE]], "volgende": volgende}
        return JSONResponse(inhoud, headers={"ETag": f'"{events[-1].position}"'})

    return toon


def _gebeurtenis(event: StoredEvent) -> dict[str, Any]:
    """The event as it stands there, in its newest version; what this version cannot read only by its place."""
    try:
        return {"positie": event.position} | _json(lees(event.payload).ruw())
    except Onleesbaar:
        return {"positie": event.position, "onleesbaar": True}


def _json(ruw: bytes) -> dict[str, Any]:
    gelezen: dict[str, Any] = json.loads(ruw)
    return gelezen


def _positie(etag: str | None) -> int | None:
    if etag is None:
        return None
    gevonden = _ETAG.fullmatch(etag.strip())
    return int(gevonden[1]) if gevonden else -1
