"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("purchase", "reference", type_=sa.Date, postgresql_using="reference::date")


def downgrade():
    op.alter_column("purchase", "reference", type_=sa.String(20), postgresql_using="reference::varchar")
