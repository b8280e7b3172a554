"""What a frozen report would say otherwise at a later stand: each figure, old and new, and what caused it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import duckdb

from leerwinkel.gebeurtenissen.rapporten import RapportBevroren
from vol_reporting.controle.bron import Bron
from vol_reporting.controle.reproductie import Origineel, rapportnaam
from vol_reporting.controle.terugbouw import Tijdelijk, bouw_terug, tijdelijke_opslag
from vol_reporting.herleiding import Getal
from vol_reporting.momenten import moment
from vol_reporting.periode import Periode
from vol_reporting.rapporten import canoniek
from vol_reporting.rapporten.afsluiting import Afgesloten, Open
from vol_reporting.rapporten.bronnen import lees_afsluitingen
from vol_reporting.rapporten.cijferdelen import TOTAAL
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.momentopname import momentopname
from vol_reporting.rapporten.oorzaken import Oorzaken, oorzaken
from vol_reporting.rapporten.rapportage import Rapportage, stand_bij
from vol_reporting.rapporten.verschil import Wijziging, verschillen
from vol_reporting.registratie.stand import laatste_stand, stand_op
from vol_reporting.vraag import VLAANDEREN, Vraag

NU = "nu"
"""How the last stand there is, is asked."""


@dataclass(frozen=True, slots=True)
class Uitgelegd:
    """A figure that is another, and why."""

    wijziging: Wijziging
    oorzaken: Oorzaken


@dataclass(frozen=True, slots=True)
class Rapportverschil:
    """`toen` and `nu`: when the two stands were received."""

    rapport: str
    toen: datetime
    nu: datetime
    wijzigingen: tuple[Uitgelegd, ...]

    def waarden(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "klopt": True}


async def verschil(
    bron: Bron, gezegd: RapportBevroren, stand: str, origineel: Origineel, gelezen: Callable[[int], None]
) -> Rapportverschil:
    """Between the report as it was frozen, and as it is at a stand (`nu`, or a moment). Raises ValueError (Dutch)."""
    with tijdelijke_opslag() as opslag:
        await bouw_terug(bron, opslag.con, {}, gelezen)
        later = laatste_stand(opslag.con) if stand == NU else moment(stand)
        toen, nu = _rapporten(opslag, gezegd, later, origineel)
        anders = verschillen(toen, nu)
        uitgelegd = _leg_uit(opslag.con, gezegd, later, anders) if anders else ()
    return Rapportverschil(rapportnaam(gezegd), gezegd.stand_van, later, uitgelegd)


def _rapporten(
    opslag: Tijdelijk, gezegd: RapportBevroren, later: datetime, origineel: Origineel
) -> tuple[Rapport, Rapport]:
    toestand = lees_afsluitingen(opslag.con).get(gezegd.periode, Open())
    if not isinstance(toestand, Afgesloten) or stand_bij(toestand.afsluiting) != _stand(gezegd):
        raise ValueError(f"{gezegd.periode} is op dit log niet afgesloten bij de stand van het rapport.")
    gebied, rapportage = gezegd.regio or VLAANDEREN, Rapportage(opslag.bestand)
    inhoud = origineel(gezegd.inhoud_sha256)
    toen = canoniek.lees(inhoud) if inhoud else rapportage.bevroren(opslag.con, toestand.afsluiting, gezegd)
    return toen, rapportage.voorlopig(opslag.con, gezegd.periode, gebied, later)


def _leg_uit(
    con: duckdb.DuckDBPyConnection, gezegd: RapportBevroren, later: datetime, anders: list[Wijziging]
) -> tuple[Uitgelegd, ...]:
    with momentopname(con, _stand(gezegd)) as toen, momentopname(con, stand_op(con, later)) as nu:
        return tuple(Uitgelegd(w, oorzaken(toen, nu, _getal(w, gezegd))) for w in anders)


def _stand(gezegd: RapportBevroren) -> dict[str, int]:
    return {**gezegd.posities, "vol": gezegd.eigen}


def _getal(w: Wijziging, gezegd: RapportBevroren) -> Getal:
    """The number that a row of figures is, as a question."""
    vraag = Vraag(Periode.lees(gezegd.periode), regio=gezegd.regio or VLAANDEREN, codes=[w.code])
    return Getal(vraag) if w.verdeling == TOTAAL else Getal(vraag, w.verdeling, w.groep)
