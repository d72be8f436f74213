"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TYPE kind AS ENUM ('open', 'closed')")
    op.execute("CREATE TABLE topic (kind kind)")


def downgrade():
    op.execute("DROP TABLE topic")
    op.execute("DROP TYPE kind")
