"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE customer SET name = 'unknown' WHERE name IS NULL")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=False)


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=True)
