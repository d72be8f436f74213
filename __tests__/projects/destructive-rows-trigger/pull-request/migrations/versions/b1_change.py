"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("UPDATE customer SET points = points")


def downgrade():
    pass
