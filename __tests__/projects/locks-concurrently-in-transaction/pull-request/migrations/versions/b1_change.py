"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_index("ix_customer_email", "customer", ["email"], postgresql_concurrently=True)


def downgrade():
    op.drop_index("ix_customer_email", "customer")
