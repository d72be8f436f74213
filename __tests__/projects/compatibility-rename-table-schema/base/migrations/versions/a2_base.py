"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA staff")
    op.execute("CREATE TABLE staff.badge (id serial PRIMARY KEY, label text)")
    op.execute("CREATE FUNCTION staff.one() RETURNS int LANGUAGE sql AS 'SELECT 1'")


def downgrade():
    op.execute("DROP SCHEMA staff CASCADE")
