"""b1"""

import sqlalchemy as sa
from alembic import op
import json

revision = "b1"
down_revision = "a1"

customer = sa.table("customer", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("phone", sa.String), sa.column("card", sa.Text))


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("card", sa.Text))
    bind = op.get_bind()
    for row in bind.execute(sa.select(customer.c.id, customer.c.name, customer.c.phone)).all():
        bind.execute(customer.update().where(customer.c.id == row.id).values(card=json.dumps([row.name, row.phone])))
    # alembic-gate: ignore[destructive/drop-column] both are in card
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("name")
        batch_op.drop_column("phone")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(80)))
        batch_op.add_column(sa.Column("phone", sa.String(20)))
    bind = op.get_bind()
    for row in bind.execute(sa.select(customer.c.id, customer.c.card)).all():
        name, phone = json.loads(row.card)
        bind.execute(customer.update().where(customer.c.id == row.id).values(name=name, phone=phone))
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("card")
