"""The partners and loketten of now, to choose from."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from intake.tabellen import LOKET, PARTNER
from leerwinkel.dienst import Kader
from leerwinkel.gebeurtenissen.codelijst import codelijst


class Partnernaam(NamedTuple):
    """A partner that can be chosen."""

    id: str
    naam: str
    partnersoort: str

    @property
    def keuze(self) -> tuple[str, str]:
        """Its id, and how a list calls it."""
        return self.id, f"{self.naam} ({codelijst('partnersoort')[self.partnersoort].label_nl})"


class Adresboek(NamedTuple):
    """By id; a loket with the words by which one knows it."""

    partners: Mapping[str, Partnernaam]
    loketten: Mapping[str, str]


def adresboek(kader: Kader) -> Adresboek:
    """As the read model has them. Blocking. Raises NotBuilt."""
    p, lo = PARTNER.c, LOKET.c
    with kader.leesmodel.store.reader() as lezer:
        partners = [
            Partnernaam(*rij) for rij in lezer.execute(select(p.partner, p.naam, p.partnersoort).order_by(p.naam))
        ]
        loketten = lezer.execute(
            select(lo.loket, lo.gemeente, p.naam).outerjoin(PARTNER, p.partner == lo.partner)
        ).all()
    namen = {loket: _loketnaam(gemeente, bij) for loket, gemeente, bij in loketten}
    op_naam = sorted(namen.items(), key=lambda paar: (paar[1], paar[0]))
    return Adresboek({partner.id: partner for partner in partners}, dict(op_naam))


def _loketnaam(gemeente: str, bij: str | None) -> str:
    plaats = codelijst("gemeente")[gemeente].label_nl
    return f"{plaats}, bij {bij}" if bij else plaats
