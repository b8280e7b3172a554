"""Which sessies are of a dossier of ours, and what the first page asks in the order in which it asks it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towards this revision. There is no way back: a generation is built anew instead."""
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_eigen_toestand"))
        batch_op.create_index(
            batch_op.f("ix_dossier_eigen_toestand_laatste"), ["eigen", "toestand", "laatste"], unique=False
        )
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        # until the generation with the new rows is there, which the runner builds by itself
        batch_op.add_column(sa.Column("eigen", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.create_index(
            batch_op.f("ix_sessie_eigen_toestand_moment_begeleider"),
            ["eigen", "toestand", "moment", "begeleider"],
            unique=False,
        )
