"""The API under fire: requests made from its own description of each operation, right and wrong."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import httpx
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

_GEDULD_S: Final = 30
_NAAR: Final = ("method", "url", "params", "json", "data", "content")


async def bestook(app: FastAPI, http: httpx.AsyncClient, *, alles: bool) -> tuple[int, list[str]]:
    """How many operations were tried, and where an answer was not what the description says.

    Not `alles`: some operations, twice. What its schema allows may still be refused, by rules that no schema can say.
    `http` is signed in.
    """
    lus = asyncio.get_running_loop()

    def stuur(geval: schemathesis.Case[Any]) -> httpx.Response:
        alles: dict[str, Any] = geval.as_transport_kwargs(base_url=str(http.base_url).rstrip("/"))
        koppen = {naam: waarde.encode("utf-8", "replace") for naam, waarde in alles["headers"].items()}
        if not isinstance(alles.get("data", {}), Mapping):  # a body that is no form
            alles["content"] = alles.pop("data")
        verzoek = http.request(headers=koppen, **{naam: alles[naam] for naam in _NAAR if naam in alles})
        return asyncio.run_coroutine_threadsafe(verzoek, lus).result(_GEDULD_S)

    return await asyncio.to_thread(_bestook, app, stuur, 40 if alles else 2, 1 if alles else 9)


def _bestook(app: FastAPI, stuur: Any, voorbeelden: int, elke: int) -> tuple[int, list[str]]:
    anders: list[str] = []
    beschrijving: Any = schemathesis.openapi.from_dict(app.openapi())
    bewerkingen: list[Any] = [gevonden.ok() for gevonden in beschrijving.get_all_operations()][::elke]
    for bewerking in bewerkingen:

        @settings(
            max_examples=voorbeelden,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        )
        @given(geval=bewerking.as_strategy())
        def probeer(geval: schemathesis.Case[Any]) -> None:
            try:
                geval.validate_response(stuur(geval), excluded_checks=[positive_data_acceptance])
            except BaseExceptionGroup as fouten:
                anders.extend(f"{geval.method} {geval.path}: {fout}" for fout in fouten.exceptions)

        probeer()
    return len(bewerkingen), anders
