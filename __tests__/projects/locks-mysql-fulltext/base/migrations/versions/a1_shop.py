"""the shop"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("customer", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(120), nullable=False))
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer_id", sa.Integer),
        sa.Column("total", sa.Integer),
        sa.Column("note", sa.String(100)),
    )


def downgrade():
    op.drop_table("orders")
    op.drop_table("customer")
