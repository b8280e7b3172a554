"""Making the pages of the audit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from leerwinkel.audit import BadNote, Checkpoint, Receipt
from leerwinkel.eventsourcing import Unavailable
from vol_reporting.gastheer import Gastheer
from vol_reporting.getuige.bewijs import NietBewezen, NogNietOndertekend, maak_bewijs
from vol_reporting.herleiding import Gezegde
from vol_reporting.inname.navraag import Bewaard
from vol_reporting.journaal import Inzage, Journaal
from vol_reporting.momenten import UITLEG
from vol_reporting.vraagstelling import OnjuisteVraag
from vol_reporting.web.auditbewijs import vind
from vol_reporting.web.audithistorie import (
    HISTORIE,
    logkeuzes,
    maak_historieblad,
    soortkeuzes,
    stand_in_woorden,
)
from vol_reporting.web.bladen import Bladen
from vol_reporting.web.waarmerkstand import Waarmerken, lognaam

_KORT, _LANG = 5, 200
_WEG = "De hub antwoordt niet, dus de gebeurtenis is nu niet op te halen. Probeer het zo dadelijk opnieuw."
_NIET_BIJ_HUB = "De hub heeft deze gebeurtenis niet meer zoals ze ontvangen is. Kijk met `vol vergelijk`."


class GeenBewijs(Exception):
    """There is no receipt of it now; the message is for the user (Dutch)."""


class Auditpagina:
    """Of what the witness keeps, and of the history that the VOL has."""

    def __init__(self, dienst: Gastheer, bladen: Bladen) -> None:
        self._dienst, self._bladen = dienst, bladen
        bestand = dienst.opslag.bestand
        self.waarmerken, self._journaal = Waarmerken(bestand.getuige), Journaal(bestand.inzage)

    def overzicht(self, verzoek: Request) -> HTMLResponse:
        """What is proved of every log, what is not right, and the ways on."""
        standen = self.waarmerken.standen(self._dienst.opslag.posities())
        mis = [stand for stand in standen if stand.bevindingen or stand.fout]
        wat: dict[str, Any] = {"standen": standen, "mis": mis, "inzage": self._inzage(_KORT), **self._keuzes()}
        return self._bladen.toon(verzoek, "audit.html", **wat, waarden=dict.fromkeys(("stand", "regio", "soort"), ""))

    def inzage(self, verzoek: Request) -> HTMLResponse:
        """Who looked at what."""
        return self._bladen.toon(verzoek, "auditinzage.html", inzage=self._inzage(_LANG), hoogstens=_LANG)

    def log(self, verzoek: Request, log: str, bladzijde: int) -> HTMLResponse:
        """The checkpoints of one log."""
        stand = self.waarmerken.stand(log, self._dienst.opslag.posities().get(log, 0))
        try:
            punten, bladzijden = self.waarmerken.bladzijde(log, bladzijde)
        except BadNote:
            punten, bladzijden = [], 1
        sleutels = [(each.name, each.key_id.hex()) for each in self.waarmerken.uitgave(log).sleutels()]
        wat: dict[str, Any] = {"stand": stand, "punten": punten, "bladzijde": bladzijde, "bladzijden": bladzijden}
        return self._bladen.toon(verzoek, "auditlog.html", **wat, sleutels=sleutels)

    def historie(self, verzoek: Request, waarden: Mapping[str, str], bladzijde: int) -> HTMLResponse:
        """What was known at a stand, with the figures of then."""
        try:
            blad, fouten = maak_historieblad(self._dienst.opslag, waarden, bladzijde), {}
        except OnjuisteVraag as fout:
            blad, fouten = None, fout.fouten
        zin = stand_in_woorden(waarden["stand"]) if blad else ""
        wat: dict[str, Any] = {"blad": blad, "waarden": waarden, "fouten": fouten, "zin": zin, "bladzijde": bladzijde}
        return self._bladen.toon(verzoek, "audithistorie.html", 200 if blad else 422, **wat, **self._keuzes())

    def vind(self, gevraagd: str) -> Gezegde:
        """The event that is asked for. Raises OnjuisteVraag."""
        return vind(self._dienst.opslag.cursor(), gevraagd)

    async def maak_bewijs(self, gezegde: Gezegde) -> Receipt:
        """The receipt, from the message as the hub has it. Raises GeenBewijs."""
        try:
            bewaard = await self._dienst.bewaard(gezegde.log, gezegde.positie, gezegde.bij_hub)
        except Unavailable as weg:
            raise GeenBewijs(_WEG) from weg
        if bewaard is None:
            raise GeenBewijs(_NIET_BIJ_HUB)
        return await run_in_threadpool(self._bewijs, gezegde, bewaard)

    def _bewijs(self, gezegde: Gezegde, bewaard: Bewaard) -> Receipt:
        uitgave = self.waarmerken.uitgave(gezegde.log)
        try:
            return maak_bewijs(uitgave, gezegde.log, gezegde.positie, bewaard.onderwerp, bewaard.inhoud)
        except (NogNietOndertekend, NietBewezen) as geen:
            raise GeenBewijs(str(geen)) from geen

    def bewijs(self, verzoek: Request, gezegde: Gezegde, gemaakt: Receipt | None, waarom: str = "") -> HTMLResponse:
        """The receipt of an event, or why there is none."""
        punt = Checkpoint.parse(gemaakt.checkpoint.text) if gemaakt else None
        wat: dict[str, Any] = {
            "g": gezegde,
            "naam": lognaam(gezegde.log),
            "bewijs": gemaakt,
            "punt": punt,
            "waarom": waarom,
        }
        return self._bladen.toon(verzoek, "auditbewijs.html", **wat, gevraagd=f"{gezegde.log}:{gezegde.positie}")

    def zonder_bewijs(self, verzoek: Request, gevraagd: str, fout: str, status: int) -> HTMLResponse:
        """The form again, with what is wrong."""
        return self._bladen.toon(verzoek, "auditbewijs.html", status, g=None, gevraagd=gevraagd, fout=fout)

    def _inzage(self, hoogstens: int) -> list[tuple[datetime, Inzage]]:
        return [(datetime.fromisoformat(each.moment), each) for each in self._journaal.laatste(hoogstens)]

    def _keuzes(self) -> dict[str, Any]:
        return {"logs": logkeuzes(), "soorten": soortkeuzes(), "uitleg_moment": UITLEG, "historie": HISTORIE}
