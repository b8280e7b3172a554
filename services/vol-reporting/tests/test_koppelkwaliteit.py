"""How well the linking service finds who is one person, and how seldom it names two: measured on planted duplicates."""

import math
from collections import defaultdict
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine

from leerwinkel.eventsourcing import MemoryLog
from leerwinkel.koppelmerk.bericht import Clientmerken
from leerwinkel.koppelmerk.merken import Koppelmerken
from vol_reporting.koppeldienst.koppelaar import Koppelaar
from vol_reporting.koppeldienst.merkenkast import Merkenkast
from vol_reporting.koppeldienst.weging import drempel
from vol_reporting.koppeling.paar import Paar

from .koppelmensen import Bevolking, Fouten, bevolking


@dataclass(frozen=True, slots=True)
class Kwaliteit:
    """`gemist`: the pairs that were not proposed; `vals`: those that are two people."""

    dubbels: int
    gemist: frozenset[Paar]
    vals: frozenset[Paar]
    voorgesteld: int

    @property
    def precisie(self) -> float:
        return (self.voorgesteld - len(self.vals)) / self.voorgesteld

    @property
    def trefkans(self) -> float:
        return 1 - len(self.gemist) / self.dubbels

    def __str__(self) -> str:
        return (
            f"{self.dubbels} dubbels, {self.voorgesteld} voorgesteld, {len(self.vals)} vals, "
            f"{len(self.gemist)} gemist: precisie {self.precisie:.3f}, trefkans {self.trefkans:.3f}"
        )


def meet(mensen: Bevolking) -> Kwaliteit:
    """Every region sends its marks; what is proposed is laid beside who is who."""
    merken, per_regio = Koppelmerken(b"s" * 32), defaultdict[str, list[Clientmerken]](list)
    for kant, wie in mensen.clienten.items():
        per_regio[kant.regio].append(Clientmerken(client=kant.client, merken=merken.van(wie)))
    kast = Merkenkast(create_engine("sqlite://"), b"k" * 32)
    for regio, gezegd in per_regio.items():
        for n in range(0, len(gezegd), 500):
            kast.bewaar(regio, gezegd[n : n + 500])
    koppelaar = Koppelaar(kast, MemoryLog())
    wie = {regio: [een.client for een in gezegd] for regio, gezegd in per_regio.items()}
    gevonden = {Paar.in_(v) for regio, clients in wie.items() for v in koppelaar.voorstellen(regio, clients)}
    return Kwaliteit(
        len(mensen.dubbels), mensen.dubbels - gevonden, frozenset(gevonden - mensen.dubbels), len(gevonden)
    )


@pytest.mark.lang
def test_of_ten_planted_duplicates_nine_are_proposed_and_of_twenty_proposals_nineteen_are_one_person():
    """Privacy: it proposes, a person reviews; who reviews must not be sent after many who are two people."""
    gemeten = meet(bevolking(4_000, 1))
    assert gemeten.dubbels > 60
    assert gemeten.trefkans >= 0.85, gemeten
    assert gemeten.precisie >= 0.95, gemeten


@pytest.mark.lang
@pytest.mark.parametrize("zonder", [0.0, 0.45, 1.0])
def test_at_twenty_thousand_clients(zonder: float):
    gemeten = meet(bevolking(20_000, 7, Fouten(zonder_nummer=zonder)))
    print(f"zonder rijksregisternummer {zonder:.0%}: {gemeten}")  # noqa: T201 - measured, for the documents
    assert gemeten.trefkans >= 0.8, gemeten
    assert gemeten.precisie >= 0.95, gemeten


@pytest.mark.parametrize("clienten", [1, 10, 20_000, 160_000, 1_000_000])
def test_the_more_clients_the_more_must_agree(clienten: int):
    assert drempel(10 * clienten) >= drempel(clienten) >= 20
    assert math.isfinite(drempel(clienten))
