"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account ALTER INDEX ix_account_name INVISIBLE")


def downgrade():
    op.execute("SELECT 1")
