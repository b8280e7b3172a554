"""The list of dossiers, as data. A file holds no name: it leaves the house."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, case, select

from leerwinkel.dienst.lijst import Filter, Kolom, Lijst, Rij, gecodeerd, moment
from leerwinkel.dienst.verwoording import wie_heet
from trajecten.tabellen import BEVINDING, DOSSIER
from trajecten.vragen import LET_OP, van
from trajecten.web.agenda import wie_opties
from trajecten.web.bevindingen import BEVINDINGEN
from trajecten.web.woorden import TOESTANDEN

_VAN_DOSSIERS = ("aangemeld", "gedispatcht", "lopend", "heropend", "afgesloten", "onbekend")
_d = DOSSIER.c


def dossierlijst(clients: Collection[str] | None = None) -> Lijst:
    """All dossiers of the region; only those of `clients` where given."""
    vraag = select(DOSSIER)
    return Lijst(
        naam="dossiers",
        titel="Dossiers",
        uitleg="De dossiers van de leerwinkel, met hun stand. Zonder namen van cliënten.",
        vraag=vraag if clients is None else vraag.where(_d.client.in_(clients)),
        kolommen=_kolommen(),
        sleutel=[_d.dossier],
        volgorde="-laatste",
        filters=[] if clients is not None else _filters(datetime.now(UTC)),
    )


def _kolommen() -> list[Kolom]:
    stand = case({code: plaats for plaats, code in enumerate(_VAN_DOSSIERS)}, value=_d.toestand)
    return [
        Kolom("wie", "Cliënt"),
        Kolom("dossier", "Dossier", lambda rij: rij["dossier"], op_blad=False, breedte=38),
        Kolom("toestand", "Stand", lambda rij: TOESTANDEN[rij["toestand"]][1], stand),
        gecodeerd("Afgesloten omdat", _d.afsluitreden, "afsluitreden", op_blad=False),
        gecodeerd("Dispatching", _d.besluit, "besluit", op_blad=False, breedte=30),
        Kolom("begeleider", "Begeleider", _begeleider, _d.begeleider),
        moment("Aangemeld", _d.aangemeld),
        moment("Laatste contact", _d.contact, op_blad=False),
        moment("Laatst gebeurd", _d.laatste),
        Kolom("eigen", "Geregistreerd in", _bron, op_blad=False),
    ]


def _begeleider(rij: Rij) -> str:
    return wie_heet(rij["begeleider"]) if rij["begeleider"] else ""


def _bron(rij: Rij) -> str:
    return "deze diensten" if rij["eigen"] else "een ander systeem"


def _filters(nu: datetime) -> list[Filter]:
    standen = [("", "Alle"), *((code, TOESTANDEN[code][1]) for code in _VAN_DOSSIERS)]
    let_op = [("", "Alle"), *((code, let_op.naam) for code, let_op in LET_OP.items())]
    na_te_kijken = [("", "Alle"), *((soort, bevinding.naam) for soort, bevinding in BEVINDINGEN.items())]
    return [
        Filter("toestand", "Stand", lambda toestand: _d.toestand == toestand, standen),
        Filter("let_op", "Let op", _wat_wacht(nu), let_op),
        Filter("begeleider", "Begeleider", van, wie_opties()),
        Filter("bevinding", "Na te kijken", _met_bevinding, na_te_kijken),
        Filter("nummer", "Nummer (einde)", _met_einde),
    ]


def _wat_wacht(nu: datetime) -> Callable[[str], ColumnElement[bool]]:
    return lambda code: and_(_d.eigen, LET_OP[code].welke(nu))


def _met_bevinding(soort: str) -> ColumnElement[bool]:
    return _d.dossier.in_(select(BEVINDING.c.dossier).where(BEVINDING.c.soort == soort))


def _met_einde(einde: str) -> ColumnElement[bool]:
    return _d.dossier.endswith(einde.lower(), autoescape=True)
