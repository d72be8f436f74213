"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    for column in ("joined_at", "left_at"):
        op.alter_column("customer", column, type_=sa.DateTime(timezone=True), postgresql_using=f"{column} AT TIME ZONE 'UTC'")


def downgrade():
    for column in ("joined_at", "left_at"):
        op.alter_column("customer", column, type_=sa.DateTime(), postgresql_using=f"{column} AT TIME ZONE 'UTC'")
