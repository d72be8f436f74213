"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN label TO name")


def downgrade():
    op.execute("ALTER TABLE customer RENAME COLUMN name TO label")
