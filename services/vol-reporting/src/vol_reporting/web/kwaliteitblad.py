"""The pages of targets: all areas beside each other, in the order of the list, and one with its five-year plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vol_reporting.benamingen import regionaam
from vol_reporting.kwaliteit.bronnen import Actie, Evaluatie
from vol_reporting.kwaliteit.caf import CRITERIA
from vol_reporting.kwaliteit.doelregels import Doelgroep, Doelregel, per_soort, tel_lichten
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.kwaliteit.verbeteractie import Lopend
from vol_reporting.vraag import VLAANDEREN, Vraag
from vol_reporting.web.actieblad import Actieregel, regels_van

GEBIEDEN: Final = tuple(sorted(Vraag().gebieden(), key=lambda gebied: gebied != VLAANDEREN))
"""Flanders first, then the regions in the order of their list: never by how they do."""


@dataclass(frozen=True, slots=True)
class Gebiedregel:
    """An area: how many lights of each colour, what is being improved, how many criteria were scored."""

    code: str
    naam: str
    lichten: dict[str, int]
    acties: int
    gescoord: int | None


@dataclass(frozen=True, slots=True)
class Cafregel:
    """A leerwinkel with its scores in the order of the criteria."""

    code: str
    naam: str
    scores: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Kwaliteitblad:
    """`aandacht`: the targets that are red or orange."""

    gebieden: Sequence[Gebiedregel]
    aandacht: Sequence[Doelregel]
    acties: Sequence[Actieregel]
    caf: Sequence[Cafregel]


@dataclass(frozen=True, slots=True)
class Planjaar:
    """A year of the agreement for one target: the row, or nothing where none was agreed."""

    jaar: int
    regel: Doelregel | None


@dataclass(frozen=True, slots=True)
class Planregel:
    """A target over the years of the agreement."""

    naam: str
    code: str
    strategisch: str
    jaren: Sequence[Planjaar]


@dataclass(frozen=True, slots=True)
class Gebiedblad:
    """One area: its targets of the year, its five-year plan, its actions."""

    code: str
    naam: str
    groepen: Sequence[Doelgroep]
    jaren: Sequence[int]
    plan: Sequence[Planregel]
    acties: Sequence[Actieregel]


def maak_kwaliteitblad(kijk: Kijk) -> Kwaliteitblad:
    """All areas, for the year."""
    regels = kijk.regels()

    return Kwaliteitblad(
        gebieden=[_gebied(kijk, gebied, regels) for gebied in GEBIEDEN],
        aandacht=[
            r for g in GEBIEDEN for r in regels if r.gebied == g and r.beoordeeld.licht.kleur in ("oranje", "rood")
        ],
        acties=regels_van(kijk.acties.values(), kijk.meter.peil),
        caf=[Cafregel(g, regionaam(g), scores(kijk, g, kijk.jaar)) for g in GEBIEDEN if g != VLAANDEREN],
    )


def _gebied(kijk: Kijk, gebied: str, regels: Sequence[Doelregel]) -> Gebiedregel:
    lopend = sum(r.gebied == gebied for r in regels_van(_lopend(kijk), kijk.meter.peil))
    gescoord = None if gebied == VLAANDEREN else sum(s is not None for s in scores(kijk, gebied, kijk.jaar))
    van_gebied = [regel for regel in regels if regel.gebied == gebied]
    return Gebiedregel(gebied, regionaam(gebied), tel_lichten(van_gebied), lopend, gescoord)


def _lopend(kijk: Kijk) -> list[Actie]:
    return [actie for actie in kijk.acties.values() if isinstance(actie.stand, Lopend)]


def scores(kijk: Kijk, regio: str, jaar: int) -> list[int | None]:
    """The scores of a leerwinkel by criterion; None where nobody scored it."""
    gevonden: list[Evaluatie | None] = [kijk.evaluaties.get((regio, jaar, caf)) for caf in CRITERIA]
    return [evaluatie.gescoord.score if evaluatie else None for evaluatie in gevonden]


def maak_gebiedblad(kijk: Kijk, gebied: str) -> Gebiedblad:
    """One area. The lights of the other years of the agreement come from the same figures."""
    jaren = kijk.overeenkomst(gebied)
    regels = kijk.regels(gebied, jaren=jaren)
    return Gebiedblad(
        code=gebied,
        naam=regionaam(gebied),
        groepen=per_soort(regel for regel in regels if regel.jaar == str(kijk.jaar)),
        jaren=list(jaren),
        plan=planregels(regels, jaren),
        acties=regels_van(kijk.acties.values(), kijk.meter.peil, gebied),
    )


def planregels(regels: Sequence[Doelregel], jaren: Sequence[int]) -> list[Planregel]:
    """By figure, over the years; in the order of the kinds of engagement."""
    per_naam: dict[tuple[str, str], dict[str, Doelregel]] = {}
    for groep in per_soort(regels):
        for regel in groep.regels:
            per_naam.setdefault((regel.naam, regel.code), {})[regel.jaar] = regel
    return [
        Planregel(naam, code, next(iter(van.values())).strategisch, [Planjaar(j, van.get(str(j))) for j in jaren])
        for (naam, code), van in per_naam.items()
    ]
