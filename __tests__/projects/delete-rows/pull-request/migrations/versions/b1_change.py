"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DELETE FROM topic WHERE title IS NULL")


def downgrade():
    op.execute("SELECT 1")
