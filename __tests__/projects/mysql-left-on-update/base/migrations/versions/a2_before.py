"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD changed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)")


def downgrade():
    op.execute("SELECT 1")
