"""A handful of open dossiers for today, made through the services as people and programs would. Invented people.

Made again they are the same ones: what is sent has fixed numbers.
"""

import re
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx

from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker, voorbeeldnummer
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.identiteit.proefaanmelding.bezoek import meld_aan
from leerwinkel.runtime.zegbaar import Zegbaar

_BRUSSEL: Final = ZoneInfo("Europe/Brussels")
_TEKEN: Final = re.compile(r'name="teken" value="([0-9a-f]+)"')
_DOSSIER: Final = re.compile(r"/dossiers/([A-Za-z0-9_-]+)")
_GEDULD_S: Final = 10.0
_BEGIN_S: Final = 60.0
"""How long the services may take to start."""
_SESSIE: Final = {"soort": "intake", "vorm": "fysiek", "duur_minuten": 60}
NOOR, SAM = PROEFGEBRUIKERS[0], PROEFGEBRUIKERS[1]


class NietGelukt(Zegbaar):
    """A service did not do what was asked; the message is for the user (Dutch)."""


@dataclass(slots=True)
class Leerwinkel:
    """The services of one region, used by one person at a time."""

    regio: str
    buren: dict[str, str]
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=_GEDULD_S))
    _teken: str = ""

    def nummer(self, wat: str) -> UUID:
        """The fixed number of an intention."""
        return voorbeeldnummer(self.regio, wat)

    def meld_aan(self, wie: Gebruiker) -> None:
        """From now on it is this person, at every service. Waits until the services are there."""
        einde = time.monotonic() + _BEGIN_S
        while not (all(map(self._is_er, DIENSTEN)) and self._kan_aanmelden()):
            if time.monotonic() > einde:
                raise NietGelukt("De diensten van de regio antwoorden niet. Kijk in hun logboek, onder `logs`.")
            time.sleep(0.2)
        meld_aan(self.http, self.buren["intake"], wie.medewerker)
        gevonden = _TEKEN.search(self._vraag("GET", "intake", "/").text)
        assert gevonden
        self._teken = gevonden[1]

    def _kan_aanmelden(self) -> bool:
        """Whether the provider is there too."""
        return self.http.get(f"{self.buren['intake']}/aanmelden").is_redirect

    def _is_er(self, dienst: str) -> bool:
        """Whether it answers."""
        try:
            return self.http.get(f"{self.buren[dienst]}/gezond").is_success
        except httpx.TransportError:
            return False

    def aanmelding(self, wat: str, ingevuld: dict[str, str]) -> str:
        """Register an aanmelding by the form; the dossier."""
        vast = {"teken": self._teken, "opdracht": str(self.nummer(wat)), "doe": "registreer"}
        return self._dossier(self._vraag("POST", "intake", "/", data=vast | ingevuld))

    def opdracht(self, dienst: str, plek: str, inhoud: dict[str, Any]) -> None:
        """Give a command by the API; `plek` is what comes after `/api/`."""
        sleutel = {"Idempotency-Key": str(self.nummer(plek))}
        self._vraag("POST", dienst, f"/api/{plek}", json=inhoud, headers=sleutel)

    def _vraag(self, hoe: str, dienst: str, pad: str, **verder: Any) -> httpx.Response:
        antwoord = self.http.request(hoe, self.buren[dienst] + pad, **verder)
        if antwoord.is_error:
            raise NietGelukt(f"{dienst} weigert {pad} ({antwoord.status_code}): {antwoord.text[:300]}")
        return antwoord

    def _dossier(self, antwoord: httpx.Response) -> str:
        gevonden = _DOSSIER.search(antwoord.headers.get("location", ""))
        if gevonden is None:
            raise NietGelukt("De aanmelding werd niet aanvaard. Probeer het op het scherm, en kijk wat er staat.")
        return gevonden[1]


def maak_dossiers(winkel: Leerwinkel, nu: datetime) -> int:
    """Six dossiers, each at another step (blueprint 3.3), two partners and a signaal; how many dossiers."""
    winkel.meld_aan(NOOR)
    _netwerk(winkel)
    _wachtend(winkel)
    begonnen = {naam: _met_gesprek_gepland(winkel, naam, voornaam, nu) for naam, voornaam in _VERDER.items()}
    winkel.meld_aan(SAM)
    _begeleid(winkel, begonnen, nu)
    return len(begonnen) + 2


_VERDER: Final = {"Afspraak": "Amira", "Traject": "Dirk", "Keuze": "Wouter", "Nieuw": "Zeynep"}
"""Family name (what the dossier shows) → given name."""


def _vraag(naam: str, voornaam: str) -> dict[str, str]:
    vraag = {"kanaal": "loket", "toeleiding": "eigen-initiatief", "vraagsoort": "leernood", "themas": "herorientering"}
    return vraag | {"voornaam": voornaam, "naam": naam}


