"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE reading DROP PARTITION p1")
    op.execute("ALTER TABLE reading ADD PARTITION (PARTITION p1 VALUES LESS THAN MAXVALUE)")


def downgrade():
    pass
