"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("joined_at", existing_type=sa.DateTime(), type_=sa.TIMESTAMP())
        batch_op.alter_column("name", existing_type=sa.String(80), type_=sa.JSON())
        batch_op.alter_column("is_active", existing_type=sa.Boolean(), type_=sa.Integer())


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("is_active", existing_type=sa.Integer(), type_=sa.Boolean())
        batch_op.alter_column("name", existing_type=sa.JSON(), type_=sa.String(80))
        batch_op.alter_column("joined_at", existing_type=sa.TIMESTAMP(), type_=sa.DateTime())
