"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("phone_before", sa.String(20)))
    op.execute("UPDATE customer SET phone_before = phone")
    op.execute("UPDATE customer SET phone = 'unknown'")


def downgrade():
    op.execute("UPDATE customer SET phone = phone_before")
    op.drop_column("customer", "phone_before")
