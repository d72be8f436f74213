"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id integer, taken_on date NOT NULL) PARTITION BY RANGE (taken_on)")
    op.execute("CREATE TABLE reading_early PARTITION OF reading FOR VALUES FROM (MINVALUE) TO ('2026-01-01')")
    op.execute("CREATE TABLE reading_late PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)")


def downgrade():
    op.execute("DROP TABLE reading")
