"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("code", sa.Text))
    op.create_index("ix_customer_code", "customer", ["code"])


def downgrade():
    op.drop_column("customer", "code")
