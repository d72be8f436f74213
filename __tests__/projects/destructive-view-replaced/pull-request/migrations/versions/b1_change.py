"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP VIEW buyers")
    op.execute("CREATE VIEW buyers AS SELECT email, name FROM customer")
    op.execute("DROP FUNCTION tax(numeric)")
    op.execute("CREATE FUNCTION tax(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1 * 0.2'")


def downgrade():
    op.execute("DROP FUNCTION tax(numeric)")
    op.execute("CREATE FUNCTION tax(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1 * 0.19'")
    op.execute("DROP VIEW buyers")
    op.execute("CREATE VIEW buyers AS SELECT email FROM customer")
