"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.drop_column("customer", "phone")
    op.add_column("customer", sa.Column("phone", sa.String(20)))


def downgrade():
    pass
