"""Events of a region by chance, by seed: dossiers with their sessions, corrections and retractions, all valid.

One in fourteen corrects or retracts: with a tenth the VOL would rightly hold the region apart.
"""

import json
import uuid
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

SYSTEEM = "proefsysteem"
_BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Verloop:
    """The history of one region; `volgende` goes on with it."""

    def __init__(self, regio: str, kans: Random) -> None:
        self._regio, self._kans = regio, kans
        self._dossiers = 0
        self._eerder: list[AnyGebeurtenis] = []

    def volgende(self) -> AnyGebeurtenis:
        kans = self._kans
        lot = kans.random()
        if lot < 0.25 or not self._eerder:
            self._dossiers += 1
            gebeurtenis = self._aanmelding(f"{self._regio}-{self._dossiers}")
        elif lot < 0.29:
            gebeurtenis = self._gecorrigeerd(kans.choice(self._eerder[-200:]))
        elif lot < 0.32:
            doel = kans.choice(self._eerder[-200:])
            gebeurtenis = self._op("gebeurtenis-ingetrokken", doel, {"reden": "dubbel"})
        else:
            gebeurtenis = self._sessie(f"{self._regio}-{kans.randint(1, self._dossiers)}")
        if gebeurtenis.soort not in ("gebeurtenis-ingetrokken", "gebeurtenis-gecorrigeerd"):
            self._eerder.append(gebeurtenis)
        return gebeurtenis

    def _aanmelding(self, dossier: str) -> AnyGebeurtenis:
        kans = self._kans
        profiel = {"geslacht": kans.choice(["m", "v", "x"]), "geboortejaar": kans.randint(1955, 2005)}
        data = {
            "client": f"c-{dossier}",
            "kanaal": kans.choice(["telefoon", "zitdag"]),
            "toeleiding": {"wijze": "eigen-initiatief"},
            "vraagsoort": "leervraag",
            "themas": [],
            "profiel": profiel,
        }
        return self._maak("intake", "aanmelding-geregistreerd", dossier, data)

    def _sessie(self, dossier: str, minuten: int | None = None) -> AnyGebeurtenis:
        return self._maak("trajecten", "sessie-gehouden", dossier, self._sessiegegevens(minuten))

    def _sessiegegevens(self, minuten: int | None = None) -> dict[str, Any]:
        return {
            "sessie": f"s{self._kans.randrange(10**6)}",
            "soort": "begeleiding",
            "vorm": "fysiek",
            "duur_minuten": minuten or self._kans.randint(10, 120),
            "begeleider": self._kans.choice(["b1", "b2", "b3"]),
        }

    def _gecorrigeerd(self, doel: AnyGebeurtenis) -> AnyGebeurtenis:
        gegevens = json.loads(doel.ruw())["data"]
        if doel.soort == "sessie-gehouden":
            gegevens["duur_minuten"] = self._kans.randint(10, 120)
        else:
            gegevens["kanaal"] = "zitdag"
        return self._op("gebeurtenis-gecorrigeerd", doel, {"gegevens": gegevens, "reden": "invoerfout"})

    def _op(self, naam: str, doel: AnyGebeurtenis, data: dict[str, Any]) -> AnyGebeurtenis:
        sleutel = {"doel": {"source": doel.source, "id": doel.id}}
        return self._maak(doel.service, naam, doel.subject, sleutel | data)

    def _maak(self, service: str, naam: str, dossier: str, data: dict[str, Any]) -> AnyGebeurtenis:
        moment = _BEGIN + timedelta(minutes=self._kans.randrange(200 * 24 * 60))
        ruw = {
            "specversion": "1.0",
            "id": str(uuid.UUID(int=self._kans.getrandbits(128), version=4)),
            "source": f"urn:leerwinkel:{self._regio}:{SYSTEEM}",
            "type": f"be.leerwinkel.{service}.{naam}.v1",
            "subject": dossier,
            "time": moment.isoformat(),
            "recordedtime": (moment + timedelta(minutes=self._kans.randrange(5000))).isoformat(),
            "data": data,
        }
        return lees(json.dumps(ruw).encode(), streng=True)
