"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.add_column("event", sa.Column("source", sa.Text))
    op.execute("UPDATE event SET source = coalesce(kind, '')")
    op.alter_column("event", "source", nullable=False)


def downgrade():
    op.drop_column("event", "source")
