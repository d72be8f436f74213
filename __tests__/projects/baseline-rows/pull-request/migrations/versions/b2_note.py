"""each of the old table has a note"""
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.alter_column("legacy", "note", nullable=False)


def downgrade():
    op.alter_column("legacy", "note", nullable=True)
