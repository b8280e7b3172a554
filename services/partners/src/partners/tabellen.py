"""The tables of the read model: the network, the referrals, what was reported. No personal data in clear.

`gesloten` and `omschrijving` are JWE: only who asks the kluis can read them.
"""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from leerwinkel.leesmodel import Moment, data_tables, entity_column, new_tables

EIGEN = data_tables()
TABELLEN = new_tables()

PARTNER = Table(
    "partner",
    TABELLEN,
    entity_column("partner"),
    Column("naam", String(120), nullable=False),
    Column("partnersoort", String(40), nullable=False),
    Column("gemeente", String(10), nullable=False),
    Column("actief", Boolean, nullable=False),
    Index(None, "actief", "naam"),
)
LOKET = Table(
    "loket",
    TABELLEN,
    entity_column("loket"),
    Column("partner", String(64)),
    Column("gemeente", String(10), nullable=False),
    Column("open", Boolean, nullable=False),
)
ZITDAG = Table(
    "zitdag",
    TABELLEN,
    entity_column("loket"),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
    Column("bezoekers", Integer, nullable=False),
    Column("duur_minuten", Integer, nullable=False),
)
DOSSIER = Table(
    "dossier",
    TABELLEN,
    entity_column("dossier"),
    Column("lopend", Boolean, nullable=False),
    Column("warme_overdracht", Boolean, nullable=False),
    Column("terugkoppeling", Boolean, nullable=False),
    Column("client", String(64), index=True),
    Column("gesloten", Text),
    Column("begeleider", String(64)),
)
GEWIST = Table("gewist", TABELLEN, entity_column("client"), Column("sinds", Moment, nullable=False))
"""Clients whose persoonsgegevens were destroyed: their dossiers are in no list any more."""
DOORVERWIJZING = Table(
    "doorverwijzing",
    TABELLEN,
    entity_column("dossier"),
    Column("doorverwijzing", String(64), primary_key=True),
    Column("richting", String(3), nullable=False),
    Column("partner", String(64)),
    Column("partnersoort", String(40), nullable=False),
    Column("reden", String(40)),
    Column("warm", Boolean, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("stand", String(10), nullable=False),
    Column("beantwoord", Moment),
    Column("weigerreden", String(40)),
    Column("resultaat", String(40)),
    Column("teruggekoppeld", Boolean, nullable=False),
    Column("afronden", Boolean, nullable=False),
    Index(None, "stand", "moment"),
    Index(None, "partner"),
)
VOORSTEL = Table(
    "voorstel",
    TABELLEN,
    entity_column("dossier"),
    Column("doorverwijzing", String(64), primary_key=True),
    Column("partnersoort", String(40), nullable=False),
    Column("reden", String(40), nullable=False),
    Column("oorzaak", String(60), nullable=False),
    Column("moment", Moment, nullable=False),
)
SIGNAAL = Table(
    "signaal",
    TABELLEN,
    entity_column("signaal"),
    Column("soort", String(40), nullable=False),
    Column("drempelsoort", String(40)),
    Column("thema", String(40), nullable=False),
    Column("doelgroepen", Text, nullable=False),
    Column("gemeente", String(10)),
    Column("bestuursniveau", String(40), nullable=False),
    Column("ernst", Integer, nullable=False),
    Column("omschrijving", Text),
    Column("gemeld", Moment, nullable=False),
    Column("medewerker", String(64)),
    Column("door", String(40)),
    Column("gevolg", String(40)),
    Index(None, "gemeld"),
)
OPVOLGING = Table(
    "opvolging",
    TABELLEN,
    entity_column("signaal"),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
    Column("door", String(40), nullable=False),
    Column("gevolg", String(40), nullable=False),
    Column("medewerker", String(64)),
)
KLACHT = Table(
    "klacht",
    TABELLEN,
    entity_column("klacht"),
    Column("thema", String(40)),
    Column("ontvangen", Moment, nullable=False),
    Column("uitkomst", String(40)),
    Column("behandeld", Moment),
    Index(None, "ontvangen"),
)
TWEEDELIJN = Table(
    "tweedelijn",
    TABELLEN,
    entity_column("regio"),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
    Column("partner", String(64)),
    Column("partnersoort", String(40), nullable=False),
    Column("thema", String(40), nullable=False),
    Column("duur_minuten", Integer, nullable=False),
    Column("medewerker", String(64)),
)
