"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("profile", sa.Column("customer_id", sa.Integer, sa.ForeignKey("customer.id"), primary_key=True))
    op.execute("INSERT INTO profile SELECT id FROM customer WHERE is_active")


def downgrade():
    op.drop_table("profile")
