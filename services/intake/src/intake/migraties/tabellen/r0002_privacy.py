"""Who was erased, and what is kept for how long."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    op.create_table(
        "gewist",
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grond", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_gewist")),
    )
    op.create_table(
        "bewaring",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("afgesloten", sa.Boolean(), nullable=False),
        sa.Column("persoonlijk", sa.Boolean(), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_bewaring")),
    )
    op.create_index(op.f("ix_bewaring_client"), "bewaring", ["client"])
    op.create_index(op.f("ix_bewaring_afgesloten_laatste"), "bewaring", ["afgesloten", "laatste"])
