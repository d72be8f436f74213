"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("name", new_column_name="full_name", existing_type=sa.String(80))


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("full_name", new_column_name="name", existing_type=sa.String(80))
