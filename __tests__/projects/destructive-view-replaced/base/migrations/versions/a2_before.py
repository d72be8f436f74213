"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW buyers AS SELECT email FROM customer")
    op.execute("CREATE FUNCTION tax(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1 * 0.19'")


def downgrade():
    op.execute("DROP FUNCTION tax(numeric)")
    op.execute("DROP VIEW buyers")
