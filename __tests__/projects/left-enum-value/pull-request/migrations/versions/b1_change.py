"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE kind ADD VALUE 'archived'")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
