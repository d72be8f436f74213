"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("orders", sa.Column("paid_at", sa.DateTime))
    op.create_index("ix_orders_total", "orders", ["total"])
    op.execute("ALTER TABLE orders ADD COLUMN state VARCHAR(10), ALGORITHM=INSTANT")


def downgrade():
    op.drop_column("orders", "state")
    op.drop_index("ix_orders_total", table_name="orders")
    op.drop_column("orders", "paid_at")
