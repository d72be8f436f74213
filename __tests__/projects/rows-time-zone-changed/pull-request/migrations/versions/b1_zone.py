"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.alter_column("visit", "at", type_=sa.DateTime(), postgresql_using="at AT TIME ZONE 'Asia/Tokyo'")


def downgrade():
    op.alter_column("visit", "at", type_=sa.DateTime(timezone=True), postgresql_using="at AT TIME ZONE 'UTC'")
