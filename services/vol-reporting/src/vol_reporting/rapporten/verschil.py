"""What a frozen report says beside what would be said today: every figure that is another now."""

from dataclasses import dataclass
from itertools import zip_longest

from leerwinkel.runtime.web.opmaak import GEEN, getal
from vol_reporting.benamingen import GROEPEN
from vol_reporting.duidingswoorden import met_eenheid
from vol_reporting.rapporten.cijferdelen import TOTAAL
from vol_reporting.rapporten.model import Cel, Rapport, Tabel

_WAARDEN = ("waarde", "teller", "noemer")


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A row of figures; `verdeling` and `groep` are `totaal` for a whole figure. None: it was, or is, not there."""

    cijfer: str
    code: str
    verdeling: str
    groep: str
    eenheid: str
    toen: tuple[Cel, ...] | None
    nu: tuple[Cel, ...] | None

    def in_woorden(self) -> tuple[str, str]:
        """What it was and what it is, for people."""
        return _tekst(self.toen, self.eenheid), _tekst(self.nu, self.eenheid)


def _tekst(cellen: tuple[Cel, ...] | None, eenheid: str) -> str:
    if cellen is None:
        return "stond er niet bij"
    waarde, teller, noemer = (cel if isinstance(cel, int | float) else None for cel in cellen)
    tekst = GEEN if waarde is None else met_eenheid(waarde, eenheid)
    return tekst if noemer is None else f"{tekst} ({getal(teller)} van {getal(noemer)})"


def verschillen(toen: Rapport, nu: Rapport) -> list[Wijziging]:
    """In the order of the report: waarde, teller and noemer of each figure that is not what it was."""
    eerder, later = _rijen(toen), _rijen(nu)
    return [
        Wijziging(*namen[:1], *sleutel, namen[1], waarden_toen, waarden_nu)
        for sleutel, namen in {**_namen(toen), **_namen(nu)}.items()
        if (waarden_toen := eerder.get(sleutel)) != (waarden_nu := later.get(sleutel))
    ]


def eerste_verschil(toen: Rapport, nu: Rapport) -> str:
    """Where the second is first another report than the first (Dutch); for one that is another."""
    for een, ander in zip_longest(toen.tabellen, nu.tabellen):
        if een is None or ander is None or een.naam != ander.naam:
            return f"de tabel {' of '.join(t.naam for t in (een, ander) if t)} staat maar in een van beide."
        for nummer, (rij, andere) in enumerate(zip_longest(een.rijen, ander.rijen), 1):
            if rij != andere:
                return (
                    f"tabel {een.naam}, rij {nummer}: {_als_tekst(rij)} was bevroren, {_als_tekst(andere)} komt eruit."
                )
    return "in de woorden van het rapport, niet in een tabel."


def _als_tekst(rij: tuple[Cel, ...] | None) -> str:
    return "niets" if rij is None else " | ".join("-" if cel is None else str(cel) for cel in rij)


_Sleutel = tuple[str, str, str]


def _rijen(rapport: Rapport) -> dict[_Sleutel, tuple[Cel, ...]]:
    return {
        _sleutel(tabel, rij): tuple(rij[tabel.plaats(naam)] for naam in _WAARDEN)
        for tabel in _cijfertabellen(rapport)
        for rij in tabel.rijen
    }


def _namen(rapport: Rapport) -> dict[_Sleutel, tuple[str, str]]:
    """How a row is called, under the figure that it is of, and its unit."""
    gevonden: dict[_Sleutel, tuple[str, str]] = {}
    for tabel in _cijfertabellen(rapport):
        figuur = ""
        for rij in tabel.rijen:
            sleutel, naam = _sleutel(tabel, rij), str(rij[tabel.plaats("cijfer")])
            is_geheel = sleutel[1:] == (TOTAAL, TOTAAL)
            figuur = naam if is_geheel else figuur
            gevonden[sleutel] = (naam if is_geheel else f"{figuur}, {naam}", str(rij[tabel.plaats("eenheid")]))
    return gevonden


def _cijfertabellen(rapport: Rapport) -> list[Tabel]:
    return [tabel for tabel in rapport.tabellen if tabel.naam in GROEPEN]


def _sleutel(tabel: Tabel, rij: tuple[Cel, ...]) -> _Sleutel:
    code, verdeling, groep = (str(rij[tabel.plaats(naam)]) for naam in ("code", "verdeling", "groep"))
    return code, verdeling, groep
