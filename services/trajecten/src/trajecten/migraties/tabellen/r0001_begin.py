"""begin."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    _dossier()
    _log_event()
    _log_position()
    _log_unreadable()
    _loket()
    _partner()
    _sessie()


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=True),
        sa.Column("persoonsgegevens", sa.Text(), nullable=True),
        sa.Column("eigen", sa.Boolean(), nullable=False),
        sa.Column("toestand", sa.String(length=20), nullable=False),
        sa.Column("afsluitreden", sa.String(length=40), nullable=True),
        sa.Column("besluit", sa.String(length=40), nullable=True),
        sa.Column("begeleider", sa.String(length=64), nullable=True),
        sa.Column("aangemeld", sa.DateTime(timezone=True), nullable=True),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gepland", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gesproken", sa.Boolean(), nullable=False),
        sa.Column("toestemming", sa.Boolean(), nullable=False),
        sa.Column("keuze", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingeschreven", sa.Boolean(), nullable=False),
        sa.Column("positie", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_dossier")),
    )
    _dossier_indexen()


def _dossier_indexen() -> None:
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_begeleider_laatste"), ["begeleider", "laatste"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_client"), ["client"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_eigen_toestand"), ["eigen", "toestand"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_laatste"), ["laatste"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_toestand_laatste"), ["toestand", "laatste"], unique=False)


def _log_event() -> None:
    op.create_table(
        "log_event",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=96), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_log_event")),
        sa.UniqueConstraint("source", "id", name=op.f("uq_log_event_source_id")),
    )
    with op.batch_alter_table("log_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_event_entity_position"), ["entity", "position"], unique=False)


def _log_position() -> None:
    op.create_table(
        "log_position",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("anchor", sa.LargeBinary(length=32), nullable=True),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_log_position")),
    )


def _log_unreadable() -> None:
    op.create_table(
        "log_unreadable",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_log_unreadable")),
    )
    with op.batch_alter_table("log_unreadable", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_unreadable_entity"), ["entity"], unique=False)


def _loket() -> None:
    op.create_table(
        "loket",
        sa.Column("loket", sa.String(length=64), nullable=False),
        sa.Column("partner", sa.String(length=64), nullable=True),
        sa.Column("gemeente", sa.String(length=10), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("loket", name=op.f("pk_loket")),
    )


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("partner", sa.String(length=64), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=True),
        sa.Column("partnersoort", sa.String(length=40), nullable=True),
        sa.Column("gemeente", sa.String(length=10), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("partner", name=op.f("pk_partner")),
    )


def _sessie() -> None:
    op.create_table(
        "sessie",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("sessie", sa.String(length=64), nullable=False),
        sa.Column("toestand", sa.String(length=20), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=True),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("loket", sa.String(length=64), nullable=True),
        sa.Column("begeleider", sa.String(length=64), nullable=True),
        sa.Column("vorm", sa.String(length=20), nullable=True),
        sa.Column("duur_minuten", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("dossier", "sessie", name=op.f("pk_sessie")),
    )
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessie_moment"), ["moment"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessie_toestand_moment"), ["toestand", "moment"], unique=False)
