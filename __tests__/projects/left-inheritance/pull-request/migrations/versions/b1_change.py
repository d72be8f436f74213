"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE child INHERIT account")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
