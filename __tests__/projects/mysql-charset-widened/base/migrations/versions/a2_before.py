"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD old_name VARCHAR(80) CHARACTER SET latin1")


def downgrade():
    op.execute("SELECT 1")
