"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_customer_phone", "customer", ["phone"])


def downgrade():
    op.drop_index("ix_customer_phone", table_name="customer")
