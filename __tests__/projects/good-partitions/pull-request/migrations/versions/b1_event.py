"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE event (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)")
    op.execute("CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
    op.execute("CREATE TABLE event_rest PARTITION OF event DEFAULT")
    op.execute("CREATE INDEX ix_event_at ON event (at)")


def downgrade():
    op.execute("DROP TABLE event")
