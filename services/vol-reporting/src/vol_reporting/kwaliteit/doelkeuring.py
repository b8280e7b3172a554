"""What can be a target: a figure that exists, a direction, limits in the right order, a year of its agreement."""

import hashlib
import re
from typing import Final, Literal

from leerwinkel.eventsourcing import Refusal
from leerwinkel.gebeurtenissen.kwaliteit import DoelstellingVastgelegd
from vol_reporting.indicatoren import Definitie, definities

Norm = Literal["minstens", "hoogstens"]

JAREN: Final = 5
"""A management agreement is for five years (blueprint 7.1)."""
_NORM: Final[dict[str, Norm]] = {"hoger": "minstens", "lager": "hoogstens"}
_HOOGSTENS: Final = 100


def norm_van(doel: DoelstellingVastgelegd) -> Norm | None:
    """What is asked: the figure's own direction, or what was said of it; None where nobody said.

    A row of a figure has no direction of its own: of the waiting time, more within the norm is better.
    """
    definitie = definities().get(doel.indicator)
    eigen = _NORM.get(definitie.richting) if definitie is not None and doel.dimensie is None else None
    match eigen, doel.norm:
        case None, "minstens" | "hoogstens":
            return doel.norm
        case _:
            return eigen


def nummer_van(doel: DoelstellingVastgelegd) -> str:
    """The entity of a target: what it is of, where and when. Said again with another value it is revised."""
    delen = (doel.indicator, doel.regio or "vlaanderen", doel.periode, doel.dimensie or "", doel.dimensiewaarde or "")
    return "d" + hashlib.sha256("/".join(delen).encode()).hexdigest()[:24]


def keur(doel: DoelstellingVastgelegd) -> None:
    """Raises Refusal for what can be no target."""
    definitie = definities().get(doel.indicator)
    if definitie is None:
        raise Refusal("doelstelling-onbekend-cijfer")
    if not _heeft_rij(definitie, doel):
        raise Refusal("doelstelling-onbekende-rij")
    if not re.fullmatch(r"\d{4}", doel.periode) or definitie.tijdsas.startswith("geen"):
        raise Refusal("doelstelling-per-jaar")
    _keur_waarden(doel, definitie.eenheid_van(doel.dimensie))
    begin = doel.beheersovereenkomst
    if begin is not None and not begin <= int(doel.periode) < begin + JAREN:
        raise Refusal("doelstelling-buiten-overeenkomst")


def _heeft_rij(definitie: Definitie, doel: DoelstellingVastgelegd) -> bool:
    if doel.dimensie is None or doel.dimensiewaarde is None:
        return doel.dimensie == doel.dimensiewaarde
    dimensie = definitie.dimensies.get(doel.dimensie)
    if dimensie is None:
        return False
    mogelijk = dimensie.maten or dimensie.waarden
    return not mogelijk or doel.dimensiewaarde in mogelijk


def _keur_waarden(doel: DoelstellingVastgelegd, eenheid: str) -> None:
    norm = norm_van(doel)
    if norm is None:
        raise Refusal("doelstelling-zonder-richting")
    if doel.norm not in (None, norm):
        raise Refusal("doelstelling-tegen-de-richting")
    hoogst = _HOOGSTENS if eenheid == "%" else float("inf")
    if not all(0 <= waarde <= hoogst for waarde in (doel.streefwaarde, doel.grens) if waarde is not None):
        raise Refusal("doelstelling-buiten-wat-kan")
    voorbij = doel.grens is None or (doel.grens < doel.streefwaarde) == (norm == "minstens")
    if not voorbij or doel.grens == doel.streefwaarde:
        raise Refusal("doelstelling-grens-aan-de-verkeerde-kant")
