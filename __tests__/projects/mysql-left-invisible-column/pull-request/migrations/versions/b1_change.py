"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ALTER COLUMN name SET INVISIBLE")


def downgrade():
    op.execute("SELECT 1")
