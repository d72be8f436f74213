"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE kind RENAME VALUE 'closed' TO 'done'")


def downgrade():
    op.execute("ALTER TYPE kind RENAME VALUE 'done' TO 'closed'")
