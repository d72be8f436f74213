"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.rename_table("role", "duty")
    with op.batch_alter_table("duty") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(40), existing_nullable=False, new_column_name="title")


def downgrade():
    with op.batch_alter_table("duty") as batch_op:
        batch_op.alter_column("title", existing_type=sa.String(40), existing_nullable=False, new_column_name="name")
    op.rename_table("duty", "role")
