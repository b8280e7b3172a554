"""What came back from partners, what is to mend in the registration, and the zitdagen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_aangemeld"), ["aangemeld"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_contact"), ["contact"], unique=False)
    _antwoord()
    _handeling()
    _bevinding()
    _zitdag()


def _antwoord() -> None:
    op.create_table(
        "antwoord",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("doorverwijzing", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("geregistreerd", sa.DateTime(timezone=True), nullable=False),
        sa.Column("medewerker", sa.String(length=64), nullable=True),
        sa.Column("partner", sa.String(length=64), nullable=True),
        sa.Column("partnersoort", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "doorverwijzing", name=op.f("pk_antwoord")),
    )
    with op.batch_alter_table("antwoord", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_antwoord_geregistreerd"), ["geregistreerd"], unique=False)


def _handeling() -> None:
    op.create_table(
        "handeling",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("medewerker", sa.String(length=64), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "medewerker", name=op.f("pk_handeling")),
    )


def _bevinding() -> None:
    op.create_table(
        "bevinding",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=60), nullable=False),
        sa.Column("eigen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "soort", name=op.f("pk_bevinding")),
    )
    with op.batch_alter_table("bevinding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bevinding_soort_eigen_dossier"), ["soort", "eigen", "dossier"], unique=False
        )


def _zitdag() -> None:
    op.create_table(
        "zitdag",
        sa.Column("loket", sa.String(length=64), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duur_minuten", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("loket", "nummer", name=op.f("pk_zitdag")),
    )
    with op.batch_alter_table("zitdag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zitdag_moment"), ["moment"], unique=False)
