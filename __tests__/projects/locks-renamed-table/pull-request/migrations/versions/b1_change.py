"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.rename_table("customer", "client")


def downgrade():
    op.rename_table("client", "customer")
