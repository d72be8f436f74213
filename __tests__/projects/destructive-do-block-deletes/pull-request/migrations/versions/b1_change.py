"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("""
    DO $$
    BEGIN
        EXECUTE 'DELETE FROM ' || 'role';
    END $$
    """)


def downgrade():
    pass
