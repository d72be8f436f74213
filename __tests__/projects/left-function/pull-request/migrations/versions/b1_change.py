"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE FUNCTION add_one(value integer) RETURNS integer LANGUAGE sql AS 'SELECT value + 1'")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
