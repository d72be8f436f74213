"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account MODIFY old_name VARCHAR(80) CHARACTER SET utf8mb4")


def downgrade():
    op.execute("ALTER TABLE account MODIFY old_name VARCHAR(80) CHARACTER SET latin1")
