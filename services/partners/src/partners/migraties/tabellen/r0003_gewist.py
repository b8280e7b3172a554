"""Who was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    op.create_table(
        "gewist",
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_gewist")),
    )
    op.create_index(op.f("ix_dossier_client"), "dossier", ["client"])
