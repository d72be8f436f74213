"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE FOREIGN DATA WRAPPER files")
    op.execute("CREATE SERVER elsewhere FOREIGN DATA WRAPPER files")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
