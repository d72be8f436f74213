"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE EXTENSION citext")
    op.execute("ALTER TABLE customer ADD COLUMN nick citext")


def downgrade():
    op.execute("ALTER TABLE customer DROP COLUMN nick")
    op.execute("DROP EXTENSION citext")
