"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE FUNCTION add_one(value integer) RETURNS integer LANGUAGE sql AS 'SELECT value + length(''\\:one'')'")


def downgrade():
    op.execute("DROP FUNCTION add_one(integer)")
