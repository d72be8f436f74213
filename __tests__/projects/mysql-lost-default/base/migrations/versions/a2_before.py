"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("state", sa.String(20), server_default="new", nullable=False))


def downgrade():
    op.execute("SELECT 1")
