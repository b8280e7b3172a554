"""The lists of what was done for groups."""

from sqlalchemy import select

from intake.handelingen.groepen import Groepsblad
from intake.tabellen import BEREIK
from intake.web.blad import keuzes, nu
from leerwinkel.dienst.lijst import Filter, Kolom, Lijst, aantal, gecodeerd, jaarfilter, moment

_b = BEREIK.c


def groepslijst(dit: Groepsblad) -> Lijst:
    """What was registered on that page, the latest first."""
    return Lijst(
        naam=dit.naam,
        titel=dit.titel,
        uitleg="Wat de leerwinkel voor groepen deed.",
        vraag=select(BEREIK).where(_b.soort == dit.soort),
        kolommen=[
            moment("Wanneer", _b.moment),
            gecodeerd("Voor wie", _b.doelgroep, "doelgroep", breedte=34),
            *_ook(dit),
        ],
        sleutel=[_b.moment.desc(), _b.nummer.desc()],
        volgorde="-moment",
        filters=[
            Filter("groep", "Groep", lambda groep: _b.doelgroep == groep, [("", "Alle"), *keuzes("doelgroep")]),
            jaarfilter(_b.moment, nu()),
        ],
    )


def _ook(dit: Groepsblad) -> list[Kolom]:
    if dit.naam == "infosessies":
        return [aantal("Deelnemers", _b.aantal), aantal("Minuten", _b.duur_minuten)]
    return [gecodeerd("Hoe", _b.kanaal, "bekendmakingskanaal", breedte=34), aantal("Bereikt", _b.aantal)]
