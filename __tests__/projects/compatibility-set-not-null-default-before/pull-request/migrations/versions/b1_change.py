"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("UPDATE customer SET phone = '-' WHERE phone IS NULL")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), nullable=False, existing_server_default="-")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), nullable=True, existing_server_default="-")
