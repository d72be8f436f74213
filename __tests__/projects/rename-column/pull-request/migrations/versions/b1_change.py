"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE topic RENAME COLUMN title TO name")


def downgrade():
    op.execute("ALTER TABLE topic RENAME COLUMN name TO title")
