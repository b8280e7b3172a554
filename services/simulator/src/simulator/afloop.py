"""What comes of it: the keuze, the referral to the provider, the enrolment, and what is heard long after."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from intake.domain.dossier import DOSSIER, DossierHeropenen
from leerwinkel.eventsourcing import Occasion
from leerwinkel.gebeurtenissen.intake import DossierHeropend
from leerwinkel.gebeurtenissen.trajecten import (
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    KeuzeHerzien,
    OpleidingStopgezet,
    SessieGehouden,
    TevredenheidBeantwoord,
)
from partners.domain.antwoord import (
    ANTWOORD,
    DoorverwijzingAanvaarden,
    DoorverwijzingAfronden,
    DoorverwijzingWeigeren,
    TerugkoppelingGeven,
)
from partners.domain.doorverwijzing import DOORVERWIJZING, DoorverwijzingMaken
from simulator.dossierverhaal import Dossierverhaal
from simulator.stap import Stap
from trajecten.domain.bevraging import BEVRAGING, TevredenheidBeantwoorden, gelegenheid
from trajecten.domain.keuze import KeuzeAanpassen, KeuzeRegistreren
from trajecten.domain.sessies import SessieRegistreren
from trajecten.domain.uitkomst import GetuigschriftVaststellen, InschrijvingVaststellen, OpleidingStopzetten

NAAR: Final = "v9"
"""The id, within the dossier, of the referral to the provider."""
RESPONS, WAARDEVOL = 0.45, 0.97
_AANBIEDERS: Final = {
    "cvo": 56,
    "cbe": 10,
    "hoger-onderwijs": 9,
    "vdab-opleiding": 12,
    "syntra": 7,
    "examencommissie": 6,
}
_GEBIEDEN: Final = {"00": 12, "01": 8, "04": 12, "06": 10, "07": 14, "09": 22, "10": 12, "02": 5}


def kies(verhaal: Dossierverhaal) -> None:
    """The cliënt chooses, and at times chooses again."""
    verhaal.keuze = verhaal.kies(_AANBIEDERS)
    velden: dict[str, Any] = {
        "aanbieder_soort": verhaal.keuze,
        "niveau": verhaal.kies({2: 2, 3: 3, 4: 6, 5: 2, 6: 2}),
        "studiegebied": verhaal.kies(_GEBIEDEN),
        "overwogen_opties": verhaal.kans.randrange(1, 5),
        "klaar_voor_inschrijving": True,
    }
    verhaal.traject(KeuzeRegistreren(keuze=KeuzeGemaakt(**velden), van_client=True))
    if verhaal.misschien(0.08):
        verhaal.wacht(verhaal.ongeveer(4))
        velden["overwogen_opties"] = 5
        opnieuw = KeuzeHerzien(**velden)
        verhaal.traject(KeuzeAanpassen(keuze=opnieuw, van_client=True))


def verwijs_door(verhaal: Dossierverhaal, soort: str, reden: str) -> bool:
    """Send the cliënt on, warm where that was agreed, and hear the answer. Whether the cliënt was taken on.

    Now and then somebody tries it warm without consent; the rule holds.
    """
    warm = "warme-overdracht" in verhaal.toestemmingen
    partner = verhaal.netwerk.partner(soort)
    gelijk: dict[str, Any] = {"doorverwijzing": NAAR, "partner": partner, "partnersoort": soort, "reden": reden}
    if not warm and verhaal.misschien(0.02):
        poging = DoorverwijzingMaken(**gelijk | {"doorverwijzing": "v8"}, warm=True)
        verhaal.zet("partners", DOORVERWIJZING, poging, verhaal.begeleider, mag_geweigerd=True)
    verhaal.zet("partners", DOORVERWIJZING, DoorverwijzingMaken(**gelijk, warm=warm), verhaal.begeleider)
    antwoord = verhaal.kies({"aanvaard": 80, "geweigerd": 10, "stil": 10})
    if antwoord == "stil":
        return False
    verhaal.wacht(verhaal.ongeveer(4))
    if antwoord == "geweigerd":
        weiger = verhaal.kies({"volzet": 6, "voorwaarden": 3, "niet-bereikbaar": 1})
        _antwoord(verhaal, DoorverwijzingWeigeren(doorverwijzing=NAAR, reden=weiger))
        return False
    _antwoord(verhaal, DoorverwijzingAanvaarden(doorverwijzing=NAAR))
    return True


def _antwoord(verhaal: Dossierverhaal, command: Any) -> None:
    verhaal.zet("partners", ANTWOORD, command, verhaal.begeleider)


def koppel_terug(verhaal: Dossierverhaal, doorverwijzing: str) -> None:
    """Tell the referrer, or hear as one, where the cliënt agreed."""
    if "terugkoppeling" in verhaal.toestemmingen:
        _antwoord(verhaal, TerugkoppelingGeven(doorverwijzing=doorverwijzing))


def schrijft_in(verhaal: Dossierverhaal, *, verwezen: bool) -> None:
    """The cliënt enrols: by the link with enrolments where that was agreed, else as the cliënt says."""
    verhaal.wacht(verhaal.ongeveer(9))
    bron = "davinci" if "opvolging-inschrijving" in verhaal.toestemmingen else "client"
    dag = (verhaal.nu + timedelta(days=verhaal.kans.randrange(5, 60))).date()
    ingeschreven = InschrijvingVastgesteld(bron=bron, aanbieder_soort=verhaal.keuze or "cvo", ingangsdatum=dag)
    verhaal.traject(InschrijvingVaststellen(inschrijving=ingeschreven))
    verhaal.ingeschreven = True
    if verwezen:
        verhaal.even()
        _antwoord(verhaal, DoorverwijzingAfronden(doorverwijzing=NAAR, resultaat="ingeschreven"))
        koppel_terug(verhaal, NAAR)


def na_de_inschrijving(verhaal: Dossierverhaal) -> None:
    """Long after: nazorg for some, then a certificate or leaving the course."""
    bron = "davinci" if "opvolging-inschrijving" in verhaal.toestemmingen else "client"
    if verhaal.misschien(0.04):
        _nazorg(verhaal)
    wat = verhaal.kies({"behaald": 55, "gestopt": 15, "onbekend": 30})
    verhaal.wacht(verhaal.ongeveer(110))
    if wat == "behaald":
        behaald = GetuigschriftBehaald(
            bron=bron, datum=verhaal.nu.date(), niveau=verhaal.kies({2: 1, 3: 2, 4: 4, 5: 1})
        )
        verhaal.traject(GetuigschriftVaststellen(getuigschrift=behaald))
    elif wat == "gestopt":
        reden = verhaal.kies({"werk": 4, "gezin": 4, "financieel": 2, "gezondheid": 2, "niveau": 2})
        gestopt = OpleidingStopgezet(bron=bron, datum=verhaal.nu.date(), reden=reden)
        verhaal.traject(OpleidingStopzetten(stopzetting=gestopt))


def _nazorg(verhaal: Dossierverhaal) -> None:
    verhaal.wacht(verhaal.ongeveer(30))
    heropenen = DossierHeropenen(heropening=DossierHeropend(aanleiding="nazorg"), tijdstip=verhaal.nu)
    verhaal.zet("intake", DOSSIER, heropenen, verhaal.begeleider)
    verhaal.wacht(verhaal.ongeveer(2))
    gehouden = SessieGehouden(
        sessie="nazorg", soort="nazorg", vorm="telefonisch", duur_minuten=20, begeleider=verhaal.begeleider
    )
    verhaal.traject(SessieRegistreren(gehouden=gehouden, tijdstip=verhaal.nu, nu=verhaal.nu))
    verhaal.even(30)
    verhaal.sluit_af("ingeschreven")


def beantwoordt_bevraging(verhaal: Dossierverhaal, trap: str) -> Stap | None:
    """An answer to the question that went out by itself at the closing; it cannot be led back to the dossier."""
    if "bevraging" not in verhaal.toestemmingen or not verhaal.misschien(RESPONS):
        return None
    bevraging = verhaal.wereld.nummer("bevraging", verhaal.regio, verhaal.nummer)
    dag = (verhaal.nu + timedelta(days=1 + verhaal.ongeveer(6))).date()
    waardevol = "ja" if verhaal.misschien(WAARDEVOL) else verhaal.kies({"nee": 1, "geen-mening": 1})
    score = verhaal.kies({3: 1, 4: 4, 5: 6} if waardevol == "ja" else {1: 1, 2: 2, 3: 1})
    antwoord = TevredenheidBeantwoord(trap=trap, waardevol=waardevol, score=score)
    bijzonder: Occasion = gelegenheid(verhaal.regio, bevraging, dag)
    moment = datetime.combine(dag, time(12), verhaal.wereld.einde.tzinfo)
    return Stap(
        service="trajecten",
        decider=BEVRAGING,
        command=TevredenheidBeantwoorden(antwoord=antwoord),
        regio=verhaal.regio,
        entiteit=str(bevraging),
        opdracht=bevraging,
        tijdstip=moment,
        geregistreerd=moment,
        bijzonder=bijzonder,
    )
