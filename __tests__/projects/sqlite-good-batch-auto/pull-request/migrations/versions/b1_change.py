"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("age", sa.Integer))
        batch_op.create_index("ix_age", ["age"])
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=False, server_default="")


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=True, server_default=None)
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_index("ix_age")
        batch_op.drop_column("age")
