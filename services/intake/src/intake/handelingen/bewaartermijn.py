"""Who may be erased because nothing happened for so long: a proposal, which the coördinator approves one by one."""

from datetime import datetime

from sqlalchemy import CTE, case, func, select, union

from intake.tabellen import BEWARING, GEWIST, KOPPELING
from leerwinkel.dienst import Kader
from leerwinkel.dienst.lijst import Vraag

_b = BEWARING.c


def bewaargrens(kader: Kader, nu: datetime) -> datetime:
    """Before this moment something must last have happened."""
    jaar = nu.year - kader.bewaartermijn
    return nu.replace(year=jaar, day=28) if (nu.month, nu.day) == (2, 29) else nu.replace(year=jaar)


def verstreken(grens: datetime) -> Vraag:
    """Of whom every dossier is closed and nothing happened since: `dossiers` in number, the last `dossier`, `laatste`.

    Only who is still to be read, and is not the same person as somebody of whom this does not hold.
    """
    bekend = _b.client.not_in(select(GEWIST.c.client))
    alle_dicht = func.min(case((_b.afgesloten, 1), else_=0)) == 1
    leesbaar, laatste = func.max(case((_b.persoonlijk, 1), else_=0)).label("leesbaar"), func.max(_b.laatste)
    per_client = select(_b.client, leesbaar, laatste.label("laatste"), func.count().label("dossiers"))
    oud = per_client.where(bekend).group_by(_b.client).having(alle_dicht, laatste < grens).cte("oud")
    zelfde = _zelfde()
    niet_oud = zelfde.c.ander.not_in(select(oud.c.client))
    bezig = select(zelfde.c.client).where(zelfde.c.ander.in_(select(_b.client).where(bekend)), niet_oud)
    laatste_dossier = (
        select(func.max(_b.dossier))
        .where(_b.client == oud.c.client, _b.laatste == oud.c.laatste)
        .correlate(oud)
        .scalar_subquery()
    )
    wie = select(laatste_dossier.label("dossier"), oud.c.laatste, oud.c.dossiers)
    gevonden = wie.where(oud.c.leesbaar == 1, oud.c.client.not_in(bezig)).subquery("verstreken")
    return select(gevonden)


def _zelfde() -> CTE:
    """Each pair of client ids that are one person, directly or by others."""
    k = KOPPELING.c
    paren = union(
        select(k.client, k.met_client.label("ander")), select(k.met_client.label("client"), k.client.label("ander"))
    ).cte("paren")
    zelfde = select(paren.c.client, paren.c.ander).cte("zelfde", recursive=True)
    verder = select(zelfde.c.client, paren.c.ander).join(paren, paren.c.client == zelfde.c.ander)
    return zelfde.union(verder)
