"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), server_default="-")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), server_default=None)
