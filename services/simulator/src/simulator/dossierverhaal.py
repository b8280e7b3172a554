"""What the chapters of a dossier's story share: who it is about, what was agreed, and its commonest commands."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from intake.domain.dispatching import DISPATCHING, DispatchingBeslissen
from intake.domain.dossier import DOSSIER, DossierAfsluiten
from intake.domain.toestemming import TOESTEMMING, ToestemmingGeven, ToestemmingIntrekken
from leerwinkel.gebeurtenissen.intake import (
    DispatchingBeslist,
    DossierAfgesloten,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.trajecten import MicrocontactGeregistreerd
from simulator.netwerk import Netwerk
from simulator.persoon import Persoon
from simulator.stap import Stap
from simulator.verhaal import Verhaal
from simulator.wereld import STREKEN, Streek
from trajecten.domain.beslissing import DOSSIER as TRAJECT
from trajecten.domain.traject import MicrocontactRegistreren

ONTHAAL: Final = "onthaal-1"
TOESTEMMINGEN: Final = {
    "bevraging": 0.6,
    "opvolging-inschrijving": 0.55,
    "warme-overdracht": 0.5,
    "terugkoppeling": 0.45,
    "onderzoek": 0.25,
}
"""How many consent to each purpose, when they are asked in a talk."""
_MEDIUM: Final = {"telefoon": 30, "e-mail": 24, "sms": 22, "whatsapp": 16, "sociale-media": 4, "chat": 4}


@dataclass(slots=True, kw_only=True)
class Dossierverhaal(Verhaal):
    """`toestemmingen`: the purposes that are consented to now. `gesloten`: when it was closed first."""

    nummer: int
    persoon: Persoon
    netwerk: Netwerk
    thema: str
    begeleider: str
    client: str = ""
    keuze: str | None = None
    toestemmingen: set[str] = field(default_factory=set[str])
    sessies: int = 0
    ontvangen_van: str | None = None
    ingeschreven: bool = False
    gesloten: datetime | None = None

    @property
    def streek(self) -> Streek:
        """The region in which it is."""
        return STREKEN[self.regio]

    def beslis(self, besluit: str, reden: str | None, door: str = ONTHAAL, **verder: Any) -> tuple[Stap, Any]:
        """Decide at dispatching; the step, and what it says."""
        beslissing = DispatchingBeslist(besluit=besluit, reden=reden, **verder)
        command = DispatchingBeslissen(beslissing=beslissing, tijdstip=self.nu)
        return self.zet("intake", DISPATCHING, command, door), beslissing

    def stem_toe(self, doel: str, door: str) -> None:
        """The cliënt agrees."""
        wijze = self.kies({"mondeling": 60, "schriftelijk": 25, "elektronisch": 15})
        gegeven = ToestemmingGegeven(doel=doel, wijze=wijze, tekstversie="2026-1", taal="nl")
        self.zet("intake", TOESTEMMING, ToestemmingGeven(toestemming=gegeven, tijdstip=self.nu), door)
        self.toestemmingen.add(doel)

    def vraag_toestemmingen(self, door: str) -> None:
        """Ask for all purposes, as one does in a first talk."""
        for doel, deel in TOESTEMMINGEN.items():
            if doel not in self.toestemmingen and self.misschien(deel):
                self.stem_toe(doel, door)

    def trek_in(self, doel: str) -> None:
        """The cliënt takes it back."""
        ingetrokken = ToestemmingIngetrokken(doel=doel, wijze="mondeling")
        self.zet("intake", TOESTEMMING, ToestemmingIntrekken(intrekking=ingetrokken, tijdstip=self.nu), ONTHAAL)
        self.toestemmingen.discard(doel)

    def contact(self) -> Stap:
        """A short contact; who texts is mostly the begeleider."""
        richting = self.kies({"uit": 60, "in": 40})
        duur = self.kans.randrange(1, 12) if self.misschien(0.6) else None
        contact = MicrocontactGeregistreerd(medium=self.kies(_MEDIUM), richting=richting, duur_minuten=duur)
        wanneer = self.laat()
        return self.zet(
            "trajecten", TRAJECT, MicrocontactRegistreren(contact=contact), self.begeleider, geregistreerd=wanneer
        )

    def traject(self, command: Any) -> Stap:
        """A command of trajecten, by the begeleider."""
        return self.zet("trajecten", TRAJECT, command, self.begeleider)

    def sluit_af(self, reden: str, door: str | None = None) -> None:
        """The dossier ends."""
        command = DossierAfsluiten(afsluiting=DossierAfgesloten(reden=reden), tijdstip=self.nu)
        self.zet("intake", DOSSIER, command, door or self.begeleider)
        self.gesloten = self.gesloten or self.nu
