"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("label", sa.String(200)))
    op.execute("UPDATE customer SET label = coalesce(name, email)")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("label", existing_type=sa.String(200), nullable=False)


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("label")
