"""The agenda: a week of appointments, of one begeleider or of all; double bookings stand out."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy import Connection
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.collegas import begeleiders
from trajecten import vragen
from trajecten.web.namen import namen
from trajecten.web.pagina import Bladen, medewerker
from trajecten.web.tijd import begin, dag_van, maandag
from trajecten.web.vandaag import dubbel, woorden
from trajecten.web.zitdagen import zitdagen


def router(bladen: Bladen) -> APIRouter:
    """The page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/agenda", dependencies=[Depends(bladen.bij)])
    def agenda(
        sessie: Annotated[Sessie, Depends(medewerker)], dag: str = "", begeleider: str | None = None
    ) -> HTMLResponse:
        van = maandag(_dag(dag))
        wie = _wie(sessie) if begeleider is None else begeleider
        inhoud = bladen.lees(lambda verbinding: _week(verbinding, van, wie))
        genoemd = namen(bladen.kader.kluis, [rij for _, rijen in inhoud["dagen"] for rij in rijen], sessie.gebruiker)
        return bladen.toon("agenda.html", sessie, begeleider=wie, namen=genoemd, keuzes=wie_opties(), **inhoud)

    return routes


def wie_opties() -> list[tuple[str, str]]:
    """Of whom one can ask for what there is."""
    return [("", "Iedereen"), *((wie.medewerker, wie.naam) for wie in begeleiders())]


def _wie(sessie: Sessie) -> str:
    """A begeleider begins with the own agenda."""
    mij = sessie.gebruiker.medewerker
    return mij if mij in {wie.medewerker for wie in begeleiders()} else ""


def _dag(tekst: str) -> date:
    """The day of the address; today where it is none, or at the end of the calendar."""
    try:
        dag = date.fromisoformat(tekst)
    except ValueError:
        dag = date.min
    return dag if date(1900, 1, 8) <= dag <= date(2099, 12, 20) else dag_van(datetime.now(UTC))


def _week(verbinding: Connection, van: date, begeleider: str) -> dict[str, Any]:
    dagen = [van + timedelta(days=n) for n in range(7)]
    tot = van + timedelta(days=7)
    rijen = vragen.afspraken(verbinding, begin(van), begin(tot), begeleider)
    vandaag = dag_van(datetime.now(UTC))
    zitting = zitdagen(verbinding, van, tot, vandaag)
    return {
        "van": van,
        "tot": dagen[-1],
        "vorige": van - timedelta(days=7),
        "volgende": tot,
        "vandaag": vandaag,
        "zitdagen": {dag: [zitdag for zitdag in zitting if zitdag.dag == dag] for dag in dagen},
        "dagen": [(dag, [rij for rij in rijen if dag_van(rij["moment"]) == dag]) for dag in dagen],
        "dubbel": dubbel(verbinding, begin(van), begin(tot)),
        **woorden(verbinding),
    }
