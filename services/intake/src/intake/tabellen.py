"""The tables of the read model: what the forms of a dossier must know, and what can be chosen in them."""

from pathlib import Path

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from leerwinkel.leesmodel import Moment, data_tables, entity_column, new_tables

MIGRATIES = Path(__file__).parent / "migraties"


DATA = data_tables()
TABELLEN = new_tables()

DOSSIER = Table(
    "dossier",
    TABELLEN,
    entity_column("dossier"),
    Column("client", String(64), index=True),
    Column("stand", String(20), nullable=False),
    Column("aangemeld", Moment),
    Column("aanmelding", JSON(none_as_null=True)),
    Column("profiel", JSON, nullable=False),
    Column("persoonsgegevens", Text),
    Column("persoonsgegevens_van", Moment),
    Column("afsluitreden", String(40)),
    Column("besluit", String(40)),
    Column("besloten", Moment),
    Column("gesprek", Boolean, nullable=False),
    Column("keuze", Boolean, nullable=False),
)
"""`stand`: zonder-aanmelding, open or afgesloten. `persoonsgegevens` is the newest JWE; it is nowhere else."""

TOESTEMMING = Table(
    "toestemming",
    TABELLEN,
    entity_column("dossier"),
    Column("doel", String(40), primary_key=True),
    Column("gegeven", Boolean, nullable=False),
    Column("sinds", Moment, nullable=False),
)

KOPPELING = Table(
    "koppeling",
    TABELLEN,
    entity_column("client"),
    Column("met_client", String(64), primary_key=True),
    Column("sinds", Moment, nullable=False),
    Index(None, "met_client"),
)
"""Two client ids that are one person, once for each pair."""

GEWIST = Table(
    "gewist",
    TABELLEN,
    entity_column("client"),
    Column("sinds", Moment, nullable=False),
    Column("grond", String(40), nullable=False),
)
"""Clients whose persoonsgegevens were destroyed."""

BEWARING = Table(
    "bewaring",
    TABELLEN,
    entity_column("dossier"),
    Column("client", String(64), nullable=False, index=True),
    Column("afgesloten", Boolean, nullable=False),
    Column("persoonlijk", Boolean, nullable=False),
    Column("laatste", Moment, nullable=False),
    Index(None, "afgesloten", "laatste"),
)
"""Dossiers of a cliënt. `persoonlijk`: something in it only the region can read; `laatste`: when something happened."""

BEREIK = Table(
    "bereik",
    TABELLEN,
    entity_column("regio"),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("soort", String(40), nullable=False),
    Column("moment", Moment, nullable=False),
    Column("doelgroep", String(40), nullable=False),
    Column("aantal", Integer),
    Column("kanaal", String(40)),
    Column("duur_minuten", Integer),
    Index(None, "soort", "moment"),
)
"""What was done for groups, numbered in its order; `soort` is the kind of the event."""

PARTNER = Table(
    "partner",
    TABELLEN,
    entity_column("partner"),
    Column("naam", String(120), nullable=False),
    Column("partnersoort", String(40), nullable=False),
)
"""The partners of now: who ended is not in it."""

LOKET = Table(
    "loket",
    TABELLEN,
    entity_column("loket"),
    Column("gemeente", String(5), nullable=False),
    Column("partner", String(64)),
)
"""The loketten that are open."""
