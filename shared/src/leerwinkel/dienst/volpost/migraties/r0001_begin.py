"""begin."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: the copy can be fetched anew."""
    op.create_table(
        "bericht",
        sa.Column("positie", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("bereik", sa.String(length=8), nullable=False),
        sa.Column("soort", sa.String(length=64), nullable=False),
        sa.Column("ruw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("positie", name=op.f("pk_bericht")),
    )
    op.create_index(op.f("ix_bericht_soort_positie"), "bericht", ["soort", "positie"])
    op.create_index(op.f("ix_bericht_bereik_positie"), "bericht", ["bereik", "positie"])
