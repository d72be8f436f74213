"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA billing")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
