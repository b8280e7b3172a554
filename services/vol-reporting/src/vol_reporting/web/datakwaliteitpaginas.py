"""The routes of the page on data quality, and the forms by which a person decides on what was received."""

import uuid

from fastapi import APIRouter, Request
from jinja2 import Environment
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Conflict, Unavailable
from leerwinkel.runtime.taken import in_draad
from vol_reporting.datakwaliteit.opdracht import Besluitfout, Opdracht, zin
from vol_reporting.gastheer import Gastheer
from vol_reporting.web.datakwaliteitblad import maak_datakwaliteit
from vol_reporting.web.dubbelbord import aantal_open
from vol_reporting.web.formulierteken import Formulierwacht

_PAD = "/datakwaliteit"
_VERLOPEN = "Dit formulier is verlopen. Kijk na wat je koos, en verzend het opnieuw."
_ONVOLLEDIG = "Kies een regio, en een positie vanaf 1."
_IEMAND_EERST = "Iemand anders beslist op hetzelfde moment. Kijk wat er veranderde, en verzend opnieuw."
_WEG = "De hub antwoordt niet, dus er is niets beslist. Verzend het zo dadelijk opnieuw."


def datakwaliteitpaginas(dienst: Gastheer, sjablonen: Environment, voorbeeld: str | None) -> APIRouter:
    """The page, and what its forms ask."""
    router, wacht = APIRouter(include_in_schema=False), Formulierwacht()

    def toon(verzoek: Request, status: int = 200, gezegd: str = "") -> HTMLResponse:
        browser = wacht.browser(verzoek)
        antwoord = HTMLResponse(
            sjablonen.get_template("datakwaliteit.html").render(
                blad=maak_datakwaliteit(dienst.opslag, dienst.status()),
                dubbels=aantal_open(dienst.opslag.cursor()),
                voorbeeld=voorbeeld,
                mijn=browser,
                nieuwe_opdracht=uuid.uuid4,
                gezegd=gezegd,
                gelukt=status == 200,  # noqa: PLR2004 - the status of the answer
            ),
            status,
        )
        wacht.onthoud(browser, antwoord)
        return antwoord

    @router.get(_PAD)
    def datakwaliteit(verzoek: Request, gedaan: str = "") -> HTMLResponse:
        return toon(verzoek, gezegd=_gezegd(gedaan))

    @router.post(_PAD)
    async def beslis(verzoek: Request) -> Response:
        velden = await verzoek.form(max_files=0, max_fields=10)
        try:
            if not wacht.is_van_ons(verzoek, velden):
                return await in_draad(toon, verzoek, 403, _VERLOPEN)
            opdracht = _opdracht(velden)
            nieuw = await dienst.beslis(opdracht)
        except ValidationError:
            return await in_draad(toon, verzoek, 422, _ONVOLLEDIG)
        except Besluitfout as nee:
            return await in_draad(toon, verzoek, 409, str(nee))
        except Conflict:
            return await in_draad(toon, verzoek, 409, _IEMAND_EERST)
        except Unavailable:
            return await in_draad(toon, verzoek, 503, _WEG)
        gedaan = f"{opdracht.handeling}.{opdracht.regio}.{opdracht.positie or ''}.{int(nieuw)}"
        return RedirectResponse(f"{_PAD}?gedaan={gedaan}", 303)

    return router


def _opdracht(velden: FormData) -> Opdracht:
    """Raises ValidationError."""
    positie = str(velden.get("positie", "")).strip()
    if positie and not positie.isdecimal():
        positie = "0"
    ingevuld = {"handeling": velden.get("handeling"), "regio": velden.get("regio")}
    return Opdracht.model_validate(ingevuld | {"positie": int(positie) if positie else None})


def _gezegd(gedaan: str) -> str:
    """What was done, by what the address says of it; nothing where that is no decision."""
    handeling, _, rest = gedaan.partition(".")
    regio, _, rest = rest.partition(".")
    positie, _, nieuw = rest.partition(".")
    try:
        opdracht = _opdracht(FormData({"handeling": handeling, "regio": regio, "positie": positie}))
    except ValidationError:
        return ""
    return zin(opdracht, nieuw=nieuw == "1")
