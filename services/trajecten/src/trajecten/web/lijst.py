"""All dossiers of the region: by state, by what they need, by begeleider, by name or number; in pages."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie, formulier
from leerwinkel.kluis.zoekvraag import lees_vraag
from trajecten import vragen
from trajecten.vragen import LET_OP, VOLGORDES, Rij, Selectie
from trajecten.web.agenda import wie_opties
from trajecten.web.namen import namen
from trajecten.web.pagina import Bladen, medewerker
from trajecten.web.woorden import TOESTANDEN

_HOOGSTENS: Final = 20
_KOLOMMEN: Final = ("dossier", "toestand", "afsluitreden", "besluit", "begeleider", "aangemeld", "contact", "laatste")
_VAN_DOSSIERS: Final = ("aangemeld", "gedispatcht", "lopend", "heropend", "afgesloten", "onbekend")


class Vraag(BaseModel):
    """What the address asks; what is not among the choices counts as nothing. `nummer`: the end of an id."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    toestand: str = ""
    let_op: str = ""
    begeleider: str = ""
    nummer: str = ""
    volgorde: str = "laatste"

    def selectie(self) -> Selectie:
        """As the read model is asked."""
        return Selectie(
            toestand=self.toestand if self.toestand in TOESTANDEN else "",
            let_op=self.let_op if self.let_op in LET_OP else "",
            begeleider=self.begeleider,
            einde=self.nummer.strip(),
            volgorde=self.volgorde if self.volgorde in VOLGORDES else "laatste",
        )

    def adres(self, pad: str = "/dossiers", **ook: int) -> str:
        """Where the same list is, or another page of it."""
        gevuld = {naam: waarde for naam, waarde in self.model_dump().items() if waarde}
        return f"{pad}?{urlencode(gevuld | ook)}"


def router(bladen: Bladen) -> APIRouter:
    """The list, and searching in it."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/dossiers", dependencies=[Depends(bladen.bij)])
    def toon(
        sessie: Annotated[Sessie, Depends(medewerker)], vraag: Annotated[Vraag, Depends()], bladzijde: int = 1
    ) -> HTMLResponse:
        nu = datetime.now(UTC)
        blad = bladen.lees(lambda verbinding: vragen.dossiers(verbinding, vraag.selectie(), nu, bladzijde))
        genoemd = namen(bladen.kader.kluis, blad.rijen)
        return bladen.toon("lijst.html", sessie, vraag=vraag, blad=blad, namen=genoemd, keuzes=_keuzes(), gezocht="")

    @routes.get("/dossiers.csv")
    def bestand(_sessie: Annotated[Sessie, Depends(medewerker)], vraag: Annotated[Vraag, Depends()]) -> Response:
        rijen = bladen.lees(lambda verbinding: vragen.alle_dossiers(verbinding, vraag.selectie(), datetime.now(UTC)))
        als_bestand = {"Content-Disposition": 'attachment; filename="dossiers.csv"'}
        return Response(_csv(rijen), media_type="text/csv; charset=utf-8", headers=als_bestand)

    @routes.post("/zoek")
    def zoek(
        sessie: Annotated[Sessie, Depends(medewerker)], ingevuld: Annotated[FormData, Depends(formulier)]
    ) -> HTMLResponse:
        """By post: a name never stands in an address."""
        gezocht = str(ingevuld.get("wie", "")).strip()
        gevonden = bladen.kader.zoekindex.zoek(lees_vraag(gezocht), _HOOGSTENS) if gezocht else []
        selectie = Selectie(clients=[treffer.client for treffer in gevonden])
        blad = bladen.lees(lambda verbinding: vragen.dossiers(verbinding, selectie, datetime.now(UTC)))
        waarden: dict[str, Any] = {"vraag": Vraag(), "blad": blad, "namen": namen(bladen.kader.kluis, blad.rijen)}
        return bladen.toon("lijst.html", sessie, keuzes=_keuzes(), gezocht=gezocht, **waarden)

    return routes


def _keuzes() -> dict[str, list[tuple[str, str]]]:
    return {
        "toestand": [("", "Alle"), *((code, TOESTANDEN[code][1]) for code in _VAN_DOSSIERS)],
        "let_op": [("", "Alle"), *((code, let_op.naam) for code, let_op in LET_OP.items())],
        "begeleider": wie_opties(),
        "volgorde": list(VOLGORDES.items()),
    }


def _csv(rijen: Sequence[Rij]) -> str:
    """Coded facts, no personal data; moments in UTC."""
    uit = StringIO()
    schrijver = csv.writer(uit)
    schrijver.writerow(_KOLOMMEN)
    for rij in rijen:
        waarden = (rij[kolom] for kolom in _KOLOMMEN)
        schrijver.writerow([w.isoformat() if isinstance(w, datetime) else w for w in waarden])
    return uit.getvalue()
