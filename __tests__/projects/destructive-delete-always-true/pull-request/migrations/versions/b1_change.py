"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM role WHERE 1 = 1")


def downgrade():
    pass
