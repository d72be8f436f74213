"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    customer = sa.Table("customer", sa.MetaData(), sa.Column("name", sa.String(80)))
    op.execute(sa.schema.DropIndex(sa.Index("ix_customer_name", customer.c.name)))
    op.execute(sa.schema.DropTable(sa.Table("role", sa.MetaData())))


def downgrade():
    op.create_table("role", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40), nullable=False))
    op.create_index("ix_customer_name", "customer", ["name"])
