"""files of the server"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE EXTENSION IF NOT EXISTS file_fdw")
    op.create_table("week", sa.Column("id", sa.Integer, primary_key=True), schema="reporting")
    op.add_column("day", sa.Column("kind", sa.Text), schema="reporting")
    op.execute("ALTER TYPE reporting.kind RENAME TO sort")
    op.execute("DROP VIEW reporting.today")
    op.execute("DROP FUNCTION reporting.one()")


def downgrade():
    op.execute("CREATE FUNCTION reporting.one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    op.execute("CREATE VIEW reporting.today AS SELECT id FROM reporting.day")
    op.execute("ALTER TYPE reporting.sort RENAME TO kind")
    op.drop_column("day", "kind", schema="reporting")
    op.drop_table("week", schema="reporting")
