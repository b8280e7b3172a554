"""Dossiers to specify with: what stands on the log, and commands that are short to write."""

from datetime import UTC, datetime, timedelta
from typing import Any

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import (
    DispatchingBeslist,
    DossierAfgesloten,
    DossierHeropend,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from leerwinkel.gebeurtenissen.trajecten import (
    BegeleiderGewijzigd,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    SessieGehouden,
    SessieGepland,
    TrajectGestart,
)
from leerwinkel.testing.scenario import Scenario
from leerwinkel.testing.voorbeelden import aanmelding, gebeurtenis
from trajecten.domain.beslissing import DOSSIER
from trajecten.domain.sessies import SessiePlannen, SessieRegistreren

given = Scenario(DOSSIER).given

NU = datetime(2030, 6, 3, 9, tzinfo=UTC)
JWE = "eyJh..AAAA.BBBB.CCCC"

AANMELDING = aanmelding()
BEMIDDELING = DispatchingBeslist(besluit="informatiebemiddeling", reden="leernood")
GESTART = TrajectGestart(begeleider="b1", instemming=True)
OVERGEDRAGEN = BegeleiderGewijzigd(van="b1", naar="b2", reden="afwezigheid")
KEUZE = KeuzeGemaakt(aanbieder_soort="cvo", niveau=4)
INGESCHREVEN = InschrijvingVastgesteld(bron="client", aanbieder_soort="cvo")
HEROPEND = DossierHeropend(aanleiding="nazorg")


def afgesloten(reden: str = "keuze") -> DossierAfgesloten:
    return DossierAfgesloten(reden=reden)


def toestemming(doel: str) -> ToestemmingGegeven:
    return ToestemmingGegeven(doel=doel)


def ingetrokken(doel: str) -> ToestemmingIngetrokken:
    return ToestemmingIngetrokken(doel=doel)


def gehouden(sessie: str = "s1", soort: str = "intake", begeleider: str = "b1", **anders: Any) -> SessieGehouden:
    velden: dict[str, Any] = {"vorm": "fysiek", "duur_minuten": 60} | anders
    return SessieGehouden(sessie=sessie, soort=soort, begeleider=begeleider, **velden)


def gepland(sessie: str = "s1", soort: str = "intake", begeleider: str = "b1", uren: int = 24) -> SessieGepland:
    moment = NU + timedelta(hours=uren)
    return SessieGepland(sessie=sessie, soort=soort, begeleider=begeleider, vorm="fysiek", moment=moment)


def plannen(plan: SessieGepland) -> SessiePlannen:
    return SessiePlannen(plan=plan, nu=NU)


def registreren(sessie: SessieGehouden, tijdstip: datetime = NU) -> SessieRegistreren:
    return SessieRegistreren(gehouden=sessie, tijdstip=tijdstip, nu=NU)


def op(moment: datetime, data: Gegevens) -> AnyGebeurtenis:
    """The event, at that moment."""
    return gebeurtenis(data, "d1", time=moment, recordedtime=moment)


GEDISPATCHT = (AANMELDING, BEMIDDELING)
GESPROKEN = (*GEDISPATCHT, gehouden())
LOPEND = (*GESPROKEN, GESTART)
GEKOZEN = (*LOPEND, KEUZE)
AFGESLOTEN = (*GEKOZEN, afgesloten())
