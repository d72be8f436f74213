"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("plan", sa.String(20), nullable=False, server_default="free"))
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("plan", existing_type=sa.String(20), existing_nullable=False, server_default=None)


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("plan")
