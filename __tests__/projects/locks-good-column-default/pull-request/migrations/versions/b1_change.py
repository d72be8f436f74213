"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN level integer DEFAULT 1 NOT NULL")
    op.add_column("customer", sa.Column("seen_at", sa.DateTime, server_default=sa.func.now()))


def downgrade():
    op.drop_column("customer", "seen_at")
    op.drop_column("customer", "level")
