"""What came back from partners on referrals, and nobody did something about yet. Blocking."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from trajecten.tabellen import ANTWOORD, DOSSIER, HANDELING, PARTNER
from trajecten.vragen.lijst import van
from trajecten.vragen.rijen import Rij, rijen

_a, _h = ANTWOORD.c, HANDELING.c


def teruggekomen(verbinding: Connection, medewerker: str, begeleider: str, hoogstens: int) -> tuple[list[Rij], int]:
    """The answers on dossiers of that begeleider since the last thing that `medewerker` did there, and how many.

    Without begeleider those of the whole leerwinkel on which nobody did anything since.
    """
    waar = [_sinds(medewerker if begeleider else None)]
    if begeleider:
        waar += [van(begeleider), or_(_a.medewerker.is_(None), _a.medewerker != medewerker)]
    totaal = verbinding.scalar(_antwoorden(func.count()).where(*waar)) or 0
    van_dossier = (DOSSIER.c.client, DOSSIER.c.persoonsgegevens, DOSSIER.c.begeleider)
    kolommen = (ANTWOORD, *van_dossier, PARTNER.c.naam)
    deze = _antwoorden(*kolommen).where(*waar).order_by(_a.geregistreerd.desc(), _a.dossier, _a.doorverwijzing)
    return rijen(verbinding, deze.limit(hoogstens)), totaal


def _antwoorden(*kolommen: Any) -> Select[*tuple[Any, ...]]:
    # outer joins: there are few answers, so the database begins with those
    bron = ANTWOORD.outerjoin(DOSSIER, DOSSIER.c.dossier == _a.dossier)
    return select(*kolommen).select_from(bron.outerjoin(PARTNER, PARTNER.c.partner == _a.partner))


def _sinds(medewerker: str | None) -> ColumnElement[bool]:
    daarna = and_(_h.dossier == _a.dossier, _h.laatste > _a.geregistreerd)
    return ~exists().where(daarna if medewerker is None else and_(daarna, _h.medewerker == medewerker))
