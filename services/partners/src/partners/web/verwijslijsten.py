"""The lists of referrals: the leerwinkel's, and what somebody of a partner sees of them.

A file holds no name of a cliënt: it leaves the house.
"""

from sqlalchemy import func, select

from leerwinkel.dienst.lijst import Filter, Kolom, Lijst, Vraag, gecodeerd, moment
from partners.tabellen import DOORVERWIJZING, DOSSIER, PARTNER
from partners.web.teksten import STANDEN

_P = PARTNER.c
_OP_NAAM = func.lower(_P.naam)
_STANDEN = [("", "Alle"), *((stand, woord) for stand, (_, woord) in STANDEN.items())]
_RICHTINGEN = {"in": "Naar ons", "uit": "Naar een partner"}
_HUN_RICHTINGEN = {"uit": "Naar jullie", "in": "Van jullie"}


def doorverwijzingen() -> Vraag:
    """All referrals, each with the name of its partner, and what must be known of its dossier."""
    d = DOSSIER.c
    return (
        select(DOORVERWIJZING, _P.naam, d.client, d.gesloten, d.begeleider, d.terugkoppeling)
        .join(DOSSIER, d.dossier == DOORVERWIJZING.c.dossier)
        .outerjoin(PARTNER, _P.partner == DOORVERWIJZING.c.partner)
    )


def verwijslijst() -> Lijst:
    """The referrals in and out."""
    t = DOORVERWIJZING.c
    return Lijst(
        naam="doorverwijzingen",
        titel="Doorverwijzingen",
        uitleg="Van partners naar de leerwinkel, en van de leerwinkel naar partners. Zonder namen van cliënten.",
        vraag=doorverwijzingen(),
        kolommen=_verwijskolommen(),
        sleutel=[t.moment.desc(), t.dossier, t.doorverwijzing],
        volgorde="-moment",
        filters=[
            Filter("richting", "Richting", lambda r: t.richting == r, [("", "Alle"), *_RICHTINGEN.items()]),
            Filter("stand", "Stand", lambda stand: t.stand == stand, _STANDEN),
            Filter("partner", None, lambda partner: t.partner == partner),
        ],
    )


def _verwijskolommen() -> list[Kolom]:
    t = DOORVERWIJZING.c
    return [
        Kolom("wie", "Cliënt"),
        Kolom("dossier", "Dossier", lambda rij: rij["dossier"], op_blad=False, breedte=38),
        Kolom("richting", "Richting", lambda rij: _RICHTINGEN[rij["richting"]], op_blad=False),
        Kolom("stand", "Stand", lambda rij: STANDEN[rij["stand"]][1], t.stand),
        Kolom("partner", "Van of naar", lambda rij: rij["naam"] or "", _OP_NAAM, breedte=34),
        gecodeerd("Soort partner", t.partnersoort, "partnersoort", op_blad=False, breedte=34),
        gecodeerd("Reden", t.reden, "doorverwijsreden", breedte=30),
        Kolom("warm", "Warm", lambda rij: "ja" if rij["warm"] else "nee", op_blad=False, breedte=8),
        moment("Sinds", t.moment),
        gecodeerd("Weigerreden", t.weigerreden, "weigerreden", op_blad=False),
        gecodeerd("Resultaat", t.resultaat, "doorverwijsresultaat", op_blad=False),
        Kolom("terug", "Terugkoppeling", lambda rij: "ja" if rij["teruggekoppeld"] else "nee", t.teruggekoppeld),
    ]


def partnerlijst(hunne: Vraag) -> Lijst:
    """What somebody of a partner sees of the referrals: of `hunne`, those that they may see."""
    t = DOORVERWIJZING.c
    return Lijst(
        naam="mijn-doorverwijzingen",
        titel="Doorverwijzingen",
        uitleg="Tussen de leerwinkel en je organisatie, met toestemming van de cliënt. Zonder namen van cliënten.",
        pad="/mijn/doorverwijzingen",
        bestand="/mijn/doorverwijzingen",
        vraag=hunne,
        kolommen=[
            Kolom("wie", "Cliënt"),
            Kolom("nummer", "Nummer", lambda rij: rij["doorverwijzing"], op_blad=False, breedte=38),
            Kolom("stand", "Stand", lambda rij: STANDEN[rij["stand"]][1], t.stand),
            Kolom("richting", "Richting", lambda rij: _HUN_RICHTINGEN[rij["richting"]], t.richting),
            gecodeerd("Reden", t.reden, "doorverwijsreden", breedte=30),
            moment("Sinds", t.moment),
            gecodeerd("Resultaat", t.resultaat, "doorverwijsresultaat", op_blad=False),
        ],
        sleutel=[t.moment.desc(), t.dossier, t.doorverwijzing],
        volgorde="-moment",
        filters=[
            Filter("richting", "Richting", lambda r: t.richting == r, [("", "Alle"), *_HUN_RICHTINGEN.items()]),
            Filter("stand", "Stand", lambda stand: t.stand == stand, _STANDEN),
        ],
    )