def _netwerk(winkel: Leerwinkel) -> None:
    plaats = next(gemeente.code for gemeente in codelijst("gemeente").values() if gemeente.groep == winkel.regio)
    gemeente = {"naam": "CVO Voorbeeld", "partnersoort": "cvo", "gemeente": plaats}
    winkel.opdracht("partners", f"partners/{winkel.nummer('cvo')}/partner-registreren", gemeente)
    ocmw = gemeente | {"naam": "OCMW Voorbeeld", "partnersoort": "ocmw"}
    winkel.opdracht("partners", f"partners/{winkel.nummer('ocmw')}/partner-registreren", ocmw)
    signaal = {"soort": "drempel", "thema": "nt2", "bestuursniveau": "lokaal", "ernst": 2}
    winkel.opdracht("partners", f"signalen/{winkel.nummer('signaal')}/signaal-melden", {"signaal": signaal})


def _wachtend(winkel: Leerwinkel) -> None:
    """One that waits for a decision, and one that a partner sent."""
    winkel.aanmelding("wacht", _vraag("Wachtend", "Jonas"))
    ontvangen = {"doorverwijzing": "v1", "partner": str(winkel.nummer("ocmw")), "partnersoort": "ocmw", "warm": False}
    winkel.opdracht("partners", f"dossiers/{winkel.nummer('verwezen')}/doorverwijzing-registreren", ontvangen)


def _met_gesprek_gepland(winkel: Leerwinkel, naam: str, voornaam: str, nu: datetime) -> str:
    """Of three days ago, decided then; only the first has an appointment, for today."""
    toen = _op(nu - timedelta(days=3), 10)
    dossier = winkel.aanmelding(naam, _vraag(naam, voornaam) | {"moment": f"{toen:%Y-%m-%dT%H:%M}"})
    beslissing: dict[str, Any] = {"besluit": "informatiebemiddeling", "reden": "leernood"}
    if naam == "Afspraak":
        over_twee_uur = _op(nu, nu.astimezone(_BRUSSEL).hour) + timedelta(hours=2)
        straks = min(over_twee_uur, _op(nu, 23) + timedelta(minutes=59))
        beslissing["afspraak"] = {"moment": straks.isoformat(), "begeleider": SAM.medewerker}
    inhoud = {"beslissing": beslissing, "tijdstip": (toen + timedelta(minutes=5)).isoformat()}
    winkel.opdracht("intake", f"dossiers/{dossier}/dispatching-beslissen", inhoud)
    return dossier


def _begeleid(winkel: Leerwinkel, dossiers: dict[str, str], nu: datetime) -> None:
    """A traject with a session tomorrow, and a keuze that waits for the enrolment."""
    gisteren = _op(nu - timedelta(days=1), 14)
    for naam in ("Traject", "Keuze"):
        sessie = _SESSIE | {"sessie": "s1", "begeleider": SAM.medewerker}
        inhoud = {"gehouden": sessie, "tijdstip": gisteren.isoformat()}
        winkel.opdracht("trajecten", f"dossiers/{dossiers[naam]}/sessie-registreren", inhoud)
    start = {"begeleider": SAM.medewerker, "instemming": True}
    winkel.opdracht("trajecten", f"dossiers/{dossiers['Traject']}/traject-starten", start)
    plan = {"sessie": "s2", "soort": "begeleiding", "vorm": "fysiek", "begeleider": SAM.medewerker}
    morgen = {"plan": plan | {"moment": _op(nu + timedelta(days=1), 11).isoformat()}}
    winkel.opdracht("trajecten", f"dossiers/{dossiers['Traject']}/sessie-plannen", morgen)
    keuze = {"keuze": {"aanbieder_soort": "cvo", "klaar_voor_inschrijving": True}, "van_client": True}
    winkel.opdracht("trajecten", f"dossiers/{dossiers['Keuze']}/keuze-registreren", keuze)
    _verwijs_warm(winkel, dossiers["Keuze"], nu)


def _verwijs_warm(winkel: Leerwinkel, dossier: str, nu: datetime) -> None:
    """To the partner of which somebody can sign in, with the consent that this asks."""
    toestemming = {"toestemming": {"doel": "warme-overdracht"}, "tijdstip": nu.isoformat()}
    winkel.opdracht("intake", f"dossiers/{dossier}/toestemming-geven", toestemming)
    naar = {"partner": str(winkel.nummer("cvo")), "partnersoort": "cvo", "reden": "opleiding", "warm": True}
    winkel.opdracht("partners", f"dossiers/{dossier}/doorverwijzing-maken", naar | {"doorverwijzing": "v2"})


def _op(dag: datetime, uur: int) -> datetime:
    return dag.astimezone(_BRUSSEL).replace(hour=uur, minute=0, second=0, microsecond=0)
