"""The first page: the appointments of today, and the dossiers that wait for somebody."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from sqlalchemy import Connection
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Rol, Sessie
from trajecten import vragen
from trajecten.domain.agenda import dubbele_boekingen
from trajecten.vragen import LET_OP, LetOp, Rij, netwerk
from trajecten.vragen.antwoorden import teruggekomen
from trajecten.vragen.taken import gemeld, taken
from trajecten.web.bevindingen import REGELS
from trajecten.web.namen import namen
from trajecten.web.pagina import Bladen, medewerker
from trajecten.web.tijd import begin, dag_van
from trajecten.web.woorden import keuzes

_HOOGSTENS: Final = 6
_TAKEN: Final = 24


ANTWOORDEN: Final = {
    "doorverwijzing-aanvaard": ("goed", "Aanvaard"),
    "doorverwijzing-geweigerd": ("fout", "Geweigerd"),
    "doorverwijzing-afgerond": ("stil", "Afgerond"),
    "terugkoppeling-gegeven": ("goed", "Terugkoppeling"),
}
"""Per kind of answer its badge."""


@dataclass(frozen=True, slots=True)
class Wachtend:
    """The dossiers that need one thing: the first of them, and how many there are."""

    code: str
    let_op: LetOp
    rijen: list[Rij]
    totaal: int


def router(bladen: Bladen) -> APIRouter:
    """The page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/", dependencies=[Depends(bladen.bij)])
    def toon(sessie: Annotated[Sessie, Depends(medewerker)], wie: str = "") -> HTMLResponse:
        mijn = wie == "ik" or (not wie and Rol.BEGELEIDER in sessie.gebruiker.rollen)
        mij = sessie.gebruiker.medewerker
        begeleider = mij if mijn else ""
        open_ = [taak for taak in gemeld(bladen.kader.volpost) if taak[0] in REGELS]
        inhoud = bladen.lees(lambda verbinding: _inhoud(verbinding, mij, begeleider, open_, datetime.now(UTC)))
        rijen: list[Rij] = inhoud["afspraken"] + inhoud["onafgerond"] + inhoud["terug"]
        rijen += [taak.rij for taak in inhoud["taken"]]
        rijen += [rij for deel in inhoud["wachtend"] for rij in deel.rijen]
        return bladen.toon(
            "vandaag.html", sessie, mijn=mijn, namen=namen(bladen.kader.kluis, rijen, sessie.gebruiker), **inhoud
        )

    return routes


def _inhoud(
    verbinding: Connection, mij: str, begeleider: str, open_: list[tuple[str, str]], nu: datetime
) -> dict[str, Any]:
    vandaag = begin(dag_van(nu))
    morgen = begin(dag_van(nu) + timedelta(days=1))
    onafgerond, aantal = vragen.onafgerond(verbinding, vandaag, begeleider, _HOOGSTENS)
    terug, terug_totaal = teruggekomen(verbinding, mij, begeleider, _HOOGSTENS)
    gevraagd, gevraagd_totaal = taken(verbinding, open_, begeleider, _TAKEN)
    wachtend = [
        Wachtend(code, let_op, *vragen.eerste(verbinding, code, begeleider, nu, _HOOGSTENS))
        for code, let_op in LET_OP.items()
    ]
    return {
        "nu": nu,
        "begeleider": begeleider,
        "afspraken": vragen.afspraken(verbinding, vandaag, morgen, begeleider),
        "dubbel": dubbel(verbinding, vandaag, morgen),
        "onafgerond": onafgerond,
        "onafgerond_totaal": aantal,
        "terug": terug,
        "terug_totaal": terug_totaal,
        "antwoorden": ANTWOORDEN,
        "taken": gevraagd,
        "taken_totaal": gevraagd_totaal,
        "regels": REGELS,
        "wachtend": [deel for deel in wachtend if deel.totaal],
        **woorden(verbinding),
    }


def dubbel(verbinding: Connection, van: datetime, tot: datetime) -> set[tuple[str, str]]:
    """The sessies, by dossier and id, that overlap with another one of their begeleider."""
    paren = dubbele_boekingen(vragen.boekingen(verbinding, van, tot))
    return {(boeking.dossier, boeking.sessie) for paar in paren for boeking in (paar.eerste, paar.tweede)}


def woorden(verbinding: Connection) -> dict[str, dict[str, str]]:
    """What a list of appointments says in words."""
    return {
        "soorten": dict(keuzes("sessiesoort")),
        "vormen": dict(keuzes("vorm")),
        "partnersoorten": dict(keuzes("partnersoort")),
        "loketten": netwerk.loketten(verbinding),
    }
