"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.create_unique_constraint("uq_customer_email", ["email"])
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.create_check_constraint("ck_purchase_total", "total >= 0")


def downgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.drop_constraint("ck_purchase_total", type_="check")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_constraint("uq_customer_email", type_="unique")
