"""Making the pages of quality."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from fastapi import HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.web.rekenblad import SOORTEN, Vorm
from vol_reporting.benamingen import regionaam
from vol_reporting.gastheer import Gastheer
from vol_reporting.kalender import vandaag
from vol_reporting.kwaliteit.caf import CRITERIA
from vol_reporting.kwaliteit.doelregels import Doelregel
from vol_reporting.kwaliteit.kijk import Kijk, maak_kijk
from vol_reporting.kwaliteit.weigeringen import ZINNEN
from vol_reporting.kwaliteit.woorden import KLEUREN, maanden
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.web import adressen
from vol_reporting.web.actieblad import maak_actieblad
from vol_reporting.web.beslissing import Beslisser, Fout
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.evaluatieblad import maak_evaluatieblad
from vol_reporting.web.kwaliteitbestanden import actiebestand, doelbestand
from vol_reporting.web.kwaliteitblad import GEBIEDEN, maak_gebiedblad, maak_kwaliteitblad
from vol_reporting.web.kwaliteitformulieren import CIJFERS_PER_ACTIE, cijferkeuzes
from vol_reporting.web.kwaliteitsdossier import GEBRUIK, dossier_pdf, maak_dossier
from vol_reporting.web.regels import regel
from vol_reporting.web.signaalblad import opties

Bestand = Literal["doelen", "acties"]
Terug = dict[str, str]
"""The year and the moments that a page looks at, as they stand in its address."""


class Kwaliteitscherm:
    """Renders the pages; blocking."""

    def __init__(self, dienst: Gastheer, bladen: Bladen) -> None:
        self._dienst, self._bladen = dienst, bladen
        self.beslisser = Beslisser(dienst, ZINNEN)

    @property
    def collegas(self) -> Mapping[str, str]:
        """Who can see to an action."""
        return self._bladen.collegas.eigenaars

    def kijk(self, terug: Terug) -> Kijk:
        """Raises OnjuisteVraag."""
        return maak_kijk(self._dienst.opslag, **terug)

    def overzicht(self, verzoek: Request, terug: Terug) -> HTMLResponse:
        """All areas."""
        kijk = self.kijk(terug)
        return self._toon(verzoek, "kwaliteit.html", kijk, blad=maak_kwaliteitblad(kijk), criteria=CRITERIA)

    def gebied(
        self, verzoek: Request, gebied: str, terug: Terug, fout: Fout | None = None, velden: FormData | None = None
    ) -> HTMLResponse:
        """One area, with the form of a target."""
        kijk = self.kijk(terug)
        vast: dict[str, Any] = {"cijfers": cijferkeuzes(rijen=True), "met_zelfevaluatie": gebied != VLAANDEREN}
        vast["naar_records"] = partial(_naar_records, terug=kijk.terug)
        blad = maak_gebiedblad(kijk, gebied)
        return self._toon(verzoek, "kwaliteitgebied.html", kijk, fout, velden, blad=blad, **vast)

    def doelnummers(self, gebied: str) -> set[str]:
        """The targets of an area that count now."""
        return {doel.nummer for doel in self.kijk({}).doelen if (doel.gesteld.regio or VLAANDEREN) == gebied}

    def nieuwe_actie(self, verzoek: Request, fout: Fout | None = None, velden: FormData | None = None) -> HTMLResponse:
        """The form of an action; what stands in the address is filled in."""
        kijk = self.kijk({})
        gekozen = velden or FormData(verzoek.query_params)
        vast = {"cijfers": cijferkeuzes(rijen=False), "hoeveel": CIJFERS_PER_ACTIE, "criteria": CRITERIA}
        return self._toon(verzoek, "nieuweactie.html", kijk, fout, gekozen, **vast)

    def actie(
        self, verzoek: Request, nummer: str, terug: Terug, fout: Fout | None = None, velden: FormData | None = None
    ) -> HTMLResponse:
        """One action."""
        kijk = self.kijk(terug)
        if (actie := kijk.acties.get(nummer)) is None:
            raise HTTPException(404)
        blad = maak_actieblad(kijk, actie, self._bladen.collegas.namen)
        return self._toon(
            verzoek, "verbeteractie.html", kijk, fout, velden, blad=blad, vandaag=vandaag(), maanden=maanden
        )

    def evaluatie(
        self, verzoek: Request, regio: str, terug: Terug, fout: Fout | None = None, velden: FormData | None = None
    ) -> HTMLResponse:
        """The self-assessment of a leerwinkel."""
        kijk = self.kijk(terug)
        stukken = codelijst("bewijsstuk").values()
        blad = maak_evaluatieblad(kijk, regio)
        return self._toon(verzoek, "zelfevaluatie.html", kijk, fout, velden, blad=blad, stukken=stukken)

    def dossier(self, verzoek: Request, regio: str, terug: Terug) -> HTMLResponse:
        """The file of a leerwinkel for its external evaluation."""
        kijk = self.kijk(terug)
        dossier = maak_dossier(kijk, regio, self._bladen.collegas.namen, self._bladen.voorbeeld)
        return self._toon(verzoek, "kwaliteitsdossier.html", kijk, dossier=dossier, gebruik=GEBRUIK)

    def pdf(self, regio: str, terug: Terug) -> Response:
        """The same on paper."""
        kijk = self.kijk(terug)
        inhoud = dossier_pdf(maak_dossier(kijk, regio, self._bladen.collegas.namen, self._bladen.voorbeeld))
        naam = f"dossier-{regio}-{kijk.jaar}.pdf"
        return Response(inhoud, 200, {"Content-Disposition": f'attachment; filename="{naam}"'}, "application/pdf")

    def bestand(self, wat: Bestand, terug: Terug, vorm: Vorm) -> Response:
        """The targets of a year, or the actions, as a file."""
        kijk = self.kijk(terug)
        inhoud = doelbestand(kijk, vorm) if wat == "doelen" else actiebestand(kijk, vorm)
        kop = f'attachment; filename="{wat}-{kijk.jaar}.{vorm}"'
        return Response(inhoud, 200, {"Content-Disposition": kop}, SOORTEN[vorm])

    def _toon(
        self,
        verzoek: Request,
        sjabloon: str,
        kijk: Kijk,
        fout: Fout | None = None,
        velden: FormData | None = None,
        **wat: Any,
    ) -> HTMLResponse:
        return self._bladen.toon(
            verzoek,
            sjabloon,
            fout.status if fout else 200,
            fout=fout,
            velden=velden or FormData(),
            kijk=kijk,
            toen=_toen(kijk),
            jaarkeuzes=[(str(jaar), str(jaar)) for jaar in kijk.jaren],
            gebieden=[(gebied, regionaam(gebied)) for gebied in GEBIEDEN],
            regios=[(code, regionaam(code)) for code in Vraag().gebieden() if code != VLAANDEREN],
            kleuren=KLEUREN,
            opties=opties,
            adressen=adressen,
            **wat,
        )


def _naar_records(regel_: Doelregel, terug: Mapping[str, str]) -> str | None:
    """Where the records behind a measured target are."""
    return None if regel_.cijfer is None else regel(regel_.cijfer, regel_.naam, terug).adres


def _toen(kijk: Kijk) -> str:
    """The moments that are looked back to, as a part of an address."""
    return adressen.met("", {**kijk.terug})
