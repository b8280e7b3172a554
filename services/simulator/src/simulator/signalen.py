"""What a region reports to policy, and the complaints that it gets: as many as its dossiers give rise to."""

from datetime import timedelta
from typing import Any, Final

from leerwinkel.gebeurtenissen.partners import SignaalGemeld
from partners.domain.klacht import KLACHT, KlachtBehandelen, KlachtRegistreren
from partners.domain.signaal import SIGNAAL, SignaalMelden, SignaalOpvolgen
from simulator.netwerk import COORDINATOR
from simulator.persoon import gemeenten
from simulator.stap import Stap
from simulator.verhaal import Verhaal, open_moment
from simulator.wereld import Wereld

PER_DOSSIER: Final = 0.06
KLACHTEN_PER_DOSSIER: Final = 0.008
_IN_KNELPUNT: Final = 4.0
"""How many times as many signals there are of the bottleneck's theme where and while it is felt, as of all others."""
_THEMAS: Final = {
    "diploma-so": 16,
    "nt2": 12,
    "beroepsopleiding": 14,
    "incentives": 14,
    "gelijkschakeling": 10,
    "basiseducatie": 8,
    "digitale-vaardigheden": 8,
    "evc": 5,
}
_DREMPELS: Final = {"financieel": 4, "institutioneel": 4, "mobiliteit": 3, "kinderopvang": 4, "statuut": 3, "taal": 2}


def signaalverhalen(wereld: Wereld, regio: str, dossiers: int) -> list[list[Stap]]:
    """Signals and complaints; those of a bottleneck come on top."""
    signalen = [_signaal(wereld, regio, nummer) for nummer in range(round(dossiers * PER_DOSSIER))]
    klachten = [_klacht(wereld, regio, nummer) for nummer in range(round(dossiers * KLACHTEN_PER_DOSSIER))]
    return [*(stappen for verhalen in signalen for stappen in verhalen), *klachten]


def _verhaal(wereld: Wereld, regio: str, wat: str, *sleutel: object) -> Verhaal:
    kans = wereld.toeval(wat, regio, *sleutel)
    entiteit = str(wereld.nummer(f"{wat}-id", regio, *sleutel))
    nu = open_moment(wereld.moment(kans))
    return Verhaal(wereld=wereld, regio=regio, entiteit=entiteit, kans=kans, nu=nu)


def _signaal(wereld: Wereld, regio: str, nummer: int) -> list[list[Stap]]:
    verhaal = _verhaal(wereld, regio, "signaal", nummer)
    verhalen = [verhaal]
    if wereld.knelt(regio, verhaal.nu):
        verhalen += [_verhaal_na(verhaal, hoeveelste) for hoeveelste in range(round(_IN_KNELPUNT))]
    for elk in verhalen:
        _meld(elk, thema=elk.kies(_THEMAS) if elk is verhaal else wereld.knelpunt)
    return [elk.stappen for elk in verhalen]


def _verhaal_na(eerste: Verhaal, hoeveelste: int) -> Verhaal:
    ander = _verhaal(eerste.wereld, eerste.regio, "knelpunt", eerste.entiteit, hoeveelste)
    ander.nu = open_moment(eerste.nu + timedelta(days=ander.kans.random() * 7))
    return ander


def _meld(verhaal: Verhaal, thema: str) -> None:
    gezegd: dict[str, Any] = {
        "soort": verhaal.kies({"drempel": 45, "hiaat-aanbod": 30, "regelgeving": 15, "dienstverlening": 10}),
        "thema": thema,
        "doelgroepen": (verhaal.kies({"anderstaligen": 4, "werkzoekenden": 3, "laaggeschoold": 3, "armoede": 2}),),
        "gemeente": verhaal.een_van(gemeenten(verhaal.regio)) if verhaal.misschien(0.7) else None,
        "bestuursniveau": verhaal.kies({"vlaams": 60, "lokaal": 30, "federaal": 10}),
        "ernst": verhaal.kies({1: 3, 2: 5, 3: 2}),
    }
    if gezegd["soort"] == "drempel":
        gezegd["drempelsoort"] = verhaal.kies(_DREMPELS)
    verhaal.zet("partners", SIGNAAL, SignaalMelden(SignaalGemeld(**gezegd)), "begeleider-1")
    if verhaal.misschien(0.45):
        verhaal.wacht(verhaal.ongeveer(20))
        gevolg = verhaal.kies({"doorgegeven": 5, "in-onderzoek": 3, "opgelost": 2, "geen-gevolg": 1})
        verhaal.zet("partners", SIGNAAL, SignaalOpvolgen(door="leerwinkel", gevolg=gevolg), COORDINATOR)


def _klacht(wereld: Wereld, regio: str, nummer: int) -> list[Stap]:
    verhaal = _verhaal(wereld, regio, "klacht", nummer)
    thema = verhaal.kies({"wachttijd": 5, "bereikbaarheid": 3, "informatie": 2, "bejegening": 1})
    verhaal.zet("partners", KLACHT, KlachtRegistreren(thema), COORDINATOR)
    if verhaal.misschien(0.8):
        verhaal.wacht(verhaal.ongeveer(12))
        uitkomst = verhaal.kies({"gegrond": 3, "deels-gegrond": 3, "ongegrond": 3, "ingetrokken": 1})
        verhaal.zet("partners", KLACHT, KlachtBehandelen(uitkomst), COORDINATOR)
    return verhaal.stappen
