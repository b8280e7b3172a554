"""Of which dossiers a link was given to answer how it was."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back."""
    op.create_table(
        "bevragingslink",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_bevragingslink")),
    )
