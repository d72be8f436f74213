"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ALTER COLUMN name SET DEFAULT 'nobody'")


def downgrade():
    op.execute("ALTER TABLE account ALTER COLUMN name DROP DEFAULT")
