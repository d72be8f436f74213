"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE measurement ADD PARTITION (PARTITION p2 VALUES LESS THAN (200))")


def downgrade():
    op.execute("SELECT 1")
