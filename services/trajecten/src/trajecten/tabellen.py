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
    Index(None, "eigen", "toestand", "laatste"),
    Index(None, "aangemeld"),
    Index(None, "contact"),
)
"""`persoonsgegevens`: the JWEs of the cliënt, newest first, a space between. `eigen`: our services worked on it.

`contact` is the last one with the cliënt, `gepland` the last appointment without an outcome, `keuze` since when.
"""

SESSIE = Table(
    "sessie",
    TABELLEN,
    entity_column("dossier"),
    Column("sessie", String(64), primary_key=True),
    Column("eigen", Boolean, nullable=False),
    Column("toestand", String(20), nullable=False),
    Column("soort", String(40)),
    Column("moment", Moment),
    Column("loket", String(64)),
    Column("begeleider", String(64)),
    Column("vorm", String(20)),
    Column("duur_minuten", Integer),
    Index(None, "moment"),
    Index(None, "toestand", "moment"),
    Index(None, "eigen", "toestand", "moment", "begeleider"),
)
"""`eigen`: of a dossier that our services worked on."""

ANTWOORD = Table(
    "antwoord",
    TABELLEN,
    entity_column("dossier"),
    Column("doorverwijzing", String(64), primary_key=True),
    Column("soort", String(40), nullable=False),
    Column("moment", Moment, nullable=False),
    Column("geregistreerd", Moment, nullable=False, index=True),
    Column("medewerker", String(64)),
    Column("partner", String(64)),
    Column("partnersoort", String(40), nullable=False),
)
"""What last came back of a referral; `geregistreerd`: when it was written down."""

HANDELING = Table(
    "handeling",
    TABELLEN,
    entity_column("dossier"),
    Column("medewerker", String(64), primary_key=True),
    Column("laatste", Moment, nullable=False),
)
"""When somebody last did something on a dossier of which something came back."""

BEVINDING = Table(
    "bevinding",
    TABELLEN,
    entity_column("dossier"),
    Column("soort", String(60), primary_key=True),
    Column("eigen", Boolean, nullable=False),
    Index(None, "soort", "eigen", "dossier"),
)
"""What of a dossier is to mend in its registration; `eigen`: our services worked on that dossier."""

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

ZITDAG = Table(
    "zitdag",
    TABELLEN,
    entity_column("loket"),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
    Column("duur_minuten", Integer, nullable=False),
    Index(None, "moment"),
)
"""The zitdagen that were held."""

GEWIST = Table("gewist", TABELLEN, entity_column("client"), Column("sinds", Moment, nullable=False))
"""Clients whose persoonsgegevens were destroyed: their dossiers are in no list any more."""

EIGEN = data_tables()

BEVRAGINGSLINK = Table("bevragingslink", EIGEN, Column("dossier", String(64), primary_key=True))
"""Of which dossiers a link was given to answer how it was; not which link."""
