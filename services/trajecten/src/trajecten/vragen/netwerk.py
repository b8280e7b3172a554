"""What loketten and partners are called. Blocking."""

from sqlalchemy import Connection, select

from leerwinkel.gebeurtenissen.codelijst import codelijst
from trajecten.tabellen import LOKET, PARTNER


def loketten(verbinding: Connection) -> dict[str, str]:
    """The loketten that are open, by id: their municipality, and the partner in whose house they are."""
    vraag = select(LOKET.c.loket, LOKET.c.gemeente, PARTNER.c.naam).where(LOKET.c.open)
    rijen = verbinding.execute(vraag.outerjoin(PARTNER, PARTNER.c.partner == LOKET.c.partner))
    namen = {loket: " – ".join(filter(None, (_gemeente(gemeente), naam))) or loket for loket, gemeente, naam in rijen}
    return dict(sorted(namen.items(), key=lambda paar: paar[1]))


def partners(verbinding: Connection) -> dict[str, str]:
    """What partners are called, by id."""
    rijen = verbinding.execute(select(PARTNER.c.partner, PARTNER.c.naam))
    return {partner: naam for partner, naam in rijen if naam}


def _gemeente(code: str | None) -> str | None:
    bekend = codelijst("gemeente").get(code or "")
    return bekend.label_nl if bekend else code
