"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("left_at", sa.DateTime))


def downgrade():
    op.drop_column("customer", "left_at")
