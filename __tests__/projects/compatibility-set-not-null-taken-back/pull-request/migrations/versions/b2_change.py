"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), nullable=True)


def downgrade():
    op.execute("UPDATE customer SET phone = '-' WHERE phone IS NULL")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", existing_type=sa.String(20), nullable=False)
