"""Appointments and what comes of them: moved, cancelled, not shown up, and in the end held or given up."""

from datetime import datetime, timedelta
from typing import Final

from leerwinkel.dossier.correctie import CORRECTIE, GebeurtenisCorrigeren
from leerwinkel.gebeurtenissen.envelop import gegevens_als_json
from leerwinkel.gebeurtenissen.intake import Afspraak
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden, SessieGepland
from simulator.dossierverhaal import Dossierverhaal
from simulator.stap import Stap
from simulator.verhaal import open_moment
from trajecten.domain.beslissing import DOSSIER as TRAJECT
from trajecten.domain.sessies import (
    NietVerschenenRegistreren,
    SessieAnnuleren,
    SessiePlannen,
    SessieRegistreren,
    SessieVerplaatsen,
)
from trajecten.policies import opdrachten

GEMIDDELD_INTAKE: Final = 60.0
_OP_DE_BALIE, _FOUT = 0.7, 0.02
_VERLOOP: Final = {"door": 77, "verplaatst": 7, "geannuleerd": 5, "niet-verschenen": 11}
_BEHANDELD: Final = ("leervraag-verhelderd", "studieverleden", "interesses", "mogelijkheden", "aanbod", "praktisch")


def maak_afspraak(verhaal: Dossierverhaal, reden: str) -> SessieGepland:
    """Decide that there will be a talk. Mostly the appointment is made at once: trajecten plans it by itself."""
    moment = open_moment(verhaal.nu + timedelta(days=1 + verhaal.ongeveer(_wachtdagen(verhaal), 2.5)))
    if not verhaal.misschien(_OP_DE_BALIE):
        verhaal.beslis("informatiebemiddeling", reden)
        verhaal.wacht(verhaal.ongeveer(0.5))
        return plan(verhaal, "intake", moment)
    afspraak = Afspraak(moment=_vast(moment), begeleider=verhaal.begeleider)
    stap, beslissing = verhaal.beslis("informatiebemiddeling", reden, afspraak=afspraak)
    [vanzelf] = opdrachten(stap.gelegenheid.event(0, beslissing), verhaal.regio)
    assert isinstance(vanzelf.command, SessiePlannen)
    return vanzelf.command.plan


def _wachtdagen(verhaal: Dossierverhaal) -> float:
    """Longer where there is a bottleneck."""
    return verhaal.streek.wachtdagen * (1.6 if verhaal.wereld.knelt(verhaal.regio, verhaal.nu) else 1)


def plan(verhaal: Dossierverhaal, soort: str, moment: datetime) -> SessieGepland:
    """Make an appointment for then."""
    gepland = _nieuw(verhaal, soort, moment)
    verhaal.traject(SessiePlannen(plan=gepland, nu=verhaal.nu))
    return gepland


def _nieuw(verhaal: Dossierverhaal, soort: str, moment: datetime) -> SessieGepland:
    verhaal.sessies += 1
    vorm = "online" if verhaal.misschien(verhaal.streek.online) else "fysiek"
    wanneer = _vast(max(moment, open_moment(verhaal.nu + timedelta(hours=3))))
    sessie = f"s{verhaal.sessies}"
    return SessieGepland(sessie=sessie, soort=soort, moment=wanneer, begeleider=verhaal.begeleider, vorm=vorm)


def _vast(moment: datetime) -> datetime:
    """On the quarter, with an offset: an event keeps no zone."""
    return datetime.fromisoformat(moment.replace(minute=moment.minute // 15 * 15).isoformat())


def laat_gebeuren(verhaal: Dossierverhaal, gepland: SessieGepland) -> SessieGepland:
    """Go on to the appointment at which the cliënt comes: some are moved, cancelled or missed before."""
    for _ in range(3):
        wat = verhaal.kies(_VERLOOP)
        if wat == "door":
            break
        if wat == "niet-verschenen":
            gepland = verschijnt_niet(verhaal, gepland)
            continue
        verhaal.nu = min(open_moment(verhaal.nu + timedelta(hours=4)), _zone(verhaal, gepland))
        door = verhaal.kies({"client": 3, "leerwinkel": 1})
        later = _nieuw(verhaal, gepland.soort, _zone(verhaal, gepland) + timedelta(days=verhaal.ongeveer(5)))
        if wat == "verplaatst":
            verhaal.traject(SessieVerplaatsen(sessie=gepland.sessie, door=door, plan=later, nu=verhaal.nu))
        else:
            verhaal.traject(SessieAnnuleren(sessie=gepland.sessie, door=door))
            verhaal.even()
            verhaal.traject(SessiePlannen(plan=later, nu=verhaal.nu))
        gepland = later
    verhaal.nu = _zone(verhaal, gepland)
    return gepland


def _zone(verhaal: Dossierverhaal, gepland: SessieGepland) -> datetime:
    """The moment of the appointment, on the clock of the story; never back in time."""
    return max(gepland.moment.astimezone(verhaal.wereld.einde.tzinfo), verhaal.nu + timedelta(minutes=1))


def mis(verhaal: Dossierverhaal, gepland: SessieGepland) -> None:
    """The cliënt does not come."""
    verhaal.nu = _zone(verhaal, gepland) + timedelta(minutes=30)
    verhaal.traject(NietVerschenenRegistreren(sessie=gepland.sessie, nu=verhaal.nu))


def verschijnt_niet(verhaal: Dossierverhaal, gepland: SessieGepland) -> SessieGepland:
    """The cliënt does not come; one calls, and makes a new appointment."""
    mis(verhaal, gepland)
    verhaal.even(20)
    return plan(verhaal, gepland.soort, open_moment(verhaal.nu + timedelta(days=verhaal.ongeveer(6))))


def houd(verhaal: Dossierverhaal, gepland: SessieGepland, soort: str, gemiddeld: float) -> None:
    """The talk takes place. At times its length is registered wrong, and corrected."""
    gehouden = SessieGehouden(
        sessie=gepland.sessie,
        soort=soort,
        vorm=gepland.vorm,
        duur_minuten=(duur := verhaal.minuten(gemiddeld)),
        begeleider=verhaal.begeleider,
        behandeld=tuple(verhaal.kans.sample(_BEHANDELD, 2)),
    )
    fout = verhaal.misschien(_FOUT)
    gezegd = gehouden.model_copy(update={"duur_minuten": min(480, duur * 10)}) if fout else gehouden
    wanneer = verhaal.laat()
    command = SessieRegistreren(gehouden=gezegd, tijdstip=verhaal.nu, nu=wanneer)
    stap = verhaal.zet("trajecten", TRAJECT, command, verhaal.begeleider, geregistreerd=wanneer)
    verhaal.even(duur)
    if fout and gezegd != gehouden:
        _verbeter(verhaal, stap, gehouden)


def _verbeter(verhaal: Dossierverhaal, stap: Stap, gehouden: SessieGehouden) -> None:
    wanneer = max(stap.geregistreerd, verhaal.nu) + timedelta(minutes=30)
    command = GebeurtenisCorrigeren(
        service="trajecten", doel=stap.doel, gegevens=gegevens_als_json(gehouden), reden="invoerfout", nu=wanneer
    )
    verhaal.zet("trajecten", CORRECTIE, command, verhaal.begeleider, geregistreerd=wanneer)
