"""What a page of integrale kwaliteitszorg looks at: a year, as known at a moment, from the day of that moment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vol_reporting.gastheer import Cijferbron
from vol_reporting.indicatoren import definities
from vol_reporting.kalender import laatste_maand, vandaag
from vol_reporting.kwaliteit.bronnen import Actie, Doel, Evaluatie, lees_acties, lees_doelen, lees_evaluaties
from vol_reporting.kwaliteit.doelkeuring import JAREN
from vol_reporting.kwaliteit.doelregels import Doelregel, doelregel
from vol_reporting.kwaliteit.meting import Meter
from vol_reporting.kwaliteit.oordeel import beoordeel
from vol_reporting.momenten import moment
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.vraagstelling import OnjuisteVraag, stel_vraag


@dataclass(frozen=True)
class Kijk:
    """`terug`: the moments that are looked back to, as written (stand, bekend_op)."""

    jaar: int
    terug: Mapping[str, str]
    meter: Meter

    @cached_property
    def doelen(self) -> list[Doel]:
        """All targets, of every year."""
        return lees_doelen(self.meter.opslag.cursor(), self.meter.vraag)

    @cached_property
    def acties(self) -> dict[str, Actie]:
        """All improvement actions."""
        return lees_acties(self.meter.opslag.cursor(), self.meter.vraag)

    @cached_property
    def evaluaties(self) -> dict[tuple[str, int, str], Evaluatie]:
        """All self-assessments."""
        return lees_evaluaties(self.meter.opslag.cursor(), self.meter.vraag)

    @cached_property
    def jaren(self) -> list[int]:
        """The years to choose from."""
        gesteld = {int(d.gesteld.periode) for d in self.doelen if d.gesteld.periode.isdecimal()}
        return sorted(gesteld | {jaar for _, jaar, _ in self.evaluaties} | {self.jaar})

    def regels(self, gebied: str | None = None, *, jaren: range | None = None) -> list[Doelregel]:
        """The targets beside their figures, in the order of the catalogue; of one area and year, or of more."""
        over = {str(jaar) for jaar in jaren or [self.jaar]}
        gevraagd = [
            doel
            for doel in self.doelen
            if doel.gesteld.periode in over and gebied in (None, doel.gesteld.regio or VLAANDEREN)
        ]
        volgorde = list(definities())
        regels = [doelregel(b) for b in beoordeel(self.meter, gevraagd)]
        return sorted(regels, key=lambda r: (volgorde.index(r.code) if r.code in volgorde else -1, r.naam, r.jaar))

    def overeenkomst(self, gebied: str) -> range:
        """The five years of the management agreement that the year is of; without one, up to and including the year."""
        begin = {
            d.gesteld.beheersovereenkomst
            for d in self.doelen
            if (d.gesteld.regio or VLAANDEREN, d.gesteld.periode) == (gebied, str(self.jaar))
        }
        gekozen = max((jaar for jaar in begin if jaar is not None), default=self.jaar - JAREN + 1)
        return range(gekozen, gekozen + JAREN)


def maak_kijk(opslag: Cijferbron, *, jaar: str = "", stand: str = "", bekend_op: str = "") -> Kijk:
    """Reads what was asked; without a year the last one in which somebody came. Raises OnjuisteVraag."""
    con, terug = opslag.lezer(), {"stand": stand, "bekend_op": bekend_op}
    vraag = stel_vraag(con, stand=stand, bekend_op=bekend_op)
    peil = min([vandaag(), *(moment(tekst).date() for tekst in terug.values() if tekst.strip())])
    if jaar.strip() and not re.fullmatch(r"(19|20)\d\d", jaar.strip()):
        raise OnjuisteVraag({"jaar": f"‘{jaar}’ is geen jaar. Schrijf bijvoorbeeld {peil.year}."})
    gekozen = int(jaar) if jaar.strip() else laatste_maand(con, peil).year
    return Kijk(gekozen, terug, Meter(opslag, vraag, peil))
