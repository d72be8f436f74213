"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE MATERIALIZED VIEW names AS SELECT DISTINCT name FROM account")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
