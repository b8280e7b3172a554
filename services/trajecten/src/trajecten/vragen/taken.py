"""What the VOL asks the region to mend: its findings that are open, by dossier. Blocking."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from leerwinkel.dienst.volpost import Volpost
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.vol import DatakwaliteitGemeld
from trajecten.tabellen import DOSSIER
from trajecten.vragen.lijst import van
from trajecten.vragen.rijen import Rij, rijen

_TEGELIJK = 500


class Taak(NamedTuple):
    """The row of a dossier, and the rule that something in it breaks."""

    regel: str
    rij: Rij


def gemeld(post: Volpost) -> list[tuple[str, str]]:
    """Rule and dossier of every task that is open, as far as the VOL let the region know; the latest first."""
    return _open(post.gebeurtenissen(DatakwaliteitGemeld))


def _open(events: Iterable[AnyGebeurtenis]) -> list[tuple[str, str]]:
    taken: dict[tuple[str, str], int] = {}
    for event in events:
        if isinstance(event.data, DatakwaliteitGemeld) and event.data.over_dossier is not None:
            sleutel = (event.data.regel, event.data.over_dossier)
            taken.pop(sleutel, None)
            taken[sleutel] = event.data.aantal
    return [sleutel for sleutel, aantal in reversed(taken.items()) if aantal]


def taken(
    verbinding: Connection, open_: list[tuple[str, str]], begeleider: str, hoogstens: int
) -> tuple[list[Taak], int]:
    """The first of those tasks (of a begeleider), with their dossiers, and how many there are."""
    hier: set[str] = set()
    dossiers = sorted({dossier for _, dossier in open_})
    for begin in range(0, len(dossiers), _TEGELIJK):
        waar = [DOSSIER.c.dossier.in_(dossiers[begin : begin + _TEGELIJK]), *([van(begeleider)] if begeleider else [])]
        hier.update(verbinding.scalars(select(DOSSIER.c.dossier).where(*waar)))
    gevonden = [(regel, dossier) for regel, dossier in open_ if dossier in hier]
    eerste = gevonden[:hoogstens]
    van_die = select(DOSSIER).where(DOSSIER.c.dossier.in_({dossier for _, dossier in eerste}))
    per_dossier = {rij["dossier"]: rij for rij in rijen(verbinding, van_die)}
    return [Taak(regel, per_dossier[dossier]) for regel, dossier in eerste], len(gevonden)
