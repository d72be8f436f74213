"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_index("ix_customer_phone", table_name="customer")
    op.create_index("ix_customer_phone", "customer", ["phone", "name"])


def downgrade():
    op.drop_index("ix_customer_phone", table_name="customer")
    op.create_index("ix_customer_phone", "customer", ["phone"])
