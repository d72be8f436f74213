"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ALTER COLUMN name TYPE integer USING length(name)")


def downgrade():
    op.execute("ALTER TABLE account ALTER COLUMN name TYPE uuid")
