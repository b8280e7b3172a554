"""Who may be erased because nothing happened for so long: a proposal, which the coördinator approves one by one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import case, func, select

from intake.handelingen.koppeling import personen_van
from intake.tabellen import BEWARING, GEWIST
from leerwinkel.dienst import Kader

HOOGSTENS: Final = 100
"""As many at a time: the list is worked through, and fills again."""
_b = BEWARING.c


@dataclass(frozen=True, slots=True)
class Verstreken:
    """Somebody of whom every dossier is closed; by the last of them. Who it is does not matter here."""

    dossier: str
    laatste: datetime
    dossiers: int


def bewaargrens(kader: Kader, nu: datetime) -> datetime:
    """Before this moment something must last have happened."""
    jaar = nu.year - kader.bewaartermijn
    return nu.replace(year=jaar, day=28) if (nu.month, nu.day) == (2, 29) else nu.replace(year=jaar)


def verstreken(kader: Kader, nu: datetime) -> list[Verstreken]:
    """Those of whom nothing happened for so long, the oldest first. Blocking. Raises NotBuilt."""
    alle_dicht = func.min(case((_b.afgesloten, 1), else_=0)) == 1
    iets_te_lezen = func.max(case((_b.persoonlijk, 1), else_=0)) == 1
    laatste = func.max(_b.laatste)
    oud = laatste < bewaargrens(kader, nu)
    niet_gewist = _b.client.not_in(select(GEWIST.c.client))
    per_client = select(_b.client).where(niet_gewist).group_by(_b.client).having(alle_dicht, oud)
    met_iets = per_client.having(iets_te_lezen).order_by(laatste, _b.client).limit(HOOGSTENS)
    with kader.leesmodel.store.reader() as lezer:
        clients = list(lezer.scalars(met_iets))
        gevonden = personen_van(kader, clients)
        anderen = {een for groep in gevonden.values() for een in groep}
        ook_oud = set(lezer.scalars(per_client.where(_b.client.in_(anderen))))
        bekend = set(lezer.scalars(select(_b.client).where(_b.client.in_(anderen), niet_gewist)))
        rijen = lezer.execute(select(_b.dossier, _b.client, _b.laatste).where(_b.client.in_(clients))).all()
    mag = {client for client, groep in gevonden.items() if groep & bekend <= ook_oud}
    per: dict[str, list[tuple[datetime, str]]] = {}
    for dossier, client, moment in rijen:
        if client in mag:
            per.setdefault(client, []).append((moment, dossier))
    voorstellen = [Verstreken(max(van)[1], max(van)[0], len(van)) for van in per.values()]
    return sorted(voorstellen, key=lambda een: (een.laatste, een.dossier))
