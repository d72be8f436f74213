"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("purchase", sa.Column("double_total", sa.Numeric(12, 3), sa.Computed("total * 2")))


def downgrade():
    op.drop_column("purchase", "double_total")
