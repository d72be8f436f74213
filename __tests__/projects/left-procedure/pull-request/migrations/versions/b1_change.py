"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE PROCEDURE forget(who integer) LANGUAGE sql AS 'DELETE FROM account WHERE id = who'")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
