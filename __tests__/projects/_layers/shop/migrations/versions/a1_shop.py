"""shop"""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(80)),
        sa.Column("phone", sa.String(20)),
        sa.Column("is_active", sa.Boolean),
        sa.Column("points", sa.Integer),
        sa.Column("joined_at", sa.DateTime),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customer.id", name="fk_purchase_customer"), nullable=False),
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("referrer", sa.Integer),
        sa.Column("total", sa.Numeric(10, 3)),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
    )


def downgrade():
    op.drop_table("role")
    op.drop_table("purchase")
    op.drop_table("customer")
