"""What people do with a region's services, over HTTP: the example dossiers, and a whole way with the line cut."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from leerwinkel import voorbeelddossiers
from leerwinkel.identiteit.proefaanmelding.bezoek import haal_pas, meld_aan
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.testing.dienst import formulieren
from leerwinkel.testing.platform import Platform
from leerwinkel.testing.verzamelaar import Verzamelaar
from leerwinkel.testing.voorbeelden import microcontact
from leerwinkel.voorbeelddossiers import NOOR, Leerwinkel, NietGelukt

from .processen import proces, stilgezet

WIE = {
    "voornaam": "Merkvoornaam",
    "naam": "Merkfamilienaam",
    "geboortedatum": "1987-06-05",
    "rijksregisternummer": "87.06.05-001-69",
    "telefoon": "0499 98 76 54",
    "email": "merk@voorbeeld.test",
}
GESPROKEN = "Merknotitie over thuis."
GEMELD = "Merkomschrijving van een drempel."
MERKEN = (*WIE.values(), GESPROKEN, GEMELD, "87060500169", "0499987654")


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as client:
        yield client


def buren(platform: Platform) -> dict[str, str]:
    return Instellingen(data=Path(), web_poort=platform.web_poort).buren


class Balie:
    """Somebody who fills in forms."""

    def __init__(self, buren: dict[str, str], http: httpx.Client) -> None:
        self.buren, self.http = buren, http
        self.adressen: list[str] = []

    def meld_aan(self, medewerker: str) -> None:
        meld_aan(self.http, self.buren["intake"], medewerker)

    def stuur(self, dienst: str, pad: str, *, actie: str | None = None, **ingevuld: Any) -> httpx.Response:
        """Open a page, fill in its form and send it; it must be accepted."""
        pagina = self.http.get(self.buren[dienst] + pad)
        assert pagina.is_success, (pad, pagina.text)
        doel = actie or pad.partition("?")[0]
        klaar = self.http.post(self.buren[dienst] + doel, data=formulieren(pagina.text)[doel] | ingevuld)
        assert klaar.is_redirect, (pad, klaar.text)
        self.adressen.append(klaar.headers["location"])
        return klaar


def _hele_weg(balie: Balie) -> str:
    """Blueprint 3.3: from aanmelding to enrolment and nazorg, through the three services; gives the dossier."""
    balie.meld_aan("onthaal-1")
    vraag = {"kanaal": "loket", "toeleiding": "eigen-initiatief", "vraagsoort": "leernood", "doe": "registreer"}
    dossier = balie.stuur("intake", "/", **vraag, **WIE).headers["location"].split("/dossiers/")[1].split("/")[0]
    weg = f"/dossiers/{dossier}"
    balie.stuur("intake", f"{weg}/dispatching", besluit="informatiebemiddeling")
    for doel in ("begeleiding", "warme-overdracht"):
        balie.stuur("intake", f"{weg}/toestemming", geef=doel)
    balie.meld_aan("begeleider-1")
    gesprek = {"vorm": "fysiek", "duur_minuten": "60", "notitie": GESPROKEN}
    balie.stuur("trajecten", f"{weg}/gesprek", soort="intake", **gesprek)
    balie.stuur("trajecten", f"{weg}/traject", instemming="ja")
    balie.stuur("trajecten", f"{weg}/gesprek", soort="begeleiding", **gesprek)
    balie.stuur("trajecten", weg, actie=f"{weg}/contact", richting="uit", medium="sms")
    balie.stuur("trajecten", f"{weg}/keuze", aanbieder_soort="cvo", van_client="ja")
    balie.stuur("partners", f"{weg}/doorverwijzen", bestemming="soort:cvo", warm="ja")
    balie.stuur("trajecten", f"{weg}/inschrijving", bron="client", aanbieder_soort="cvo")
    balie.stuur("intake", f"{weg}/afsluiten", reden="ingeschreven")
    balie.stuur("intake", f"{weg}/heropenen")
    balie.stuur("trajecten", f"{weg}/gesprek", soort="nazorg", **gesprek)
    signaal = {"soort": "drempel", "thema": "nt2", "bestuursniveau": "lokaal", "ernst": "2", "omschrijving": GEMELD}
    balie.stuur("partners", "/signalen/nieuw", **signaal)
    return dossier


CIJFERS = {"B01": 1, "D05": 3, "R01": 1, "R02d": 1}
"""What one such dossier adds to the figures of its region, by their noemer where they have one."""


def test_with_the_line_to_the_hub_cut_the_whole_way_works_and_afterwards_the_vol_has_it(
    platform: Platform, gezien: Verzamelaar, http: httpx.Client
) -> None:
    ervoor, balie = _cijfers(platform), Balie(buren(platform), http)
    with stilgezet(proces(platform, f"{platform.data}/vol/nats-server.conf")):
        dossier = _hele_weg(balie)
        pagina = balie.http.get(f"{balie.buren['trajecten']}/dossiers/{dossier}").text
        assert all(merk in pagina for merk in ("Merkvoornaam Merkfamilienaam", GESPROKEN))
        assert _cijfers(platform) == ervoor
    assert platform.opdracht("vol", "wacht").returncode == 0
    assert {code: _cijfers(platform)[code] - ervoor[code] for code in CIJFERS} == CIJFERS
    _nergens_in_clair(platform, balie, gezien)


def _nergens_in_clair(platform: Platform, balie: Balie, gezien: Verzamelaar) -> None:
    """Marked personal data are nowhere outside the kluis and the JWE (design: privacy)."""
    bestanden = [bestand for bestand in platform.data.parent.rglob("*") if bestand.is_file()]
    soorten = {bestand.suffix for bestand in bestanden}
    assert {".blk", ".sqlite", ".duckdb", ".log"} <= soorten, "logs, databases and the VOL are among them"
    assert {"intake", "trajecten", "partners", "vol-reporting"} <= gezien.diensten
    plekken = {str(bestand): bestand.read_bytes() for bestand in bestanden}
    plekken |= {"traces": gezien.ruw, "adressen": "".join(balie.adressen).encode()}
    assert [(plek, merk) for plek, inhoud in plekken.items() for merk in MERKEN if merk.encode() in inhoud] == []


def _cijfers(platform: Platform) -> dict[str, int]:
    gezegd = platform.opdracht("vol", "cijfers", "--json", "--regio", "gent").stdout
    totalen = dict.fromkeys(CIJFERS, 0)
    for cijfer in json.loads(gezegd):
        if cijfer["code"] in totalen and cijfer["waarde_dimensie"] is None:
            totalen[cijfer["code"]] = cijfer["noemer"] if cijfer["noemer"] is not None else cijfer["teller"] or 0
    return totalen


@pytest.mark.lang
def test_they_are_made_once_through_the_services_and_the_vol_has_them(platform: Platform) -> None:
    ervoor = _cijfers(platform)
    for _ in range(2):
        gezegd = platform.opdracht("leerwinkel", "voorbeelddossiers")
        assert (gezegd.returncode, "6 open dossiers" in gezegd.stdout) == (0, True), gezegd.stderr
    assert platform.opdracht("vol", "wacht").returncode == 0
    assert _cijfers(platform)["B01"] == ervoor["B01"] + 6


def test_a_program_offers_events_with_a_pass_of_a_system_and_of_nobody_else(
    platform: Platform, http: httpx.Client
) -> None:
    adres = f"{buren(platform)['intake']}/api/gebeurtenissen"
    onthaal = haal_pas(Instellingen(data=platform.data, web_poort=platform.web_poort), "onthaal-1")
    systeem = platform.opdracht("leerwinkel", "pas", "systeem-1").stdout.strip()
    batch = [json.loads(microcontact("van-een-systeem").ruw())]
    for pas, status in ((onthaal, 403), (systeem[:-4], 401), ("x", 401)):
        assert http.post(adres, json=batch, headers={"Authorization": f"Bearer {pas}"}).status_code == status
    assert http.post(adres, json=batch).status_code == 401
    klaar = http.post(adres, json=batch, headers={"Authorization": f"Bearer {systeem}"})
    assert [antwoord["uitkomst"] for antwoord in klaar.json()] == ["aanvaard"]


def test_it_says_what_is_wrong_when_no_services_run(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voorbeelddossiers, "_BEGIN_S", 0.1)
    elders = dict.fromkeys(buren(platform), f"http://127.0.0.1:{platform.poort + 9}")
    with httpx.Client() as http, pytest.raises(NietGelukt, match="antwoorden niet"):
        Leerwinkel("gent", elders, http).meld_aan(NOOR)
