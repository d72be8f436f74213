"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP FUNCTION one()")


def downgrade():
    op.execute("CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
