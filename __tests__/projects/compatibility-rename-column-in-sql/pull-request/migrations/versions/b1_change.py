"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN name TO full_name")


def downgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN full_name TO name")
