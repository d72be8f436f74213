"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE ROLE gate_left")


def downgrade():
    op.execute("SELECT 1")
