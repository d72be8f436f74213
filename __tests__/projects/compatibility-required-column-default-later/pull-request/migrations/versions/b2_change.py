"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("plan", existing_type=sa.String(20), existing_nullable=False, server_default="free")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("plan", existing_type=sa.String(20), existing_nullable=False, server_default=None)
