"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP SEQUENCE topic_seq")


def downgrade():
    op.execute("CREATE SEQUENCE topic_seq")
