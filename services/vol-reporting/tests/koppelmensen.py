"""Invented people who come to one leerwinkel or to two, written down by people who make mistakes.

What is thought of how often: see `Fouten`. Common names, birthdays on the first of January, twins and numbers of
relatives are what makes two people look like one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from vol_reporting.koppeling.paar import Kant, Paar

_LETTERGREEP = (
    *("ba", "bel", "bro", "cla", "daem", "dries", "el", "fon", "ge", "haes", "ker", "lam", "maer", "mi", "nys"),
    *("oost", "pau", "peet", "ra", "ren", "roe", "seg", "sim", "smet", "ste", "tho", "van", "ver", "vos", "wyn"),
)
_VARIANT = (("ck", "k"), ("ae", "a"), ("y", "i"), ("oe", "u"), ("ss", "s"), ("c", "k"), ("t", "th"), ("v", "f"))


@dataclass(frozen=True, slots=True)
class Fouten:
    """How often somebody who registers a person for the second time writes something else, or nothing."""

    tikfout: float = 0.04
    klank: float = 0.05
    andere_naam: float = 0.02
    omgekeerd: float = 0.01
    andere_dag: float = 0.03
    ander_jaar: float = 0.005
    zonder_nummer: float = 0.45
    nummer_van_familie: float = 0.002


@dataclass(frozen=True, slots=True)
class Bevolking:
    """Who is registered where, and which pairs are one person."""

    clienten: dict[Kant, Persoonsgegevens]
    dubbels: frozenset[Paar]


@cache
def _namen(zaad: int, aantal: int) -> tuple[str, ...]:
    kans, gevonden = Random(zaad), dict[str, None]()
    while len(gevonden) < aantal:
        gevonden["".join(kans.choice(_LETTERGREEP) for _ in range(kans.choice((2, 3, 3)))).capitalize()] = None
    return tuple(gevonden)


@dataclass(frozen=True, slots=True)
class _Pool:
    """Names: the n-th has a share of about 1 / (n + `vlak`), so that the first of the family names has 0.4 %."""

    zaad: int
    aantal: int
    vlak: int

    def trek(self, kans: Random) -> str:
        plaats = self.vlak * ((self.aantal + self.vlak) / self.vlak) ** kans.random() - self.vlak
        return _namen(self.zaad, self.aantal)[min(self.aantal - 1, int(plaats))]


_FAMILIENAAM, _VOORNAAM = _Pool(3, 8000, 50), _Pool(4, 600, 15)
_VERRE_FAMILIENAAM, _VERRE_VOORNAAM = _Pool(1, 400, 20), _Pool(2, 120, 5)


def _iemand(kans: Random) -> Persoonsgegevens:
    """One in three comes from afar: from fewer names, and one in six of them has no known birthday."""
    van_ver = kans.random() < 0.33
    geboren = date(1955, 1, 1) + timedelta(days=kans.randrange(365 * 50))
    if van_ver and kans.random() < 0.17:
        geboren = geboren.replace(month=1, day=1)
    familie, roep = (_VERRE_FAMILIENAAM, _VERRE_VOORNAAM) if van_ver else (_FAMILIENAAM, _VOORNAAM)
    naam, voornaam = familie.trek(kans), roep.trek(kans)
    nummer = _nummer(kans, geboren)
    return Persoonsgegevens(naam=naam, voornaam=voornaam, geboortedatum=geboren, rijksregisternummer=nummer)


def _nummer(kans: Random, geboren: date) -> str:
    begin = f"{geboren:%y%m%d}{kans.randrange(1, 998):03d}"
    grond = int(("2" if geboren.year >= 2000 else "") + begin)
    return f"{begin}{97 - grond % 97:02d}"


def _tweeling(kans: Random, wie: Persoonsgegevens) -> Persoonsgegevens:
    assert wie.geboortedatum
    anders = {"voornaam": _VOORNAAM.trek(kans), "rijksregisternummer": _nummer(kans, wie.geboortedatum)}
    return wie.model_copy(update=anders)


def overgeschreven(kans: Random, wie: Persoonsgegevens, fouten: Fouten) -> Persoonsgegevens:
    """The person as another leerwinkel wrote them down."""
    assert wie.geboortedatum
    naam, voornaam = _geschreven(kans, wie.naam, fouten), _geschreven(kans, wie.voornaam, fouten)
    if kans.random() < fouten.andere_naam:
        naam = _FAMILIENAAM.trek(kans)
    if kans.random() < fouten.omgekeerd:
        naam, voornaam = voornaam, naam
    geboren = wie.geboortedatum
    if kans.random() < fouten.andere_dag:
        geboren = geboren.replace(day=1 + geboren.day % 28)
    if kans.random() < fouten.ander_jaar:
        geboren = geboren.replace(year=geboren.year - 1, day=min(geboren.day, 28))
    return wie.model_copy(update={"naam": naam, "voornaam": voornaam, "geboortedatum": geboren})


def _geschreven(kans: Random, naam: str, fouten: Fouten) -> str:
    if kans.random() < fouten.klank:
        gewoon, anders = kans.choice(_VARIANT)
        return naam.lower().replace(gewoon, anders).capitalize()
    if kans.random() < fouten.tikfout:
        plaats = kans.randrange(1, len(naam))
        return naam[:plaats] + kans.choice("aeinrt") + naam[plaats + 1 :]
    return naam


def bevolking(aantal: int, zaad: int, fouten: Fouten | None = None) -> Bevolking:
    """So many clients over the regions; of one in fifty a second one in another region, of one in a hundred a twin."""
    kans, fouten, regios = Random(zaad), fouten or Fouten(), list(codelijst("regio"))
    clienten: dict[Kant, Persoonsgegevens] = {}
    dubbels: set[Paar] = set()

    def registreer(wie: Persoonsgegevens, regio: str) -> Kant:
        kant = Kant(regio, f"c{len(clienten)}")
        zonder = kans.random() < fouten.zonder_nummer
        clienten[kant] = wie.model_copy(update={"rijksregisternummer": None}) if zonder else wie
        return kant

    while len(clienten) < aantal:
        wie, (eerste, tweede) = _iemand(kans), kans.sample(regios, 2)
        kant = registreer(wie, eerste)
        soort = kans.random()
        if soort < 0.02:
            dubbels.add(Paar.van(kant, registreer(overgeschreven(kans, wie, fouten), tweede)))
        elif soort < 0.03:
            registreer(_tweeling(kans, wie), tweede)
        elif soort < 0.03 + fouten.nummer_van_familie:
            familie = _iemand(kans).model_copy(
                update={"rijksregisternummer": wie.rijksregisternummer, "naam": wie.naam}
            )
            registreer(familie, tweede)
    return Bevolking(clienten, frozenset(dubbels))
