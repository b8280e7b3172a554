"""Made-up dossiers to measure with: the same seed gives the same events, in the mix that leerwinkels have.

About 14 events a dossier, eight regions, ten years; 1 % of the events corrects an earlier one, 0.2 % retracts one.
"""

import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from random import Random
from typing import Any

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.register import regionale_soort

Gegevens = dict[str, Any]

_BEGIN = datetime(2016, 1, 1, tzinfo=UTC)
_TEGELIJK = 500
"""Dossiers that run beside each other: their events are mixed, in the order of their moments."""
_JWE = f"eyJhbGciOiJkaXIi..{'q' * 16}.{'Z' * 240}.{'t' * 22}"


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A valid event as a region would append it."""

    regio: str
    onderwerp: str
    id: str
    bron: str
    ruw: bytes


PER_DOSSIER = 14.4
"""Events of a dossier, on average."""


BRONNEN = ("intake", "intake", "import", "registratie-x")
"""Where a dossier comes from, each as likely."""


def gebeurtenissen(
    aantal: int, *, zaad: int = 1, regio: str | None = None, bronnen: Sequence[str] = BRONNEN
) -> Iterator[Gemaakt]:
    """That many events, in an order in which they could have been appended; of every region, or of one."""
    return islice(_eindeloos(Random(zaad), _lijst("regio") if regio is None else [regio], bronnen), aantal)


def _eindeloos(kans: Random, regios: list[str], bronnen: Sequence[str]) -> Iterator[Gemaakt]:
    for eerste in count(0, _TEGELIJK):
        reeks: list[tuple[datetime, Gemaakt]] = []
        for nummer in range(eerste, eerste + _TEGELIJK):
            dossier = _Dossier(kans, nummer, kans.choice(regios), kans.choice(bronnen))
            dossier.verloop()
            reeks += dossier.gemaakt
        reeks.sort(key=lambda paar: paar[0])
        yield from (gebeurtenis for _, gebeurtenis in reeks)


class _Dossier:
    """One dossier from aanmelding to its end."""

    def __init__(self, kans: Random, nummer: int, regio: str, bron: str) -> None:
        self.kans, self.nummer, self.regio = kans, nummer, regio
        self.bron = f"urn:leerwinkel:{regio}:{bron}"
        self.nu = _BEGIN + timedelta(days=kans.randrange(3650), minutes=kans.randrange(480, 1080))
        self.gemaakt: list[tuple[datetime, Gemaakt]] = []

    def verloop(self) -> None:
        """Everything that happens in it."""
        kans = self.kans
        for naam, maak, kansen in _VERLOOP:
            for deel in kansen:
                if kans.random() < deel:
                    self._gebeur(naam, maak(kans, self.nummer))

    def _gebeur(self, naam: str, data: Gegevens) -> None:
        self.nu += timedelta(days=self.kans.randrange(9), minutes=self.kans.randrange(200))
        soort = regionale_soort(naam)
        assert soort is not None
        id_ = self._schrijf(soort.service, naam, data)
        lot = self.kans.random()
        if lot < _CORRECTIE:
            gegevens = dict(sorted(data.items()))
            self._schrijf(soort.service, "gebeurtenis-gecorrigeerd", self._doel(id_) | {"gegevens": gegevens})
        elif lot < _CORRECTIE + _INTREKKING:
            self._schrijf(soort.service, "gebeurtenis-ingetrokken", self._doel(id_))

    def _doel(self, id_: str) -> Gegevens:
        return {"doel": {"source": self.bron, "id": id_}, "reden": "invoerfout"}

    def _schrijf(self, service: str, naam: str, data: Gegevens) -> str:
        id_ = str(uuid.UUID(int=self.kans.getrandbits(128), version=4))
        entiteit = f"{self.nummer:08x}{'d' * 24}"
        moment = self.nu
        ruw = {
            "specversion": "1.0",
            "id": id_,
            "source": self.bron,
            "type": f"be.leerwinkel.{service}.{naam}.v1",
            "subject": entiteit,
            "time": moment.isoformat(),
            "recordedtime": (moment + timedelta(hours=self.kans.randrange(120))).isoformat(),
            "datacontenttype": "application/json",
            "medewerker": f"m{self.kans.randrange(200)}",
            "data": data,
        }
        onderwerp = f"leerwinkel.{self.regio}.{service}.{entiteit}.{naam}"
        self.gemaakt.append((moment, Gemaakt(self.regio, onderwerp, id_, self.bron, json.dumps(ruw).encode())))
        return id_


_CORRECTIE, _INTREKKING = 0.01, 0.002


def _lijst(naam: str) -> list[str]:
    if naam not in _LIJSTEN:
        _LIJSTEN[naam] = list(codelijst(naam))
    return _LIJSTEN[naam]


_LIJSTEN: dict[str, list[str]] = {}


def _codes(**velden: str) -> Callable[[Random], Gegevens]:
    """A value of a code list for each field."""
    return lambda kans: {veld: kans.choice(_lijst(lijst)) for veld, lijst in velden.items()}


_profiel = _codes(
    geslacht="geslacht",
    hoogste_diploma="hoogste_diploma",
    statuut="statuut",
    thuistaal="taal",
    nederlands="nederlands",
    gemeente="gemeente",
    gezinssituatie="gezinssituatie",
    herkomst_groep="herkomst_groep",
)


def _aanmelding(kans: Random, nummer: int) -> Gegevens:
    profiel = {"geboortejaar": kans.randrange(1950, 2008)} | _profiel(kans) | {"kansengroepen": ["armoede"]}
    return (
        {"persoonsgegevens": _JWE, "client": f"c{nummer * 9 // 10}", "toeleiding": _codes(wijze="toeleiding")(kans)}
        | _codes(kanaal="kanaal", vraagsoort="vraagsoort")(kans)
        | {"themas": [kans.choice(_lijst("thema"))], "eerder_begeleid": kans.random() < 0.2, "profiel": profiel}
    )


def _sessie(kans: Random, _nummer: int) -> Gegevens:
    plaats = {"sessie": f"s{kans.getrandbits(60)}", "begeleider": f"b{kans.randrange(300)}"}
    return plaats | _codes(soort="sessiesoort", vorm="vorm")(kans) | {"duur_minuten": kans.randrange(20, 120)}


def _gepland(kans: Random, nummer: int) -> Gegevens:
    moment = _BEGIN + timedelta(days=kans.randrange(3650))
    return {naam: w for naam, w in _sessie(kans, nummer).items() if naam != "duur_minuten"} | {
        "moment": moment.isoformat()
    }


def _met(*vast: Gegevens, **velden: str) -> Callable[[Random, int], Gegevens]:
    codes = _codes(**velden)
    return lambda kans, _nummer: codes(kans) | kans.choice(vast or ({},))


_VERLOOP: list[tuple[str, Callable[[Random, int], Gegevens], tuple[float, ...]]] = [
    ("aanmelding-geregistreerd", _aanmelding, (1,)),
    ("informatie-verstrekt", _met({"duur_minuten": 15, "beantwoord": True}, medium="medium"), (0.4,)),
    ("dispatching-beslist", _met(besluit="besluit"), (0.9,)),
    ("toestemming-gegeven", _met({"doel": "begeleiding"}), (0.9,)),
    ("toestemming-gegeven", _met(doel="toestemmingsdoel"), (0.8, 0.4)),
    ("sessie-gepland", _gepland, (0.5,)),
    ("traject-gestart", _met({"begeleider": "b1", "instemming": True}), (0.6,)),
    ("profiel-aangevuld", lambda kans, _: _profiel(kans), (0.2,)),
    ("sessie-gehouden", _sessie, (0.9, 0.8, 0.6, 0.5, 0.4, 0.3)),
    ("drempel-vastgesteld", _met(drempelsoort="drempelsoort", thema="thema"), (0.5, 0.2)),
    ("microcontact-geregistreerd", _met(medium="medium", richting="richting"), (0.8, 0.6, 0.4)),
    ("doorverwijzing-gemaakt", _met({"doorverwijzing": "v1", "warm": True}, partnersoort="partnersoort"), (0.3,)),
    ("keuze-gemaakt", _met(aanbieder_soort="partnersoort"), (0.5,)),
    ("inschrijving-vastgesteld", _met(bron="inschrijvingsbron", aanbieder_soort="partnersoort"), (0.4,)),
    ("bevraging-verstuurd", _met(trap="trap"), (0.4,)),
    ("getuigschrift-behaald", _met(bron="inschrijvingsbron"), (0.1,)),
    ("dossier-afgesloten", _met(reden="afsluitreden"), (0.8,)),
]
