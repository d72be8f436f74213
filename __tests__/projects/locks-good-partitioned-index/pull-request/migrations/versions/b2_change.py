"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_event_2024_at ON event_2024 (at)")
        op.execute("ALTER INDEX ix_event_at ATTACH PARTITION ix_event_2024_at")


def downgrade():
    op.drop_index("ix_event_at")
    op.execute("CREATE INDEX ix_event_at ON ONLY event (at)")
