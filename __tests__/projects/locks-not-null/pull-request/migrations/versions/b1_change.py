"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("customer", "name", nullable=False)


def downgrade():
    op.alter_column("customer", "name", nullable=True)
