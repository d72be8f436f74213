"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_index("ix_customer_name", "customer")


def downgrade():
    op.create_index("ix_customer_name", "customer", ["name"])
