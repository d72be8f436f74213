"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_constraint("uq_customer_email", type_="unique")
        batch_op.drop_column("phone")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(20)))
        batch_op.create_unique_constraint("uq_customer_email", ["email"])
