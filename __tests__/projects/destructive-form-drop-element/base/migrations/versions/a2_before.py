"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_customer_name", "customer", ["name"])


def downgrade():
    op.drop_index("ix_customer_name", table_name="customer")
