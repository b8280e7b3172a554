"""Removing back-ups that have had their time: of kluis and keys always, of a log while a newer one is there."""

from datetime import datetime
from pathlib import Path

from leerwinkel.reservekopie.kopie import Deel, Reservekopie, kopieen, verwijder


def ruim_op(map_: Path, nu: datetime) -> list[str]:
    """Remove what is older than 30 days; says what (Dutch). Raises KopieOngeldig for a folder that cannot be read."""
    alle = kopieen(map_) if map_.is_dir() else []
    weg = [
        kopie for kopie in alle if kopie.is_te_oud(nu) and (kopie.deel is not Deel.LOG or _heeft_nieuwere(kopie, alle))
    ]
    for kopie in weg:
        verwijder(kopie)
    return [f"{kopie.map} is ouder dan 30 dagen, en is verwijderd." for kopie in weg]


def _heeft_nieuwere(kopie: Reservekopie, alle: list[Reservekopie]) -> bool:
    return any(a.gemaakt > kopie.gemaakt for a in alle if (a.wie, a.deel) == (kopie.wie, kopie.deel))
