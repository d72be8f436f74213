"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("""
    CREATE FUNCTION forget_roles() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM role WHERE id > 0;
        ALTER TABLE customer DROP COLUMN IF EXISTS phone;
    END $$
    """)


def downgrade():
    op.execute("DROP FUNCTION forget_roles()")
