"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk_orders_customer", "orders", "customer", ["customer_id"], ["id"])


def downgrade():
    op.drop_constraint("fk_orders_customer", "orders", type_="foreignkey")
    op.drop_index("fk_orders_customer", table_name="orders")
