"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM role WHERE id = 1001")
    op.execute("DELETE FROM role WHERE id > 1003")


def downgrade():
    pass
