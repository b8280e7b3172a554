"""Histories by chance: few dossiers, few moments, so that ties, repeats and corrections meet."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

from .bouw import LATER, OORSPRONG, PER_NAAM, Ontvangst, Verhaal

REGIOS = ("gent", "limburg", "antwerpen")
ONBEKEND = ("onbekend", "niet-gevraagd", "wil-niet-zeggen")


def geschiedenis(kans: Random, aantal: int = 240) -> list[Ontvangst]:
    """A history of that many events; also over 2030, where some lie after their receipt."""
    verhaal = _Toeval(kans)
    for _ in range(aantal):
        verhaal.gebeur()
    return verhaal.verhaal.ontvangsten


class _Toeval:
    def __init__(self, kans: Random) -> None:
        self.kans = kans
        self.verhaal = Verhaal()
        self.gemaakt: list[AnyGebeurtenis] = []
        self.momenten = [OORSPRONG + timedelta(days=kans.randrange(400), hours=kans.randrange(24)) for _ in range(12)]
        self.momenten += [LATER + timedelta(days=40)]

    def gebeur(self) -> None:
        lot = self.kans.random()
        if self.gemaakt and lot < 0.12:
            self._corrigeer()
        elif self.gemaakt and lot < 0.26:
            self._trek_in()
        elif lot < 0.30:
            self._oordeel()
        elif lot < 0.36:
            self._referentiewaarde()
        else:
            self._feit()

    def _feit(self) -> None:
        kans = self.kans
        naam = kans.choice(_NAMEN)
        entiteit = kans.choice(["d1", "d2", "d3", "d4"])
        moment = self._moment()
        g = self.verhaal.feit(
            naam,
            entiteit,
            moment,
            GEGEVENS[naam](kans),
            regio=kans.choice(REGIOS),
            systeem=kans.choice(["intake", "registratie-x", "import"]),
            geregistreerd=moment + timedelta(days=kans.choice([-1, 0, 0, 1, 3, 4, 7, 12])),
            id_=self._id(),
        )
        self.gemaakt.append(g)

    def _corrigeer(self) -> None:
        kans = self.kans
        doel = kans.choice(self.gemaakt)
        naam = doel.soort if doel.soort in GEGEVENS and kans.random() < 0.8 else kans.choice(_NAMEN)
        nieuw = self._moment() if kans.random() < 0.4 else None
        g = self.verhaal.corrigeer(
            doel, GEGEVENS[naam](kans), nieuw, geregistreerd=self._moment(), id_=self._id(), systeem=self._systeem()
        )
        self.gemaakt.append(g)

    def _trek_in(self) -> None:
        kans = self.kans
        doel = kans.choice(self.gemaakt[-25:])
        id_ = self._id()
        g = self.verhaal.trek_in(doel, geregistreerd=self._moment(), id_=id_, systeem="intake")
        self.gemaakt.append(g)
        if kans.random() < 0.15:
            self._kring(g)

    def _kring(self, g: AnyGebeurtenis) -> None:
        """Two retractions that name each other, and one that names the unknown."""
        een, ander = self._id(), self._id()
        vals = {"id": str(ander), "source": g.source}
        self._ruwe_intrekking(g, vals, een)
        self._ruwe_intrekking(g, {"id": str(een), "source": g.source}, ander)
        self.gemaakt.append(self._ruwe_intrekking(g, {"id": str(self._id()), "source": g.source}, self._id()))

    def _ruwe_intrekking(self, g: AnyGebeurtenis, doel: dict[str, str], id_: UUID) -> AnyGebeurtenis:
        data = {"doel": doel, "reden": "dubbel"}
        return self.verhaal.feit(
            "gebeurtenis-ingetrokken", g.subject, OORSPRONG, data, regio=g.regio, service=g.service, id_=id_
        )

    def _oordeel(self) -> None:
        kans = self.kans
        een, ander = kans.sample(REGIOS, 2)
        data = {
            "regio_a": een,
            "client_a": _client(kans),
            "regio_b": ander,
            "client_b": _client(kans),
            "oordeel": kans.choice(["zelfde-persoon", "zelfde-persoon", "niet-zelfde-persoon"]),
        }
        self.verhaal.feit("dubbel-beoordeeld", "x", self._moment(), data, regio="vol", systeem="vol", id_=self._id())

    def _referentiewaarde(self) -> None:
        kans = self.kans
        naam = kans.choice(list(codelijst("referentiewaarde")))
        van = OORSPRONG.date() + timedelta(days=kans.choice([-400, 0, 30, 200]))
        data: dict[str, Any] = {"naam": naam, "waarde": kans.randrange(1, 40), "bron": "proef", "geldig_van": str(van)}
        if kans.random() < 0.5:
            data["geldig_tot"] = str(van + timedelta(days=kans.choice([31, 366])))
        if kans.random() < 0.6:
            data["regio"] = kans.choice(REGIOS)
        self.verhaal.feit(
            "referentiewaarde-vastgelegd", "x", self._moment(), data, regio="vol", systeem="vol", id_=self._id()
        )

    def _moment(self) -> datetime:
        return self.kans.choice(self.momenten)

    def _systeem(self) -> str:
        return self.kans.choice(["intake", "import"])

    def _id(self) -> UUID:
        return UUID(int=self.kans.getrandbits(128))


def _client(kans: Random) -> str:
    return kans.choice(["c1", "c2", "c3"])


def _profiel(kans: Random) -> dict[str, Any]:
    velden = {
        "geboortejaar": kans.choice([1960, 1990, 1991, 2000, *ONBEKEND]),
        "geslacht": kans.choice(["m", "v", "x", *ONBEKEND]),
        "statuut": kans.choice(["werkend", "student", *ONBEKEND]),
        "hoogste_diploma": kans.choice(["buitenlands", "bso-jaar6", "bachelor", *ONBEKEND]),
        "diploma_erkend": kans.choice(["ja", "nee", "nvt", "onbekend"]),
        "kansengroepen": kans.choice([[], ["armoede"], ["armoede", "neet"], ["onbekend"]]),
    }
    return {veld: waarde for veld, waarde in velden.items() if kans.random() < 0.6}


def _aanmelding(kans: Random) -> dict[str, Any]:
    data: dict[str, Any] = {
        "client": _client(kans),
        "kanaal": kans.choice(["telefoon", "zitdag"]),
        "toeleiding": kans.choice([{"wijze": "eigen-initiatief"}, {"wijze": "doorverwijzer", "partnersoort": "ocmw"}]),
        "vraagsoort": "leervraag",
        "themas": [],
        "profiel": _profiel(kans),
    }
    if kans.random() < 0.7:
        data["eerder_begeleid"] = kans.random() < 0.5
    return data


def _een_van(soort: str, kans: Random) -> str:
    """An id of a few, so that what belongs together meets."""
    return f"{soort}{kans.randrange(2)}"


def _moment(kans: Random) -> str:
    return (OORSPRONG + timedelta(days=kans.randrange(400))).isoformat()


def _bron(kans: Random) -> str:
    return kans.choice(["davinci", "client", "aanbieder"])


GEGEVENS: dict[str, Callable[[Random], dict[str, Any]]] = {
    "aanmelding-geregistreerd": _aanmelding,
    "profiel-aangevuld": _profiel,
    "dispatching-beslist": lambda k: {"besluit": k.choice(["informatiebemiddeling", "begeleidingstraject"])},
    "informatie-verstrekt": lambda k: {"medium": "telefoon", "duur_minuten": k.randint(1, 20), "beantwoord": True},
    "toestemming-gegeven": lambda k: {"doel": k.choice(list(codelijst("toestemmingsdoel")))},
    "toestemming-ingetrokken": lambda k: {"doel": k.choice(list(codelijst("toestemmingsdoel")))},
    "dossiers-gekoppeld": lambda k: {"client": _client(k), "met_client": _client(k), "grond": "andere"},
    "dossiers-ontkoppeld": lambda k: {"client": _client(k), "met_client": _client(k), "grond": "vergissing"},
    "dossier-afgesloten": lambda k: {"reden": k.choice(["keuze", "afgehaakt", "niet-bereikbaar"])},
    "dossier-heropend": lambda _: {"aanleiding": "nazorg"},
    "traject-gestart": lambda _: {"begeleider": "b1", "instemming": True},
    "sessie-gehouden": lambda k: {
        "sessie": _een_van("s", k),
        "soort": "begeleiding",
        "vorm": "fysiek",
        "duur_minuten": k.randint(10, 90),
        "begeleider": k.choice(["b1", "b2"]),
    },
    "microcontact-geregistreerd": lambda _: {"medium": "telefoon", "richting": "in"},
    "drempel-vastgesteld": lambda k: {"drempelsoort": k.choice(["taal", "financieel", "digitaal"])},
    "keuze-gemaakt": lambda _: {"aanbieder_soort": "cvo"},
    "keuze-herzien": lambda _: {"aanbieder_soort": "syntra"},
    "inschrijving-vastgesteld": lambda k: {"bron": _bron(k), "aanbieder_soort": "cvo"},
    "getuigschrift-behaald": lambda k: {"bron": _bron(k)},
    "bevraging-verstuurd": lambda _: {"trap": "begeleidingstraject"},
    "tevredenheid-beantwoord": lambda k: {"trap": "onbekend", "waardevol": k.choice(["ja", "nee", "geen-mening"])},
    "doorverwijzing-gemaakt": lambda k: {
        "doorverwijzing": _een_van("v", k),
        "partner": _een_van("p", k),
        "partnersoort": k.choice(["ocmw", "cvo"]),
        "warm": k.random() < 0.7,
    },
    "doorverwijzing-ontvangen": lambda k: {
        "doorverwijzing": _een_van("v", k),
        "partnersoort": "ocmw",
        "warm": False,
    },
    "doorverwijzing-aanvaard": lambda k: {"doorverwijzing": _een_van("v", k)},
    "doorverwijzing-geweigerd": lambda k: {"doorverwijzing": _een_van("v", k), "reden": "volzet"},
    "terugkoppeling-gegeven": lambda k: {"doorverwijzing": _een_van("v", k), "richting": "in"},
    "sessie-gepland": lambda k: {
        "sessie": _een_van("s", k),
        "soort": "intake",
        "moment": _moment(k),
        "begeleider": "b1",
        "vorm": "online",
    },
    "sessie-geannuleerd": lambda k: {"sessie": _een_van("s", k), "door": k.choice(["client", "client", "leerwinkel"])},
    "sessie-niet-verschenen": lambda k: {
        "sessie": _een_van("s", k),
        **({"moment": _moment(k)} if k.random() < 0.5 else {}),
    },
    "opleiding-stopgezet": lambda k: {"bron": _bron(k)},
    "zitdag-gehouden": lambda k: {"gemeente": "44021", "bezoekers": k.randrange(20), "duur_minuten": 120},
    "infosessie-gehouden": lambda k: {
        "doelgroep": k.choice(["jongeren", "werkenden"]),
        "deelnemers": k.randrange(30),
        "duur_minuten": 60,
    },
    "tweedelijnsvraag-beantwoord": lambda k: {
        "partnersoort": k.choice(["ocmw", "cvo"]),
        "thema": k.choice(["nt2", "evc"]),
        "duur_minuten": 15,
    },
    "signaal-gemeld": lambda k: {
        "soort": k.choice(["drempel", "hiaat-aanbod"]),
        "thema": k.choice(["nt2", "evc"]),
        "bestuursniveau": "lokaal",
        "ernst": 2,
        **k.choice([{}, {"drempelsoort": "taal", "gemeente": k.choice(["44001", "44029", "44084", "11007"])}]),
    },
    "signaal-opgevolgd": lambda _: {"door": "leerwinkel", "gevolg": "andere"},
}
_VAAK = ("traject-gestart", "keuze-gemaakt", "inschrijving-vastgesteld", "doorverwijzing-gemaakt")
_NAMEN = [*GEGEVENS, *["aanmelding-geregistreerd"] * 4, *["sessie-gehouden"] * 4, *_VAAK * 2]
assert set(_NAMEN) <= set(PER_NAAM)
