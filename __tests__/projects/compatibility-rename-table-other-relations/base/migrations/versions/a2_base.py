"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW role_name AS SELECT name FROM role")
    op.execute("CREATE SEQUENCE invoice")
    op.execute("CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1'")
    op.execute("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    op.execute("CREATE TRIGGER touch BEFORE UPDATE ON role FOR EACH ROW EXECUTE FUNCTION touch()")


def downgrade():
    op.execute("DROP TRIGGER touch ON role")
    op.execute("DROP FUNCTION touch()")
    op.execute("DROP FUNCTION twice(int)")
    op.execute("DROP SEQUENCE invoice")
    op.execute("DROP VIEW role_name")
