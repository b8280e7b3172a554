"""How it was: the link for the cliënt of a closed dossier, and the page behind it, where nobody signs in."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie, Vereist, Wat, formulier
from leerwinkel.eventsourcing import Refusal, execute
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.trajecten import TevredenheidBeantwoord
from leerwinkel.identiteit.openbaar import openbaar
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from trajecten import vragen
from trajecten.domain.bevraging import BEVRAGING, TevredenheidBeantwoorden, gelegenheid
from trajecten.leesmodel import stand
from trajecten.vragen import bevragingslink
from trajecten.vragen.bevragingslink import Uitnodiging
from trajecten.web.namen import kort, personen
from trajecten.web.pagina import Bladen
from trajecten.web.tijd import dag_van

_SCORES: Final = {"1": "Helemaal niet goed", "2": "Niet zo goed", "3": "Gaat wel", "4": "Goed", "5": "Heel goed"}
_WEG, _AL, _LEEG = 410, 409, 422


def router(bladen: Bladen) -> APIRouter:
    """The pages."""
    routes = APIRouter(include_in_schema=False)
    _voor_de_client(routes, bladen)

    @routes.post("/dossiers/{dossier}/bevragingslink")
    def geef(
        dossier: str,
        sessie: Annotated[Sessie, Depends(Vereist(Wat.DOSSIER))],
        _ingevuld: Annotated[FormData, Depends(formulier)],
    ) -> HTMLResponse:
        trap, persoon = _bevraagd(bladen, dossier), _persoon(bladen, dossier)
        link = bevragingslink.geef(bladen.kader, dossier, trap)
        inhoud = {"dossier": dossier, "kort": kort(dossier), "persoon": persoon, "link": link}
        return bladen.toon("bevragingslink.html", sessie, 200 if link else _AL, **inhoud)

    return routes


def _bevraagd(bladen: Bladen, dossier: str) -> str:
    """The step that was asked about. Raises HTTPException 404 where nothing was asked, or may not be any more."""
    gezegd, _ = bladen.lees(lambda verbinding: vragen.gezegd(verbinding, dossier))
    feiten = stand(geldig(placed.event for placed in gezegd)).feiten
    if not (feiten.bevraagd and feiten.trap and feiten.stemt_toe("bevraging")):
        raise HTTPException(404)
    return feiten.trap


def _persoon(bladen: Bladen, dossier: str) -> Persoonsgegevens | None:
    rij = bladen.lees(lambda verbinding: vragen.dossier(verbinding, dossier))
    return personen(bladen.kader.kluis, [rij]).get(dossier) if rij else None


def _voor_de_client(routes: APIRouter, bladen: Bladen) -> None:
    @routes.get("/bevraging/{zegel}")
    @openbaar
    async def toon(zegel: str) -> Response:
        uitnodiging = bevragingslink.lees(bladen.kader, zegel)
        if uitnodiging is None:
            return _blad(bladen, "oud", _WEG)
        return _blad(bladen, "al" if await _beantwoord(bladen, uitnodiging) else "vraag")

    @routes.post("/bevraging/{zegel}")
    @openbaar
    async def antwoord(
        zegel: str, waardevol: Annotated[str, Form()] = "", score: Annotated[str, Form()] = ""
    ) -> Response:
        uitnodiging = bevragingslink.lees(bladen.kader, zegel)
        if uitnodiging is None:
            return _blad(bladen, "oud", _WEG)
        if waardevol not in codelijst("waardevol"):
            return _blad(bladen, "vraag", _LEEG, fout="Kies een antwoord.", score=score)
        gezegd = TevredenheidBeantwoord(
            trap=uitnodiging.trap, waardevol=waardevol, score=int(score) if score in _SCORES else None
        )
        return await _bewaar(bladen, uitnodiging, gezegd)


async def _bewaar(bladen: Bladen, uitnodiging: Uitnodiging, gezegd: TevredenheidBeantwoord) -> Response:
    """Past the kit that carries out commands: it would write down who, and when exactly."""
    kader = bladen.kader
    wanneer = gelegenheid(kader.regio, uitnodiging.bevraging, dag_van(datetime.now(UTC)))
    if await _beantwoord(bladen, uitnodiging):
        return _blad(bladen, "al", _AL)
    try:
        await execute(kader.uitvoerder.log, BEVRAGING, TevredenheidBeantwoorden(antwoord=gezegd), wanneer)
    except Refusal:
        return _blad(bladen, "al", _AL)
    return _blad(bladen, "dank")


async def _beantwoord(bladen: Bladen, uitnodiging: Uitnodiging) -> bool:
    kader = bladen.kader
    return bool(await kader.uitvoerder.log.read(f"leerwinkel.{kader.regio}.*.{uitnodiging.bevraging}.>"))


def _blad(bladen: Bladen, wat: str, status: int = 200, **anders: Any) -> HTMLResponse:
    keuzes = [(code.code, code.label_nl) for code in codelijst("waardevol").values()]
    leeg: dict[str, Any] = {"fout": None, "score": ""}
    sjabloon = bladen.omgeving.get_template("bevraging.html")
    return HTMLResponse(sjabloon.render(wat=wat, keuzes=keuzes, scores=_SCORES, **leeg | anders), status)
