"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    metadata = sa.MetaData()
    metadata.reflect(op.get_bind(), only=["purchase", "role"])
    metadata.drop_all(op.get_bind(), tables=[metadata.tables[name] for name in ("purchase", "role")])


def downgrade():
    op.create_table("role", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40), nullable=False))
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customer.id", name="fk_purchase_customer"), nullable=False),
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("referrer", sa.Integer),
        sa.Column("total", sa.Numeric(10, 3)),
    )
