"""The network and its referrals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    _doorverwijzing()
    _dossier()
    _log_event()
    _log_position()
    _log_unreadable()
    _loket()
    _partner()
    _voorstel()
    _zitdag()


def _doorverwijzing() -> None:
    op.create_table(
        "doorverwijzing",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("doorverwijzing", sa.String(length=64), nullable=False),
        sa.Column("richting", sa.String(length=3), nullable=False),
        sa.Column("partner", sa.String(length=64), nullable=True),
        sa.Column("partnersoort", sa.String(length=40), nullable=False),
        sa.Column("reden", sa.String(length=40), nullable=True),
        sa.Column("warm", sa.Boolean(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stand", sa.String(length=10), nullable=False),
        sa.Column("beantwoord", sa.DateTime(timezone=True), nullable=True),
        sa.Column("weigerreden", sa.String(length=40), nullable=True),
        sa.Column("resultaat", sa.String(length=40), nullable=True),
        sa.Column("teruggekoppeld", sa.Boolean(), nullable=False),
        sa.Column("afronden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "doorverwijzing", name=op.f("pk_doorverwijzing")),
    )
    with op.batch_alter_table("doorverwijzing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doorverwijzing_partner"), ["partner"], unique=False)
        batch_op.create_index(batch_op.f("ix_doorverwijzing_stand_moment"), ["stand", "moment"], unique=False)


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("lopend", sa.Boolean(), nullable=False),
        sa.Column("warme_overdracht", sa.Boolean(), nullable=False),
        sa.Column("terugkoppeling", sa.Boolean(), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=True),
        sa.Column("gesloten", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_dossier")),
    )


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
        sa.Column("gemeente", sa.String(length=10), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("loket", name=op.f("pk_loket")),
    )


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("partner", sa.String(length=64), nullable=False),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("partnersoort", sa.String(length=40), nullable=False),
        sa.Column("gemeente", sa.String(length=10), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("partner", name=op.f("pk_partner")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_actief_naam"), ["actief", "naam"], unique=False)


def _voorstel() -> None:
    op.create_table(
        "voorstel",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("doorverwijzing", sa.String(length=64), nullable=False),
        sa.Column("partnersoort", sa.String(length=40), nullable=False),
        sa.Column("reden", sa.String(length=40), nullable=False),
        sa.Column("oorzaak", sa.String(length=60), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "doorverwijzing", name=op.f("pk_voorstel")),
    )


def _zitdag() -> None:
    op.create_table(
        "zitdag",
        sa.Column("loket", sa.String(length=64), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bezoekers", sa.Integer(), nullable=False),
        sa.Column("duur_minuten", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("loket", "nummer", name=op.f("pk_zitdag")),
    )
