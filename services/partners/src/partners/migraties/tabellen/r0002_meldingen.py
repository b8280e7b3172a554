"""What was reported: signals, complaints, and what became of them; second-line help."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    _signaal()
    _opvolging()
    _klacht()
    _tweedelijn()


def _signaal() -> None:
    op.create_table(
        "signaal",
        sa.Column("signaal", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("drempelsoort", sa.String(length=40), nullable=True),
        sa.Column("thema", sa.String(length=40), nullable=False),
        sa.Column("doelgroepen", sa.Text(), nullable=False),
        sa.Column("gemeente", sa.String(length=10), nullable=True),
        sa.Column("bestuursniveau", sa.String(length=40), nullable=False),
        sa.Column("ernst", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=True),
        sa.Column("gemeld", sa.DateTime(timezone=True), nullable=False),
        sa.Column("medewerker", sa.String(length=64), nullable=True),
        sa.Column("door", sa.String(length=40), nullable=True),
        sa.Column("gevolg", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("signaal", name=op.f("pk_signaal")),
    )
    with op.batch_alter_table("signaal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signaal_gemeld"), ["gemeld"], unique=False)


def _opvolging() -> None:
    op.create_table(
        "opvolging",
        sa.Column("signaal", sa.String(length=64), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("gevolg", sa.String(length=40), nullable=False),
        sa.Column("medewerker", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("signaal", "nummer", name=op.f("pk_opvolging")),
    )


def _klacht() -> None:
    op.create_table(
        "klacht",
        sa.Column("klacht", sa.String(length=64), nullable=False),
        sa.Column("thema", sa.String(length=40), nullable=True),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uitkomst", sa.String(length=40), nullable=True),
        sa.Column("behandeld", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("klacht", name=op.f("pk_klacht")),
    )
    with op.batch_alter_table("klacht", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_klacht_ontvangen"), ["ontvangen"], unique=False)


def _tweedelijn() -> None:
    op.create_table(
        "tweedelijn",
        sa.Column("regio", sa.String(length=64), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner", sa.String(length=64), nullable=True),
        sa.Column("partnersoort", sa.String(length=40), nullable=False),
        sa.Column("thema", sa.String(length=40), nullable=False),
        sa.Column("duur_minuten", sa.Integer(), nullable=False),
        sa.Column("medewerker", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("regio", "nummer", name=op.f("pk_tweedelijn")),
    )
