"""The page of a dossier: who, what happened, and what can be done next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from leerwinkel.dienst import Sessie, Wat
from leerwinkel.dienst.tijdlijn import Regel, tijdlijn
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar, NietLeesbaar
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.leesmodel import Placed
from trajecten import vragen
from trajecten.domain.dossier import Geopend
from trajecten.leesmodel import stand
from trajecten.stappen import contact_mag, stappen
from trajecten.vragen import Rij, netwerk
from trajecten.vragen.bevragingslink import is_gegeven
from trajecten.vragen.gewist import Rest, rest
from trajecten.web.correctieformulieren import INTREKKEN, VERBETEREN
from trajecten.web.formulier import Formulier
from trajecten.web.namen import kort, personen
from trajecten.web.overname import OVERNEMEN
from trajecten.web.pagina import Bladen, medewerker
from trajecten.web.woorden import keuzes

MEDIA = ("sms", "telefoon", "whatsapp", "e-mail")
"""The microcontacten that take one click."""


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A dossier as the read model has it. `rij` is None where all that was said of it was retracted, or erased."""

    rij: Rij | None
    gezegd: Sequence[Placed]
    onleesbaar: int
    gepland: Sequence[Rij]
    anders: Sequence[Rij]
    namen: dict[str, str]
    rest: Rest | None


def lees(verbinding: Connection, welk: str) -> Gelezen:
    """All that its page shows. Raises HTTPException 404 where nobody ever said anything of it."""
    rij = vragen.dossier(verbinding, welk)
    gezegd, onleesbaar = vragen.gezegd(verbinding, welk)
    if not gezegd:
        raise HTTPException(404)
    namen = netwerk.partners(verbinding) | netwerk.loketten(verbinding)
    anders = vragen.andere_dossiers(verbinding, rij) if rij else []
    return Gelezen(rij, gezegd, onleesbaar, vragen.gepland(verbinding, welk), anders, namen, rest(verbinding, gezegd))


def router(bladen: Bladen) -> APIRouter:
    """The page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/dossiers/{dossier}")
    def toon(
        dossier: str,
        sessie: Annotated[Sessie, Depends(medewerker)],
        binnen: Annotated[Collection[Wat], Depends(bladen.mag)],
        bij: Annotated[bool, Depends(bladen.bij)],
        na: int = 0,
    ) -> HTMLResponse:
        gelezen = bladen.lees(lambda verbinding: lees(verbinding, dossier))
        if gelezen.rest is not None:
            return bladen.toon("gewist.html", sessie, **_gewist(dossier, gelezen, binnen))
        if Wat.DOSSIER not in binnen:
            return bladen.toon("omtrek.html", sessie, **_omtrek(dossier, gelezen, binnen))
        inhoud = _inhoud(bladen.kader.kluis, dossier, gelezen, binnen)
        inhoud["bevragen"] = inhoud["bevraagd"] and not is_gegeven(bladen.kader, dossier)
        return bladen.toon("dossier.html", sessie, na=na, bij=bij, herstel=_herstel(binnen), **inhoud)

    return routes


def _gewist(dossier: str, gelezen: Gelezen, binnen: Collection[Wat]) -> dict[str, Any]:
    trappen, bewaker = dict(keuzes("trap")), Wat.PRIVACY in binnen
    return {"dossier": dossier, "kort": kort(dossier), "rest": gelezen.rest, "trappen": trappen, "bewaker": bewaker}


def _omtrek(dossier: str, gelezen: Gelezen, binnen: Collection[Wat]) -> dict[str, Any]:
    """What is coded, for who may not know who it is; and taking over, for who may."""
    toestand = stand(geldig(placed.event for placed in gelezen.gezegd))
    return {
        "dossier": dossier,
        "kort": kort(dossier),
        "rij": gelezen.rij,
        "overnemen": OVERNEMEN if Wat.OVERNEMEN in binnen and isinstance(toestand, Geopend) else None,
        "redenen": keuzes("wisselreden", "Kies er een"),
        "besluiten": dict(keuzes("besluit")),
        "afsluitredenen": dict(keuzes("afsluitreden")),
    }


def _herstel(binnen: Collection[Wat]) -> list[tuple[Formulier, str]]:
    """The forms with which they may mend what was registered, and how the link to each is called."""
    alle = ((VERBETEREN, "Verbeteren"), (INTREKKEN, "Intrekken"))
    return [(elk, naam) for elk, naam in alle if elk.wat in binnen]


def _inhoud(kluis: Kluis, dossier: str, gelezen: Gelezen, binnen: Collection[Wat]) -> dict[str, Any]:
    nu = datetime.now(UTC)
    toestand = stand(geldig(placed.event for placed in gelezen.gezegd))
    persoon = personen(kluis, [gelezen.rij]).get(dossier) if gelezen.rij else None
    regels = tijdlijn(gelezen.gezegd, gelezen.namen)
    media, contact = codelijst("medium"), Wat.BEGELEIDEN in binnen and contact_mag(toestand)
    return {
        "dossier": dossier,
        "kort": kort(dossier),
        "naam": f"{persoon.voornaam} {persoon.naam}" if persoon else kort(dossier),
        "persoon": persoon,
        "gelezen": gelezen,
        "rij": gelezen.rij,
        "stappen": [stap for stap in stappen(toestand, nu) if stap.wat in binnen],
        "media": [(code, media[code].label_nl) for code in MEDIA] if contact else [],
        "richtingen": [
            (code, {"uit": "Wij namen contact", "in": "De cliënt nam contact"}[code]) for code in ("uit", "in")
        ],
        "bevraagd": toestand.feiten.bevraagd and toestand.feiten.stemt_toe("bevraging"),
        "regels": regels,
        "notities": _notities(kluis, gelezen.rij, regels),
        "besluiten": dict(keuzes("besluit")),
        "afsluitredenen": dict(keuzes("afsluitreden")),
        "soorten": dict(keuzes("sessiesoort")),
    }


def _notities(kluis: Kluis, rij: Rij | None, regels: Sequence[Regel]) -> dict[str, str]:
    """What is readable of the notes, by how they are kept; else why not."""
    gesloten = [regel.notitie for regel in regels if regel.notitie]
    if rij is None or rij["client"] is None:
        return dict.fromkeys(gesloten, "Deze notitie kan hier niet gelezen worden.")
    gelezen = Versleuteling(kluis).ontcijfer_alle([(Eigenaar("client", rij["client"]), jwe) for jwe in gesloten])
    return {
        jwe: str(tekst) if isinstance(tekst, NietLeesbaar) else tekst.decode("utf-8", "replace").rstrip()
        for jwe, tekst in zip(gesloten, gelezen, strict=True)
    }
