"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("LOCK TABLE role IN SHARE ROW EXCLUSIVE MODE")
    op.execute("DELETE FROM role WHERE name IS NULL")
    op.execute("UPDATE role SET name = lower(name)")


def downgrade():
    pass
