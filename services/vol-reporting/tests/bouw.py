"""Builds histories of events for the tests, as the logs of the regions would hold them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict, Unpack
from uuid import UUID
from zoneinfo import ZoneInfo

import duckdb

from leerwinkel.gebeurtenissen import REGISTER, lees
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.register import passende_soorten
from vol_reporting.opslag import Rij, open_opslag, voeg_toe

BRUSSEL = ZoneInfo("Europe/Brussels")
OORSPRONG = datetime(2016, 1, 1, 9, tzinfo=BRUSSEL)
LATER = datetime(2030, 1, 1, tzinfo=UTC)
PER_NAAM = {s.naam: s for s in REGISTER.values() if not s.naam.startswith("gebeurtenis-")}


class Omslag(TypedDict, total=False):
    """What of the envelope a test can choose; the rest follows."""

    regio: str
    systeem: str
    geregistreerd: datetime
    ontvangen: datetime
    id_: UUID
    service: str


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """An event as the VOL has it."""

    regio: str
    positie: int
    vol_positie: int
    ontvangen: datetime
    gebeurtenis: AnyGebeurtenis
    past_op: list[str] | None

    def rij(self) -> Rij:
        ruw = self.gebeurtenis.ruw().decode()
        digest = self.gebeurtenis.digest()
        return Rij(self.regio, self.positie, self.vol_positie, self.ontvangen, ruw, digest, self.past_op)


def lokaal(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=BRUSSEL)


@dataclass
class Verhaal:
    """A story: each method appends an event to its region's log and gives it back."""

    ontvangsten: list[Ontvangst] = field(default_factory=list[Ontvangst])

    def feit(
        self,
        naam: str,
        entiteit: str = "d1",
        tijdstip: datetime = OORSPRONG,
        data: dict[str, Any] | None = None,
        **omslag: Unpack[Omslag],
    ) -> AnyGebeurtenis:
        nummer = len(self.ontvangsten) + 1
        regio = omslag.get("regio", "gent")
        service = omslag.get("service") or PER_NAAM[naam].service
        ruw: dict[str, Any] = {
            "specversion": "1.0",
            "id": str(omslag.get("id_", UUID(int=nummer))),
            "source": f"urn:leerwinkel:{regio}:{omslag.get('systeem', 'intake')}",
            "type": f"be.leerwinkel.{service}.{naam}.v1",
            "subject": entiteit,
            "time": tijdstip.isoformat(),
            "recordedtime": omslag.get("geregistreerd", tijdstip).isoformat(),
            "data": data or {},
        }
        gebeurtenis = lees(json.dumps(ruw).encode(), streng=True)
        positie = 1 + sum(o.regio == regio for o in self.ontvangsten)
        inhoud = gebeurtenis.data
        past_op = passende_soorten(inhoud) if isinstance(inhoud, GebeurtenisGecorrigeerd) else None
        ontvangen = omslag.get("ontvangen", LATER + timedelta(seconds=nummer))
        self.ontvangsten.append(Ontvangst(regio, positie, nummer, ontvangen, gebeurtenis, past_op))
        return gebeurtenis

    def aanmelding(
        self,
        entiteit: str = "d1",
        tijdstip: datetime = OORSPRONG,
        data: dict[str, Any] | None = None,
        **omslag: Unpack[Omslag],
    ) -> AnyGebeurtenis:
        """A complete aanmelding; a test gives what matters to it."""
        gewoon = {
            "client": f"c-{entiteit}",
            "kanaal": "telefoon",
            "toeleiding": {"wijze": "eigen-initiatief"},
            "vraagsoort": "leervraag",
            "themas": [],
            "profiel": {},
        }
        return self.feit("aanmelding-geregistreerd", entiteit, tijdstip, {**gewoon, **(data or {})}, **omslag)

    def sessie(
        self,
        entiteit: str = "d1",
        tijdstip: datetime = OORSPRONG,
        minuten: int = 60,
        **omslag: Unpack[Omslag],
    ) -> AnyGebeurtenis:
        data = {
            "sessie": f"s{len(self.ontvangsten)}",
            "soort": "begeleiding",
            "vorm": "fysiek",
            "duur_minuten": minuten,
            "begeleider": "b1",
        }
        return self.feit("sessie-gehouden", entiteit, tijdstip, data, **omslag)

    def corrigeer(
        self,
        doel: AnyGebeurtenis,
        gegevens: dict[str, Any],
        nieuw_tijdstip: datetime | None = None,
        **omslag: Unpack[Omslag],
    ) -> AnyGebeurtenis:
        data = {"doel": _sleutel(doel), "gegevens": gegevens, "reden": "invoerfout"}
        if nieuw_tijdstip is not None:
            data["tijdstip"] = nieuw_tijdstip.isoformat()
        return self._op("gebeurtenis-gecorrigeerd", doel, data, omslag)

    def trek_in(self, doel: AnyGebeurtenis, **omslag: Unpack[Omslag]) -> AnyGebeurtenis:
        return self._op("gebeurtenis-ingetrokken", doel, {"doel": _sleutel(doel), "reden": "invoerfout"}, omslag)

    def _op(self, naam: str, doel: AnyGebeurtenis, data: dict[str, Any], omslag: Omslag) -> AnyGebeurtenis:
        moment = OORSPRONG + timedelta(days=365, seconds=len(self.ontvangsten))
        return self.feit(naam, doel.subject, moment, data, **{"regio": doel.regio, "service": doel.service, **omslag})


def _sleutel(doel: AnyGebeurtenis) -> dict[str, str]:
    return {"source": doel.source, "id": doel.id}


def opgeslagen(ontvangsten: Iterable[Ontvangst]) -> duckdb.DuckDBPyConnection:
    """The events in a VOL of their own, in memory."""
    con = open_opslag(None)
    voeg_toe(con, [o.rij() for o in ontvangsten])
    return con
