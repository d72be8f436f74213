"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"

customer = sa.table("customer", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("first_name", sa.String), sa.column("last_name", sa.String))


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("first_name", sa.String(80)))
        batch_op.add_column(sa.Column("last_name", sa.String(80)))
    bind = op.get_bind()
    for row in bind.execute(sa.select(customer.c.id, customer.c.name).where(customer.c.name.is_not(None))).all():
        first, _, last = row.name.partition(" ")
        last = last if _ else None
        bind.execute(customer.update().where(customer.c.id == row.id).values(first_name=first, last_name=last))
    # alembic-gate: ignore[destructive/drop-column] split into first_name and last_name
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("name")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(80)))
    bind = op.get_bind()
    for row in bind.execute(sa.select(customer.c.id, customer.c.first_name, customer.c.last_name).where(customer.c.first_name.is_not(None))).all():
        bind.execute(customer.update().where(customer.c.id == row.id).values(name=row.first_name if row.last_name is None else f"{row.first_name} {row.last_name}"))
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("last_name")
        batch_op.drop_column("first_name")
