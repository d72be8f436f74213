"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN name TO label")


def downgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN label TO name")
