"""Who comes: invented people, with a name that shows it, and a profile as their region has them."""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from simulator.wereld import STREKEN, Streek, Wereld

_VOORNAMEN: Final = (
    *("Aïcha", "Bart", "Chaima", "Dries", "Elif", "Fatou", "Gijs", "Hanne", "Ibrahim", "Jolien", "Kasper", "Leyla"),
    *("Mirko", "Nadia", "Omar", "Pauline", "Quinten", "Rania", "Stijn", "Tuba", "Ugo", "Vera", "Warre", "Xenia"),
    *("Yusuf", "Zita"),
)
_BEGIN: Final = ("Verzonnen", "Proef", "Test", "Voorbeeld", "Denk", "Fantasie", "Schijn", "Oefen")
_EINDE: Final = ("aert", "beek", "daele", "hout", "mans", "poorter", "steen", "velde", "waert", "winkel", "ski", "oglu")
_TERUG, _ANDERE_REGIO, _VENSTER = 0.09, 0.02, 60
_LAAG: Final = {"geen": 8, "lager": 18, "so-graad1": 25, "so-graad2": 34, "bso-jaar6": 15}
_HOGER: Final = {"so-diploma": 50, "se-n-se": 4, "graduaat": 8, "bachelor": 18, "master": 10, "buitenlands": 10}
_STATUUT: Final = {
    "werkend": 22,
    "zelfstandig": 2,
    "werkzoekend-uitkering": 22,
    "werkzoekend-zonder": 16,
    "leefloon": 14,
    "ziekte-invaliditeit": 6,
    "student": 3,
    "neet": 8,
    "huisvrouw-man": 4,
    "asielzoeker": 3,
}
_TALEN: Final = {"ar": 24, "tr": 14, "fr": 14, "ps": 9, "so": 8, "uk": 9, "en": 7, "es": 6, "ti": 5, "andere": 4}
_NEDERLANDS: Final = {"A1": 15, "A2": 32, "B1": 30, "B2": 15, "onbekend": 8}
_GEZIN: Final = {
    "alleenstaand": 28,
    "alleenstaand-kinderen": 16,
    "samenwonend": 14,
    "samenwonend-kinderen": 24,
    "bij-ouders": 15,
    "niet-gevraagd": 3,
}


@dataclass(frozen=True, slots=True)
class Persoon:
    """Somebody who does not exist. `woont` is the region that knew them first."""

    woont: str
    nummer: int
    bekend: bool
    profiel: Profiel
    gegevens: Persoonsgegevens

    def client(self, wereld: Wereld, regio: str) -> str:
        """Their client id in a region: each region has its own."""
        return str(wereld.nummer("client", regio, self.woont, self.nummer))


def persoon_van(wereld: Wereld, regio: str, nummer: int) -> Persoon:
    """Who opens that dossier: mostly somebody new, at times a client of before, or one of another region."""
    woont, eerste = regio, nummer
    while eerder := _eerder(wereld, woont, eerste):
        woont, eerste = eerder
    return _maak(wereld, woont, eerste, bekend=(woont, eerste) != (regio, nummer))


def _eerder(wereld: Wereld, regio: str, nummer: int) -> tuple[str, int] | None:
    """The dossier that they opened before; None for who is new, as in a region's first dossier everybody is."""
    kans = wereld.toeval("wie", regio, nummer)
    if nummer and kans.random() < _ANDERE_REGIO:
        return kans.choice([ander for ander in STREKEN if ander != regio]), nummer // 2
    if nummer and kans.random() < _TERUG:
        return regio, max(0, nummer - 1 - kans.randrange(_VENSTER))
    return None


def _maak(wereld: Wereld, woont: str, nummer: int, *, bekend: bool) -> Persoon:
    kans = wereld.toeval("persoon", woont, nummer)
    streek = STREKEN[woont]
    oud = 18 + kans.random() ** 2 * 8 if kans.random() < streek.jong else 26 + kans.betavariate(1.3, 2.4) * 38
    geboren = wereld.tot.year - int(oud) - 1
    geslacht = kans.choices(("m", "v", "x"), (46, 53, 1))[0]
    naam = kans.choice(_BEGIN) + kans.choice(_EINDE)
    gegevens = Persoonsgegevens(
        naam=naam,
        voornaam=kans.choice(_VOORNAMEN),
        geboortedatum=date(geboren, kans.randrange(1, 13), kans.randrange(1, 29)),
        email=f"{naam.lower()}.{nummer}@example.org",
        adres=f"Voorbeeldstraat {kans.randrange(1, 200)}",
    )
    return Persoon(woont, nummer, bekend, _profiel(kans, streek, woont, geboren, geslacht), gegevens)


def _profiel(kans: random.Random, streek: Streek, woont: str, geboren: int, geslacht: str) -> Profiel:
    anders = kans.random() < streek.anderstalig
    diploma = _kies(kans, _LAAG if kans.random() < streek.laaggeschoold else _HOGER)
    statuut = _kies(kans, _STATUUT)
    velden: dict[str, Any] = {
        "geboortejaar": geboren if kans.random() < 0.97 else "wil-niet-zeggen",  # noqa: PLR2004 - a share
        "geslacht": geslacht,
        "hoogste_diploma": diploma,
        "diploma_erkend": "nee" if diploma == "buitenlands" else None,
        "statuut": statuut,
        "werkloosheidsduur": _kies(kans, {"lt-1j": 5, "1-2j": 3, "gt-2j": 4}) if "werkzoekend" in statuut else "nvt",
        "herkomst_groep": _kies(kans, {"eu": 25, "niet-eu": 75}) if anders else "belgisch",
        "thuistaal": _kies(kans, _TALEN) if anders else "nl",
        "nederlands": _kies(kans, _NEDERLANDS) if anders else "C2",
        "gemeente": kans.choice(gemeenten(woont)),
        "gezinssituatie": _kies(kans, _GEZIN),
        "kansengroepen": _kansengroepen(kans, anders=anders),
    }
    return Profiel(**velden)


def _kansengroepen(kans: random.Random, *, anders: bool) -> tuple[str, ...]:
    delen = {"laaggeletterd": 0.12, "migratieachtergrond": 0.8 if anders else 0.05, "armoede": 0.18}
    delen |= {"arbeidsbeperking": 0.06, "nieuwkomer": 0.25 if anders else 0.0}
    return tuple(groep for groep, deel in delen.items() if kans.random() < deel)


@cache
def gemeenten(regio: str) -> tuple[str, ...]:
    """The NIS codes in use in a region; in Gent and Antwerpen there is one."""
    alle = codelijst("gemeente").values()
    return tuple(elke.code for elke in alle if elke.groep == regio and elke.geldig_tot is None)


def _kies(kans: random.Random, gewichten: dict[str, int]) -> str:
    return kans.choices(list(gewichten), list(gewichten.values()))[0]
