"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DELETE purchase, role FROM purchase JOIN role")


def downgrade():
    pass
