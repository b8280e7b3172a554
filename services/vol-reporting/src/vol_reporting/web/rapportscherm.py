"""Making the pages of reports, and carrying out what their forms ask."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fastapi import HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.eventsourcing import Log, Refusal
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.rapporten import AfsluitingVoorgesteld
from leerwinkel.runtime.taken import in_draad
from vol_reporting.eigenlog import Aanleiding
from vol_reporting.gastheer import Gastheer
from vol_reporting.kalender import vandaag
from vol_reporting.periode import Periode
from vol_reporting.rapporten.afsluiting import (
    Afgesloten,
    Afsluiting,
    AfsluitingGoedkeuren,
    AfsluitingVoorstellen,
    Open,
    RapportBevriezen,
    Voorgesteld,
)
from vol_reporting.rapporten.bevindingen import bevindingen
from vol_reporting.rapporten.bronnen import lees_afsluitingen
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.rapportage import Rapportage, Uitgave
from vol_reporting.rapporten.vastleggen import leg_vast
from vol_reporting.rapporten.weigeringen import ZINNEN
from vol_reporting.registratie.stand import stand_op
from vol_reporting.web.beslissing import Beslisser, Doe, Fout, Onvolledig
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.rapportblad import einde, kenmerk, maak_lijst, maak_periodeblad


class Rapportpagina:
    """Makes the pages, and carries out what their forms ask."""

    def __init__(self, dienst: Gastheer, bladen: Bladen) -> None:
        self._opslag, self._bladen = dienst.opslag, bladen
        self._beslisser, self.rapportage = Beslisser(dienst, ZINNEN), Rapportage(dienst.opslag.bestand)

    def lijst(self, verzoek: Request, fout: str | None = None, gevraagd: str = "") -> HTMLResponse:
        """All periods."""
        regels = maak_lijst(self._opslag.lezer(), vandaag())
        wat = {"regels": regels, "fout": fout, "gevraagd": gevraagd}
        return self._bladen.toon(verzoek, "rapporten.html", 422 if fout else 200, **wat)

    def periode(
        self, verzoek: Request, periode: Periode, fout: Fout | None = None, velden: FormData | None = None
    ) -> HTMLResponse:
        """One period: what is to be known before it is closed, closing it, and its reports."""
        blad = maak_periodeblad(self._opslag, periode, datetime.now(UTC))
        publiek = self.rapportage.is_gepubliceerd(periode.label)
        wat: dict[str, Any] = {"blad": blad, "publiek": publiek, "fout": fout, "velden": velden or FormData()}
        labels = {code: codering.label_nl for code, codering in codelijst("afsluitgrond").items()}
        wat["gronden"] = labels
        return self._bladen.toon(verzoek, "rapportperiode.html", fout.status if fout else 200, **wat)

    def geef(self, periode: Periode, gebied: str) -> Uitgave:
        """The report of an area. Raises ValueError (Dutch), NietMeerTeMaken."""
        return self.rapportage.geef(self._opslag.lezer(), periode.label, gebied)

    def afgesloten(self, periode: Periode) -> Afgesloten:
        """How it was closed, and which of its reports are frozen. Raises HTTPException 404 where it is not closed."""
        toestand = lees_afsluitingen(self._opslag.cursor()).get(periode.label, Open())
        if not isinstance(toestand, Afgesloten):
            raise HTTPException(404)
        return toestand

    def zoals_nu(self, periode: Periode, gebied: str) -> Rapport:
        """The report as it would be with what was received since. Raises ValueError (Dutch)."""
        return self.rapportage.voorlopig(self._opslag.lezer(), periode.label, gebied)

    async def verwerk(self, verzoek: Request, periode: Periode, doe: Doe) -> Response:
        """Decide, and go to the period; or show it with what is wrong."""
        velden, fout = await self._beslisser.verwerk(verzoek, doe)
        if fout is None:
            return RedirectResponse(f"/rapporten/{periode.label}", 303)
        return await in_draad(self.periode, verzoek, periode, fout, velden)

    async def stel_voor(self, periode: Periode, log: Log, velden: FormData, waarom: Aanleiding) -> int:
        """Propose to close it, at the stand that was seen. Raises Onvolledig, Refusal, Conflict, Unavailable."""
        gronden = [grond for grond in codelijst("afsluitgrond") if grond in velden.getlist("grond")]
        voorstel = await in_draad(self._voorstel, periode, str(velden.get("stand", "")), waarom.medewerker, gronden)
        command = AfsluitingVoorstellen(voorstel, einde(periode), waarom.nu)
        return (await leg_vast(log, command, periode.label, waarom)).position

    def _voorstel(self, periode: Periode, stand: str, wie: str, gronden: list[str]) -> AfsluitingVoorgesteld:
        con = self._opslag.lezer()
        try:
            stand_van = datetime.fromisoformat(stand).astimezone(UTC)
            posities = stand_op(con, stand_van)
        except ValueError:
            raise Onvolledig("De VOL heeft nog geen stand vastgelegd. Probeer het zo dadelijk opnieuw.") from None
        return AfsluitingVoorgesteld(
            periode=periode.label,
            voorgesteld_door=wie,
            posities={regio: positie for regio, positie in posities.items() if regio != "vol"},
            eigen=posities["vol"],
            stand_van=stand_van,
            bevindingen=bevindingen(con, self._opslag.cijfers, periode, posities),
            gronden=tuple(gronden),
        )

    async def keur_goed(self, periode: Periode, log: Log, velden: FormData, waarom: Aanleiding) -> int:
        """Agree with the proposal that was seen. Raises as `stel_voor`."""
        toestand = (await in_draad(self._toestanden)).get(periode.label, Open())
        if isinstance(toestand, Open):
            raise Refusal("afsluiting-niet-voorgesteld")
        if kenmerk(toestand.voorstel) != velden.get("voorstel"):
            raise Refusal("voorstel-vervangen")
        command = AfsluitingGoedkeuren(waarom.medewerker, toestand.voorstel)
        return (await leg_vast(log, command, periode.label, waarom)).position

    async def bevries(self, periode: Periode, log: Log, _velden: FormData, waarom: Aanleiding) -> int:
        """Freeze all reports of a closed period. Raises as `stel_voor`."""
        toestand, positie = (await in_draad(self._toestanden)).get(periode.label, Open()), 0
        if isinstance(toestand, Open | Voorgesteld):
            raise Refusal("periode-niet-afgesloten")
        con = self._opslag.lezer()
        for gezegd in await in_draad(self.rapportage.te_bevriezen, con, toestand.afsluiting):
            elk = replace(waarom, opdracht=uuid.uuid5(waarom.opdracht, gezegd.regio or ""))
            positie = (await leg_vast(log, RapportBevriezen(gezegd), periode.label, elk)).position
        return positie

    def _toestanden(self) -> Mapping[str, Afsluiting]:
        return lees_afsluitingen(self._opslag.cursor())
