"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("SET @sweep = CONCAT('DELETE FROM ', 'role')")
    op.execute("PREPARE sweep FROM @sweep")
    op.execute("EXECUTE sweep")
    op.execute("DEALLOCATE PREPARE sweep")


def downgrade():
    pass
