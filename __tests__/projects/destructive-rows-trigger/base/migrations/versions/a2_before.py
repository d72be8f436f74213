"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("""
    CREATE FUNCTION forget_role() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM role;
        RETURN NEW;
    END $$
    """)
    op.execute("CREATE TRIGGER forget AFTER UPDATE ON customer FOR EACH STATEMENT EXECUTE FUNCTION forget_role()")


def downgrade():
    op.execute("DROP TRIGGER forget ON customer")
    op.execute("DROP FUNCTION forget_role()")
