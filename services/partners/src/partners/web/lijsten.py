"""The lists of the network: partners, loketten with their zitdagen, and second-line help."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from leerwinkel.dienst.lijst import Filter, Kolom, Lijst, Vraag, aantal, gecodeerd, jaarfilter, moment
from partners.tabellen import LOKET, PARTNER, TWEEDELIJN, ZITDAG
from partners.web.teksten import opties

_P = PARTNER.c
_OP_NAAM = func.lower(_P.naam)
_ACTIEF = {"ja": _P.actief.is_(False), "alle": _P.actief.is_not(None)}
_OPEN = {"open": LOKET.c.open, "gesloten": LOKET.c.open.is_(False)}


def gids() -> Lijst:
    """The directory."""
    samen = [("", "Loopt"), ("ja", "Beëindigd"), ("alle", "Allemaal")]
    return Lijst(
        naam="partners",
        titel="Partners",
        uitleg="De organisaties waarmee de leerwinkel samenwerkt.",
        pad="/",
        vraag=select(PARTNER),
        kolommen=[
            Kolom("naam", "Naam", lambda rij: rij["naam"], _OP_NAAM, breedte=40),
            gecodeerd("Soort", _P.partnersoort, "partnersoort", breedte=34),
            gecodeerd("Gemeente", _P.gemeente, "gemeente"),
            Kolom("actief", "Samenwerking", lambda rij: "loopt" if rij["actief"] else "beëindigd", op_blad=False),
        ],
        sleutel=[_OP_NAAM, _P.partner],
        volgorde="naam",
        filters=[
            Filter("zoek", "Naam", lambda naam: _OP_NAAM.contains(naam.lower(), autoescape=True)),
            Filter("soort", "Soort", lambda soort: _P.partnersoort == soort, opties("partnersoort", "Alle")),
            Filter("oud", "Samenwerking", lambda welke: _ACTIEF[welke], samen, zonder=_P.actief),
        ],
    )


def loketten() -> Vraag:
    """Each with the name of its partner, the number of zitdagen, and the visitors."""
    z = ZITDAG.c
    tel = select(z.loket, func.count().label("zitdagen"), func.sum(z.bezoekers).label("bezoekers"))
    per_loket = tel.group_by(z.loket).subquery()
    return (
        select(LOKET, _P.naam, *(func.coalesce(per_loket.c[som], 0).label(som) for som in ("zitdagen", "bezoekers")))
        .outerjoin(PARTNER, _P.partner == LOKET.c.partner)
        .outerjoin(per_loket, per_loket.c.loket == LOKET.c.loket)
    )


def loketlijst() -> Lijst:
    """The loketten, the open ones first."""
    t, vraag = LOKET.c, loketten()
    som = vraag.selected_columns
    return Lijst(
        naam="loketten",
        titel="Loketten",
        uitleg="Waar mensen binnenlopen, met het aantal gehouden zitdagen en hun bezoekers.",
        vraag=vraag,
        kolommen=[
            gecodeerd("Loket", t.gemeente, "gemeente"),
            Kolom("partner", "Bij", lambda rij: rij["naam"] or "", _OP_NAAM, breedte=34),
            Kolom("open", "Stand", lambda rij: "open" if rij["open"] else "gesloten", t.open, aflopend=True),
            aantal("Zitdagen", som.zitdagen),
            aantal("Bezoekers", som.bezoekers),
        ],
        sleutel=[_OP_NAAM, t.loket],
        volgorde="-open",
        filters=[
            Filter("stand", "Stand", lambda s: _OPEN[s], [("", "Alle"), ("open", "Open"), ("gesloten", "Gesloten")])
        ],
    )


def zitdaglijst(loket: str) -> Lijst:
    """The zitdagen that were held at a loket."""
    t = ZITDAG.c
    return Lijst(
        naam="zitdagen",
        titel="Zitdagen",
        uitleg="De zitdagen die aan dit loket gehouden werden.",
        pad=f"/loketten/{loket}",
        bestand=f"/loketten/{loket}/zitdagen",
        vraag=select(ZITDAG).where(t.loket == loket),
        kolommen=[
            moment("Wanneer", t.moment),
            aantal("Bezoekers", t.bezoekers),
            aantal("Minuten", t.duur_minuten),
        ],
        sleutel=[t.moment.desc(), t.nummer],
        volgorde="-moment",
        filters=[jaarfilter(t.moment, datetime.now(UTC))],
    )


def tweedelijnlijst() -> Lijst:
    """Second-line help: what was answered."""
    t = TWEEDELIJN.c
    return Lijst(
        naam="tweedelijn",
        titel="Tweedelijnsvragen",
        uitleg="Vragen van begeleiders van andere diensten, die de leerwinkel beantwoordde.",
        vraag=select(TWEEDELIJN, _P.naam).outerjoin(PARTNER, _P.partner == t.partner),
        kolommen=[
            gecodeerd("Waarover", t.thema, "thema", breedte=34),
            Kolom("wie", "Van wie", lambda rij: rij["naam"] or "", _OP_NAAM, breedte=34),
            gecodeerd("Soort dienst", t.partnersoort, "partnersoort", op_blad=False, breedte=34),
            aantal("Minuten", t.duur_minuten),
            moment("Wanneer", t.moment),
        ],
        sleutel=[t.moment.desc(), t.regio, t.nummer],
        volgorde="-moment",
        filters=[
            Filter("over", "Onderwerp", lambda thema: t.thema == thema, opties("thema", "Alle")),
            jaarfilter(t.moment, datetime.now(UTC)),
        ],
    )
