"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE OR REPLACE FUNCTION add_one(value integer) RETURNS integer LANGUAGE sql AS 'SELECT value + 2'")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
