"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE customer_phone AS SELECT id, phone FROM customer")
    # alembic-gate: ignore[destructive/drop-column] kept in customer_phone
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("phone")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(20)))
    op.execute("UPDATE customer SET phone = (SELECT phone FROM customer_phone WHERE customer_phone.id = customer.id)")
    op.drop_table("customer_phone")
