"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_customer_email", "customer", ["email"])


def downgrade():
    op.drop_index("ix_customer_email", "customer")
