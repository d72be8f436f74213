"""many"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.drop_column("customer", "phone")
    op.execute("ALTER TABLE customer RENAME COLUMN name TO full_name")
    op.add_column("purchase", sa.Column("channel", sa.String(10), nullable=False, server_default="web"))
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("purchase") as batch_op:
            batch_op.alter_column("channel", server_default=None)
    else:
        op.alter_column("purchase", "channel", existing_type=sa.String(10), existing_nullable=False, server_default=None)
    op.rename_table("role", "duty")


def downgrade():
    op.rename_table("duty", "role")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("purchase") as batch_op:
            batch_op.drop_column("channel")
    else:
        op.drop_column("purchase", "channel")
    op.execute("ALTER TABLE customer RENAME COLUMN full_name TO name")
    op.add_column("customer", sa.Column("phone", sa.String(20)))
