"""The tables of the screens: dossiers, their appointments, and the partners and loketten that they name."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from leerwinkel.leesmodel import Moment, data_tables, entity_column, new_tables

TABELLEN = new_tables()

DOSSIER = Table(
    "dossier",
    TABELLEN,
    entity_column("dossier"),
    Column("client", String(64), index=True),
    Column("persoonsgegevens", Text),
    Column("eigen", Boolean, nullable=False),
    Column("toestand", String(20), nullable=False),
    Column("afsluitreden", String(40)),
    Column("besluit", String(40)),
    Column("begeleider", String(64)),
    Column("aangemeld", Moment),
    Column("laatste", Moment, nullable=False, index=True),
    Column("contact", Moment),
    Column("gepland", Moment),
    Column("gesproken", Boolean, nullable=False),
    Column("toestemming", Boolean, nullable=False),
    Column("keuze", Moment),
    Column("ingeschreven", Boolean, nullable=False),
    Column("positie", BigInteger, nullable=False),
    Index(None, "toestand", "laatste"),
    Index(None, "begeleider", "laatste"),
    Index(None, "eigen", "toestand"),
)
"""`persoonsgegevens`: the JWEs of the cliënt, newest first, a space between. `eigen`: our services worked on it.

`contact` is the last one with the cliënt, `gepland` the last appointment without an outcome, `keuze` since when.
"""

SESSIE = Table(
    "sessie",
    TABELLEN,
    entity_column("dossier"),
    Column("sessie", String(64), primary_key=True),
    Column("toestand", String(20), nullable=False),
    Column("soort", String(40)),
    Column("moment", Moment),
    Column("loket", String(64)),
    Column("begeleider", String(64)),
    Column("vorm", String(20)),
    Column("duur_minuten", Integer),
    Index(None, "moment"),
    Index(None, "toestand", "moment"),
)

PARTNER = Table(
    "partner",
    TABELLEN,
    entity_column("partner"),
    Column("naam", String(120)),
    Column("partnersoort", String(40)),
    Column("gemeente", String(10)),
    Column("actief", Boolean, nullable=False),
)

LOKET = Table(
    "loket",
    TABELLEN,
    entity_column("loket"),
    Column("partner", String(64)),
    Column("gemeente", String(10)),
    Column("open", Boolean, nullable=False),
)

EIGEN = data_tables()
