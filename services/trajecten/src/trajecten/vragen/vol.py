"""What the VOL counts of the region and of Flanders, asked over HTTP. It can be away: then there are no figures."""

import asyncio
from collections.abc import Sequence
from typing import Final

import httpx
import structlog
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

VLAANDEREN: Final = "vlaanderen"
_GEDULD_S: Final = 3.0

log = structlog.get_logger()


class Cijfer(BaseModel):
    """One number, as the VOL answers it. Without `dimensie` it is the total; a count has no noemer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str
    regio: str
    dimensie: str | None
    waarde_dimensie: str | None
    teller: int
    noemer: int | None
    waarde: float | None
    eenheid: str


_CIJFERS: Final = TypeAdapter(list[Cijfer])


async def vraag_cijfers(vol: str, regio: str, periode: str, codes: Sequence[str]) -> list[Cijfer] | None:
    """The figures of the region and of Flanders in a period; None where the VOL does not give them in time."""
    async with httpx.AsyncClient(base_url=vol, timeout=_GEDULD_S) as http:
        try:
            antwoorden = await asyncio.gather(
                *(
                    http.get("/api/cijfers", params={"regio": gebied, "periode": periode, "code": list(codes)})
                    for gebied in (regio, VLAANDEREN)
                )
            )
            return [c for elk in antwoorden for c in _CIJFERS.validate_json(elk.raise_for_status().content)]
        except (httpx.HTTPError, ValidationError) as fout:
            log.warning("vol_geeft_geen_cijfers", fout=type(fout).__name__)
            return None
