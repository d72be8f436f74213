"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SEQUENCE topic_seq")


def downgrade():
    op.execute("DROP SEQUENCE topic_seq")
