"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE measurement DROP PARTITION p2")


def downgrade():
    op.execute("ALTER TABLE measurement ADD PARTITION (PARTITION p2 VALUES LESS THAN (200))")
