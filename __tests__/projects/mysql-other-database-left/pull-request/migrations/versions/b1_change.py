"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DATABASE IF NOT EXISTS reporting")


def downgrade():
    op.execute("SELECT 1")
