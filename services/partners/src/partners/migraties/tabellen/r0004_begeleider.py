"""Whose dossier it is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    op.add_column("dossier", sa.Column("begeleider", sa.String(length=64), nullable=True))
