"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("UPDATE customer SET label = coalesce(name, email)")


def downgrade():
    op.execute("UPDATE customer SET label = NULL")
