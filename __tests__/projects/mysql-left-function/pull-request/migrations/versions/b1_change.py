"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC RETURN a * 2")


def downgrade():
    op.execute("SELECT 1")
