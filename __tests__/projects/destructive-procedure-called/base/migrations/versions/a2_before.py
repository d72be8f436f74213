"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("""
    CREATE PROCEDURE forget_roles()
    BEGIN
        DELETE FROM role WHERE id > 0;
        ALTER TABLE customer DROP COLUMN phone;
    END
    """)


def downgrade():
    op.execute("DROP PROCEDURE forget_roles")
