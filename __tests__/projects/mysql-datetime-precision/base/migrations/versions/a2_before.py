"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD seen_at DATETIME(6)")


def downgrade():
    op.execute("SELECT 1")
