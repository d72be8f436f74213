"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("contact", sa.Column("customer_id", sa.Integer, sa.ForeignKey("customer.id"), primary_key=True, autoincrement=False), sa.Column("phone", sa.String(20)))
    op.execute("INSERT INTO contact (customer_id, phone) SELECT id, phone FROM customer WHERE phone IS NOT NULL")
    # alembic-gate: ignore[destructive/drop-column] moved to contact
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("phone")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(20)))
    op.execute("UPDATE customer SET phone = (SELECT phone FROM contact WHERE contact.customer_id = customer.id)")
    op.drop_table("contact")
