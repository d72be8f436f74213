"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP TABLE IF EXISTS comment_parent")


def downgrade():
    op.execute("SELECT 1")
