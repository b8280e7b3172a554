"""begin."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: who looked is kept."""
    op.create_table(
        "inzage",
        sa.Column("nr", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("medewerker", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=32), nullable=False),
        sa.Column("blad", sa.String(length=40), nullable=False),
        sa.Column("dossier", sa.String(length=64), nullable=True),
        sa.Column("client", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("nr", name=op.f("pk_inzage")),
    )
    op.create_index(op.f("ix_inzage_client_moment"), "inzage", ["client", "moment"])
    op.create_index(op.f("ix_inzage_dossier_moment"), "inzage", ["dossier", "moment"])
