"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE customer SET phone = '-' WHERE phone IS NULL")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), nullable=False)


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), nullable=True)
