"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_index("ix_email", "account")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
