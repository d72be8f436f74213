"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_check_constraint("ck_orders_total", "orders", "total >= 0")


def downgrade():
    op.execute("ALTER TABLE orders DROP CONSTRAINT ck_orders_total")
