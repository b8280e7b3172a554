"""The routes of the page on data quality, and the forms by which a person decides on what was received."""

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Conflict, Unavailable
from leerwinkel.identiteit.sessie import formulier
from leerwinkel.runtime.getallen import geheel
from leerwinkel.runtime.taken import in_draad
from vol_reporting.bevoegdheid import Wat
from vol_reporting.datakwaliteit.opdracht import Besluitfout, Opdracht, zin
from vol_reporting.gastheer import Gastheer
from vol_reporting.toegang import mag, wie
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.datakwaliteitblad import maak_datakwaliteit
from vol_reporting.web.dubbelbord import aantal_open

_PAD = "/datakwaliteit"
_GOED = 200
_ONVOLLEDIG = "Kies een regio, en een positie vanaf 1."
_IEMAND_EERST = "Iemand anders beslist op hetzelfde moment. Kijk wat er veranderde, en verzend opnieuw."
_WEG = "De hub antwoordt niet, dus er is niets beslist. Verzend het zo dadelijk opnieuw."


def datakwaliteitpaginas(dienst: Gastheer, bladen: Bladen) -> APIRouter:
    """The page, and what its forms ask."""
    router = APIRouter(include_in_schema=False, dependencies=mag(Wat.DATAKWALITEIT))

    def toon(verzoek: Request, status: int = 200, gezegd: str = "") -> HTMLResponse:
        wat = {"blad": maak_datakwaliteit(dienst.opslag, dienst.status()), "gezegd": gezegd, "gelukt": status == _GOED}
        return bladen.toon(verzoek, "datakwaliteit.html", status, dubbels=aantal_open(dienst.opslag.cursor()), **wat)

    @router.get(_PAD)
    def datakwaliteit(verzoek: Request, gedaan: str = "") -> HTMLResponse:
        return toon(verzoek, gezegd=_gezegd(gedaan))

    @router.post(_PAD, dependencies=mag(Wat.QUARANTAINE))
    async def beslis(verzoek: Request) -> Response:
        velden = await formulier(verzoek)
        try:
            opdracht = _opdracht(velden)
            nieuw = await dienst.beslis(opdracht, wie(verzoek).medewerker)
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
    ingevuld = {"handeling": velden.get("handeling"), "regio": velden.get("regio")}
    return Opdracht.model_validate(ingevuld | {"positie": (geheel(positie) or 0) if positie else None})


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
