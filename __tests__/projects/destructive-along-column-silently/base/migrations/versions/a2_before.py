"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_purchase_customer", "purchase", ["customer_id"])


def downgrade():
    op.drop_index("ix_purchase_customer", table_name="purchase")
