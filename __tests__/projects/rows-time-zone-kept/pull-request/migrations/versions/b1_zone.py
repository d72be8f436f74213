"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    # alembic-gate: ignore[destructive/narrow-type] all of it is in UTC, and so is said on the way back
    op.alter_column("visit", "at", type_=sa.DateTime(), postgresql_using="at AT TIME ZONE 'UTC'")


def downgrade():
    op.alter_column("visit", "at", type_=sa.DateTime(timezone=True), postgresql_using="at AT TIME ZONE 'UTC'")
