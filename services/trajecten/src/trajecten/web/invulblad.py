"""One form of one dossier for who is signed in: what stands in it at first, and in which circumstances it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from leerwinkel.dienst import Sessie
from leerwinkel.dienst.collegas import begeleiders
from leerwinkel.dienst.verwoording import wie_heet
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.kluis.sleutel import Eigenaar, NietLeesbaar
from leerwinkel.kluis.versleuteling import Versleuteling
from trajecten import vragen
from trajecten.domain.agenda import Boeking, botsingen
from trajecten.handelingen import Omstandigheid, OnjuistIngevuld
from trajecten.leesmodel import stand
from trajecten.vragen import Rij, netwerk
from trajecten.vragen.gewist import rest
from trajecten.web.formulier import Formulier, Invulhulp
from trajecten.web.namen import namen
from trajecten.web.pagina import Bladen
from trajecten.web.tijd import moment_op
from trajecten.web.zitdagen import komende

_DAG: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Blad:
    """A form of one dossier for who is signed in. `delen`: the ids in its address."""

    bladen: Bladen
    formulier: Formulier
    delen: Mapping[str, str]
    wie: Sessie

    @property
    def dossier(self) -> str:
        """The id of the dossier."""
        return self.delen["dossier"]

    @property
    def sessie(self) -> str | None:
        """The id of the appointment that it is about."""
        return self.delen.get("sessie")

    @property
    def adres(self) -> str:
        """Where it is, and is sent to."""
        return f"/dossiers/{self.dossier}/{self.formulier.pad.format(**self.delen)}"

    def hulp(self, verbinding: Connection) -> Invulhulp:
        """What the fields are filled with. Raises HTTPException 404."""
        gezegd, _ = vragen.gezegd(verbinding, self.dossier)
        afspraak = vragen.sessie(verbinding, self.dossier, self.sessie) if self.sessie else None
        events = [placed.event for placed in gezegd]
        over = self._over([*geldig(events), *events])
        if (
            not gezegd
            or rest(verbinding, gezegd)
            or (self.sessie and afspraak is None)
            or ("id" in self.delen and over is None)
        ):
            raise HTTPException(404)
        rij = vragen.dossier(verbinding, self.dossier)
        toestand = stand(geldig(events))
        afspraak = _als_sessie(over) if over else afspraak
        eigen, mogelijk = self._begeleiders(toestand.feiten.begeleider, (afspraak or {}).get("begeleider"))
        return Invulhulp(
            dossier=toestand,
            client=rij["client"] if rij else None,
            nu=datetime.now(UTC),
            begeleider=eigen,
            begeleiders=mogelijk,
            loketten=netwerk.loketten(verbinding),
            sessie=afspraak,
            over=over,
            zitdagen=komende(verbinding),
        )

    def _over(self, events: Sequence[AnyGebeurtenis]) -> AnyGebeurtenis | None:
        """What was registered that it is about, as it is known now; None where it is not there, or not for this form.

        What was retracted is found as it was said: the same form may come again.
        """
        doel = (self.delen.get("source"), self.delen.get("id"))
        return next((e for e in events if (e.source, e.id) == doel and self.formulier.past(e)), None)

    def _begeleiders(self, van_dossier: str | None, van_sessie: str | None) -> tuple[str, dict[str, str]]:
        """Who stands in the field, and who can."""
        mij = self.wie.gebruiker.medewerker
        mogelijk = [wie.medewerker for wie in begeleiders()]
        eigen = van_dossier or (mij if mij in mogelijk else "")
        alle = dict.fromkeys(wie for wie in (*mogelijk, eigen, van_sessie) if wie)
        return eigen, {wie: wie_heet(wie) for wie in alle}

    def toon(self, hulp: Invulhulp, status: int = 200, **anders: Any) -> Response:
        """The page; `anders`: what was filled in, and what is wrong with it."""
        rij = self.bladen.lees(lambda verbinding: vragen.dossier(verbinding, self.dossier))
        naam = namen(self.bladen.kader.kluis, [rij], self.wie.gebruiker)[self.dossier] if rij else ""
        leeg: dict[str, Any] = {"waarden": {}, "fouten": {}, "weigering": None, "botsend": [], "opdracht": uuid4()}
        velden = self.formulier.velden(hulp)
        inhoud = leeg | {"blad": self, "hulp": hulp, "naam": naam, "velden": velden} | anders
        return self.bladen.toon("formulier.html", self.wie, status, **inhoud)

    def botsend(self, boeking: Boeking | None) -> list[Boeking]:
        """The appointments that a new one would overlap with; one that is moved no longer counts."""
        if boeking is None:
            return []
        gepland = self.bladen.lees(lambda v: vragen.boekingen(v, boeking.moment - _DAG, boeking.moment + _DAG))
        hier = (self.dossier, self.sessie)
        return botsingen(boeking, [ander for ander in gepland if (ander.dossier, ander.sessie) != hier])

    def omstandigheid(self, hulp: Invulhulp, opdracht: UUID) -> Omstandigheid:
        """In which it is sent."""
        sluit = partial(self._sluit, hulp.client) if hulp.client else None
        return Omstandigheid(
            self.dossier,
            self.wie.gebruiker.medewerker,
            opdracht,
            hulp.nu,
            hulp.loketten,
            hulp.begeleiders,
            moment_op,
            sluit,
            self.sessie,
            hulp.over,
        )

    def _sluit(self, client: str, tekst: str) -> str:
        try:
            return Versleuteling(self.bladen.kader.kluis).versleutel(Eigenaar("client", client), tekst.encode())
        except NietLeesbaar as weg:
            raise OnjuistIngevuld({"notitie": str(weg)}) from weg


def _als_sessie(event: AnyGebeurtenis) -> Rij:
    return {"moment": event.time, **dict(event.data)}
