"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account MODIFY name VARCHAR(80) CHARACTER SET latin1")


def downgrade():
    op.execute("ALTER TABLE account MODIFY name VARCHAR(80) CHARACTER SET utf8mb4")
