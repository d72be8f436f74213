"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account MODIFY seen_at DATETIME")


def downgrade():
    op.execute("ALTER TABLE account MODIFY seen_at DATETIME(6)")
