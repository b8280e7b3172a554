"""One dossier of the simulated world: its whole story, put where it ends within the days, or is still under way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from simulator import trappen
from simulator.aanloop import meldt_zich_aan, wordt_verwezen
from simulator.afloop import beantwoordt_bevraging, na_de_inschrijving
from simulator.dossierverhaal import Dossierverhaal
from simulator.netwerk import Netwerk
from simulator.persoon import Persoon, persoon_van
from simulator.stap import Stap
from simulator.trappen import AANDEEL, BEMIDDELING, INFORMATIE, TRAJECT
from simulator.verhaal import open_moment
from simulator.wereld import Wereld

NOG_OPEN: Final = 0.1
"""The share of dossiers that are still open when the days are over; the others were closed within them."""
BUITEN: Final = {"doorverwezen": 0.03, "buiten-doelgroep": 0.015, "onbereikbaar": 0.025}
"""The shares that get no step at all."""
PADEN: Final = BUITEN | {trap: deel * (1 - sum(BUITEN.values())) for trap, deel in AANDEEL.items()}
_ONTVANGEN, _ANONIEM = 0.16, 0.35
_THEMAS: Final = {
    "diploma-so": 26,
    "nt2": 14,
    "beroepsopleiding": 18,
    "graduaat": 7,
    "bachelor-master": 7,
    "knelpuntberoep": 8,
    "basiseducatie": 7,
    "gelijkschakeling": 5,
    "digitale-vaardigheden": 4,
    "evc": 2,
    "herorientering": 6,
}
_HOOGSTENS_DAGEN: Final = 300
_VERTELD: Final[dict[str, Callable[[Dossierverhaal], None]]] = {
    INFORMATIE: trappen.informatie,
    BEMIDDELING: trappen.bemiddeling,
    TRAJECT: trappen.traject,
    "doorverwezen": partial(trappen.buiten, besluit="doorverwezen"),
    "buiten-doelgroep": partial(trappen.buiten, besluit="buiten-doelgroep"),
    "onbereikbaar": trappen.onbereikbaar,
}


@dataclass(frozen=True, slots=True)
class Dossierplan:
    """What happens in a dossier up to the end of the days. `persoon` is None where nobody said who they are."""

    dossier: str
    client: str
    pad: str
    persoon: Persoon | None
    stappen: tuple[Stap, ...]


def dossierplan(wereld: Wereld, regio: str, nummer: int) -> Dossierplan:
    """The same each time: of this world, this region and this number.

    It is told twice: first to know how long it lasts, then from where it has to begin.
    """
    plaats = wereld.toeval("plaats", regio, nummer)
    proef, _ = _vertel(wereld, regio, nummer, open_moment(wereld.begin))
    duur = (proef.gesloten or proef.nu) - proef.stappen[0].tijdstip
    if plaats.random() < NOG_OPEN:
        begin = wereld.einde - max(duur, timedelta(days=2)) * plaats.random()
    else:
        begin = wereld.moment(plaats) - duur
    begin = open_moment(max(begin, wereld.begin - timedelta(days=_HOOGSTENS_DAGEN)) + _minuten(plaats.random()))
    verhaal, anoniem = _vertel(wereld, regio, nummer, begin)
    stappen = tot_het_einde(verhaal.stappen, wereld.einde)
    pad = _pad(wereld, regio, nummer)
    return Dossierplan(verhaal.entiteit, verhaal.client, pad, None if anoniem else verhaal.persoon, stappen)


def _minuten(deel: float) -> timedelta:
    return timedelta(minutes=int(deel * 60))


def tot_het_einde(stappen: list[Stap], einde: datetime) -> tuple[Stap, ...]:
    """What happens before then, registered before then. What follows on what comes later does not happen either."""
    gebeurd: list[Stap] = []
    for stap in stappen:
        if max(stap.tijdstip, stap.geregistreerd) >= einde:
            break
        gebeurd.append(stap)
    return tuple(gebeurd)


def _pad(wereld: Wereld, regio: str, nummer: int) -> str:
    return wereld.toeval("pad", regio, nummer).choices(list(PADEN), list(PADEN.values()))[0]


def _vertel(wereld: Wereld, regio: str, nummer: int, begin: datetime) -> tuple[Dossierverhaal, bool]:
    """The story, and whether it stays anonymous."""
    verhaal = _begin(wereld, regio, nummer, begin)
    pad = _pad(wereld, regio, nummer)
    anoniem = pad == INFORMATIE and verhaal.misschien(_ANONIEM)
    if pad in AANDEEL and not anoniem and verhaal.misschien(_ONTVANGEN):
        wordt_verwezen(verhaal)
    else:
        buiten = {"buiten-doelgroep": {"in_secundair": True}, "doorverwezen": {"traject_naar_werk": True}}.get(pad, {})
        meldt_zich_aan(verhaal, leernood=pad != INFORMATIE, **buiten)
    _VERTELD[pad](verhaal)
    antwoord = beantwoordt_bevraging(verhaal, pad) if pad in AANDEEL else None
    if antwoord:
        verhaal.stappen.append(antwoord)
    if verhaal.ingeschreven:
        na_de_inschrijving(verhaal)
    return verhaal, anoniem


def _begin(wereld: Wereld, regio: str, nummer: int, begin: datetime) -> Dossierverhaal:
    kans = wereld.toeval("dossier", regio, nummer)
    netwerk = Netwerk(wereld, regio)
    verhaal = Dossierverhaal(
        wereld=wereld,
        regio=regio,
        entiteit=str(wereld.nummer("dossier-id", regio, nummer)),
        kans=kans,
        nu=begin,
        nummer=nummer,
        persoon=persoon_van(wereld, regio, nummer),
        netwerk=netwerk,
        thema="andere",
        begeleider="begeleider-1",
    )
    verhaal.begeleider = f"begeleider-{1 + kans.randrange(verhaal.streek.begeleiders)}"
    verhaal.thema = verhaal.kies(_THEMAS)
    return verhaal
