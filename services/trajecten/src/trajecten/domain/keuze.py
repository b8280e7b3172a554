"""The keuze: made by the cliënt, and made again. (`herzien` is infinitive and participle: hence `aanpassen`.)"""

from collections.abc import Sequence
from dataclasses import dataclass

from leerwinkel.eventsourcing.decider import Refusal
from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.trajecten import KeuzeGemaakt, KeuzeHerzien
from trajecten.domain.dossier import Afgesloten, Dossier, Feiten, Geopend, Onbekend, gezegd


@dataclass(frozen=True, slots=True, kw_only=True)
class KeuzeRegistreren:
    """`van_client`: it is the cliënt's own."""

    keuze: KeuzeGemaakt
    van_client: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeuzeAanpassen:
    """The cliënt chose again."""

    keuze: KeuzeHerzien
    van_client: bool


KeuzeCommand = KeuzeRegistreren | KeuzeAanpassen


def decide(command: KeuzeCommand, dossier: Dossier) -> Sequence[Gegevens]:
    """The table."""
    match command, dossier:
        case _, Onbekend():
            raise Refusal("dossier-onbekend")
        case _, Afgesloten():
            raise Refusal("dossier-afgesloten")
        case _, Geopend():
            return _gekozen(command, dossier.feiten)


def _gekozen(command: KeuzeCommand, feiten: Feiten) -> Sequence[Gegevens]:
    """The cliënt chooses, from options weighed together in a talk (blueprint 3.1, 3.3); a keuze can be revised."""
    if not command.van_client:
        raise Refusal("keuze-niet-van-client")
    if not feiten.gesproken:
        raise Refusal("keuze-zonder-gesprek")
    match command, feiten.keuze:
        case _, KeuzeGemaakt() as bekend if bekend == KeuzeGemaakt(**dict(gezegd(command.keuze))):
            return []
        case KeuzeRegistreren(), KeuzeGemaakt():
            raise Refusal("keuze-bestaat-al")
        case KeuzeAanpassen(), None:
            raise Refusal("keuze-ontbreekt")
        case (KeuzeRegistreren(), None) | (KeuzeAanpassen(), KeuzeGemaakt()):
            return [command.keuze]
