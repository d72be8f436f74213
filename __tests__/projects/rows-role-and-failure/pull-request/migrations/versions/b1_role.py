"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE ROLE rows_reader")
    op.execute("GRANT SELECT ON role TO rows_reader")


def downgrade():
    op.execute("REVOKE ALL ON role FROM rows_reader")
    op.execute("DROP ROLE rows_reader")
