"""What of the registration is to mend. Blocking."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from trajecten.tabellen import BEVINDING, DOSSIER

_b = BEVINDING.c


class Aantal(NamedTuple):
    """In how many dossiers something is to mend, and of how many of them in another system."""

    dossiers: int
    elders: int


def aantallen(verbinding: Connection) -> dict[str, Aantal]:
    """By kind; kinds of which there are none are left out."""
    per_soort: dict[str, Aantal] = {}
    vraag = select(_b.soort, _b.eigen, func.count()).group_by(_b.soort, _b.eigen)
    for soort, eigen, aantal in verbinding.execute(vraag):
        tot = per_soort.get(soort, Aantal(0, 0))
        per_soort[soort] = Aantal(tot.dossiers + aantal, tot.elders + (0 if eigen else aantal))
    return per_soort


def eerste_met(verbinding: Connection, soort: str, hoogstens: int) -> list[str]:
    """The dossiers with that kind, those that are mended here first."""
    vraag = select(_b.dossier).where(_b.soort == soort).order_by(_b.eigen.desc(), _b.dossier.desc())
    return list(verbinding.scalars(vraag.limit(hoogstens)))


def jaren(verbinding: Connection, dit: int) -> list[int]:
    """The years in which somebody asked for help, and this one, the latest first."""
    eerste = verbinding.scalar(select(func.min(DOSSIER.c.aangemeld)))
    return list(range(dit, min(dit, eerste.year if eerste else dit) - 1, -1))
