"""b1"""

import sqlalchemy as sa
from alembic import op
from migrations.sweeping import drop_columns, forget

revision = "b1"
down_revision = "a1"


def upgrade():
    drop_columns("customer", "phone")
    forget("role")


def downgrade():
    op.add_column("customer", sa.Column("phone", sa.String(20)))
