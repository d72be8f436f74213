"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.alter_column("account", "name", server_default=None)


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
