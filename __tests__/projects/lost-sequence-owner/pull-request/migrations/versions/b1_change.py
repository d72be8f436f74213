"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER SEQUENCE topic_seq OWNED BY account.id")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
