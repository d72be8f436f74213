"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_index("ix_orders_customer_id", "orders", ["customer_id"])
    op.execute("SET SESSION foreign_key_checks = 0")
    op.create_foreign_key("fk_orders_customer", "orders", "customer", ["customer_id"], ["id"])
    op.execute("SET SESSION foreign_key_checks = 1")


def downgrade():
    op.drop_constraint("fk_orders_customer", "orders", type_="foreignkey")
    op.drop_index("ix_orders_customer_id", table_name="orders")
