"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("shown", sa.Text, sa.Computed("coalesce(name, email)", persisted=True)))


def downgrade():
    op.drop_column("customer", "shown")
