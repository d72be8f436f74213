"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True), sa.Column("label", sa.String(40), nullable=False, unique=True))
    op.add_column("customer", sa.Column("nickname", sa.String(40)))
    op.create_index("ix_customer_name", "customer", ["name"])


def downgrade():
    op.drop_index("ix_customer_name", "customer")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("nickname")
    op.drop_table("tag")
