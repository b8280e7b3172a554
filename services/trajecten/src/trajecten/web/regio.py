"""Regio: the figures of the own region beside Flanders, and what of the registration is to mend."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from sqlalchemy import Connection
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Sessie
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.taken import in_draad
from trajecten.vragen import kwaliteit
from trajecten.vragen.vol import Cijfer, vraag_cijfers
from trajecten.web.bevindingen import REGELS, VELDEN, Bevinding
from trajecten.web.kerncijfers import KERNCIJFERS, KWALITEIT, naast_elkaar, per_regel
from trajecten.web.namen import kort
from trajecten.web.pagina import Bladen, medewerker
from trajecten.web.tijd import dag_van

_HOOGSTENS: Final = 6
_KWARTALEN: Final = (("", "Heel het jaar"), *((f"Q{n}", f"{n}e kwartaal") for n in range(1, 5)))
_ALLES: Final = "alles"


@dataclass(frozen=True, slots=True)
class Bevonden:
    """A kind of what is to mend: how often, the first dossiers with their page, and what the VOL counts."""

    soort: str
    bevinding: Bevinding
    aantal: kwaliteit.Aantal
    dossiers: list[tuple[str, str]]
    vol: int | None


def router(bladen: Bladen) -> APIRouter:
    """The page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/regio", dependencies=[Depends(bladen.bij)])
    async def toon(sessie: Annotated[Sessie, Depends(medewerker)], jaar: str = "", kwartaal: str = "") -> HTMLResponse:
        kader, dit = bladen.kader, dag_van(datetime.now(UTC)).year
        jaren = [str(elk) for elk in await in_draad(bladen.lees, lambda v: kwaliteit.jaren(v, dit))]
        gekozen = jaar if jaar in {*jaren, _ALLES} else str(dit)
        kwartaal = kwartaal if kwartaal in dict(_KWARTALEN) and gekozen != _ALLES else ""
        periode = "" if gekozen == _ALLES else "-".join(filter(None, (gekozen, kwartaal)))
        cijfers = await vraag_cijfers(kader.buren["vol"], kader.regio, periode, [*KERNCIJFERS, *KWALITEIT])
        gezegd = {"jaar": gekozen, "kwartaal": kwartaal, "periode": periode, "weg": cijfers is None}
        keuzes = {"jaren": [*((j, j) for j in jaren), (_ALLES, "Alle jaren")], "kwartalen": _KWARTALEN}
        inhoud = await in_draad(bladen.lees, lambda v: _inhoud(v, bladen, cijfers or []))
        return await in_draad(lambda: bladen.toon("regio.html", sessie, **gezegd, **keuzes, **inhoud))

    return routes


def _inhoud(verbinding: Connection, bladen: Bladen, cijfers: list[Cijfer]) -> dict[str, Any]:
    regio = bladen.kader.regio
    hier = codelijst("regio")[regio].label_nl.removeprefix("Leerwinkel ")
    aantallen = kwaliteit.aantallen(verbinding)
    gebroken = per_regel(cijfers, regio)

    def bevonden(soort: str, bevinding: Bevinding) -> Bevonden:
        eerste = kwaliteit.eerste_met(verbinding, soort, _HOOGSTENS)
        adressen = [(kort(dossier), bevinding.adres(bladen.kader.buren, dossier)) for dossier in eerste]
        return Bevonden(soort, bevinding, aantallen[soort], adressen, gebroken.get(soort) if cijfers else None)

    return {
        "hier": hier,
        "kern": naast_elkaar(cijfers, regio, KERNCIJFERS, hier),
        "kwaliteit": naast_elkaar(cijfers, regio, KWALITEIT, hier),
        "regels": [bevonden(*elk) for elk in REGELS.items() if elk[0] in aantallen],
        "velden": [bevonden(*elk) for elk in VELDEN.items() if elk[0] in aantallen],
    }
