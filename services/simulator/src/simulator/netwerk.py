"""The network of a region: its partners and lokets, and what it does for groups and for other services."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from intake.domain.regio import REGIO as GROEPEN
from intake.domain.regio import BekendmakingRegistreren, InfosessieRegistreren
from leerwinkel.gebeurtenissen.intake import BekendmakingUitgevoerd, InfosessieGehouden
from leerwinkel.gebeurtenissen.partners import TweedelijnsvraagBeantwoord
from partners.domain.loket import LOKET, LoketOpenen, ZitdagRegistreren
from partners.domain.partner import PARTNER, PartnerRegistreren
from partners.domain.regio import REGIO as TWEEDELIJN
from partners.domain.regio import TweedelijnsvraagBeantwoorden
from simulator.persoon import gemeenten
from simulator.stap import Stap
from simulator.verhaal import Verhaal, open_moment
from simulator.wereld import Wereld

PARTNERS: Final = (
    *("cvo", "cbe", "hoger-onderwijs", "vdab-opleiding", "syntra", "examencommissie", "werkwinkel", "clb"),
    *("ocmw", "lokaal-bestuur", "integratie-inburgering", "caw", "huis-van-het-kind", "bibliotheek"),
)
VERWIJZERS: Final = {"ocmw": 30, "werkwinkel": 25, "integratie-inburgering": 20, "lokaal-bestuur": 10, "caw": 15}
"""Who sends clients, by how many."""
_LOKETTEN: Final = ("bibliotheek", "ocmw", "cvo")
_VOORAF: Final = timedelta(days=150)
"""The partners were there before the first story of a dossier begins."""
COORDINATOR: Final = "coordinator-1"


@dataclass(frozen=True, slots=True)
class Netwerk:
    """Of one region."""

    wereld: Wereld
    regio: str

    def partner(self, soort: str) -> str | None:
        """The partner of that kind; None where there is none."""
        return str(self.wereld.nummer("partner", self.regio, soort)) if soort in PARTNERS else None

    def loket(self, hoeveelste: int) -> str:
        """One of the lokets."""
        return str(self.wereld.nummer("loket", self.regio, hoeveelste % len(_LOKETTEN)))

    def verhalen(self) -> list[list[Stap]]:
        """Everything about the network, entity by entity."""
        partners = [self._partner(soort) for soort in PARTNERS]
        loketten = [self._loket(hoeveelste, soort) for hoeveelste, soort in enumerate(_LOKETTEN)]
        return [*partners, *loketten, self._groepen()]

    def _verhaal(self, wat: str, entiteit: str) -> Verhaal:
        kans = self.wereld.toeval(wat, self.regio, entiteit)
        begin = open_moment(self.wereld.begin - _VOORAF + timedelta(minutes=kans.randrange(60)))
        return Verhaal(wereld=self.wereld, regio=self.regio, entiteit=entiteit, kans=kans, nu=begin)

    def _partner(self, soort: str) -> list[Stap]:
        verhaal = self._verhaal("partner", self.partner(soort) or "")
        naam = f"{soort.replace('-', ' ').capitalize()} Voorbeeld"
        gemeente = verhaal.een_van(gemeenten(self.regio))
        command = PartnerRegistreren(naam=naam, partnersoort=soort, gemeente=gemeente)
        verhaal.zet("partners", PARTNER, command, COORDINATOR)
        return verhaal.stappen

    def _loket(self, hoeveelste: int, soort: str) -> list[Stap]:
        """It opens, and then there is a zitdag about every two weeks."""
        verhaal = self._verhaal("loket", self.loket(hoeveelste))
        gemeente = verhaal.een_van(gemeenten(self.regio))
        verhaal.zet("partners", LOKET, LoketOpenen(partner=self.partner(soort), gemeente=gemeente), COORDINATOR)
        verhaal.nu = open_moment(self.wereld.begin)
        while verhaal.nu < self.wereld.einde:
            verhaal.wacht(verhaal.ongeveer(14))
            command = ZitdagRegistreren(
                bezoekers=verhaal.kans.randrange(2, 15),
                duur_minuten=verhaal.kies({180: 2, 240: 1}),
                tijdstip=verhaal.nu,
                nu=(wanneer := verhaal.laat()),
            )
            verhaal.zet("partners", LOKET, command, COORDINATOR, geregistreerd=wanneer)
        return verhaal.stappen

    def _groepen(self) -> list[Stap]:
        """Infosessies, making itself known, and questions of other services."""
        verhaal = self._verhaal("regio", self.regio)
        verhaal.nu = open_moment(self.wereld.begin)
        while verhaal.nu < self.wereld.einde:
            verhaal.wacht(verhaal.ongeveer(5))
            verhaal.kies({_infosessie: 3, _bekendmaking: 3, _tweedelijn: 4})(verhaal)
        return verhaal.stappen


def _infosessie(verhaal: Verhaal) -> None:
    doelgroep = verhaal.kies({"anderstaligen": 4, "werkzoekenden": 4, "laaggeschoold": 3, "jongeren": 3})
    gehouden = InfosessieGehouden(doelgroep=doelgroep, deelnemers=verhaal.kans.randrange(4, 26), duur_minuten=90)
    command = InfosessieRegistreren(infosessie=gehouden, tijdstip=verhaal.nu, nu=verhaal.nu)
    verhaal.zet("intake", GROEPEN, command, COORDINATOR)


def _bekendmaking(verhaal: Verhaal) -> None:
    kanaal = verhaal.kies({"folder": 2, "sociale-media": 3, "partnerbezoek": 3, "straathoek": 1, "evenement": 2})
    bereik = verhaal.kans.randrange(10, 400)
    gedaan = BekendmakingUitgevoerd(doelgroep="alle-volwassenen", kanaal=kanaal, bereik=bereik)
    command = BekendmakingRegistreren(bekendmaking=gedaan, tijdstip=verhaal.nu, nu=verhaal.nu)
    verhaal.zet("intake", GROEPEN, command, COORDINATOR)


def _tweedelijn(verhaal: Verhaal) -> None:
    soort, thema = verhaal.kies(VERWIJZERS), verhaal.kies({"diploma-so": 3, "nt2": 4, "incentives": 2, "evc": 1})
    vraag = TweedelijnsvraagBeantwoord(partnersoort=soort, thema=thema, duur_minuten=verhaal.minuten(20))
    command = TweedelijnsvraagBeantwoorden(vraag=vraag, medewerker=COORDINATOR, tijdstip=verhaal.nu, nu=verhaal.nu)
    verhaal.zet("partners", TWEEDELIJN, command, COORDINATOR)
