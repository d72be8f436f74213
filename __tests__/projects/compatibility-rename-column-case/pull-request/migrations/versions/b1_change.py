"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN name TO Name")


def downgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN Name TO name")
