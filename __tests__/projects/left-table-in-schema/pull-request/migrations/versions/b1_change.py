"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE TABLE billing.invoice (id bigint PRIMARY KEY)")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
