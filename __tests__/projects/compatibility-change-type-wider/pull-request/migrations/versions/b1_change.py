"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("points", existing_type=sa.Integer(), type_=sa.BigInteger())
        batch_op.alter_column("phone", existing_type=sa.String(20), type_=sa.String(40))
        batch_op.alter_column("name", existing_type=sa.String(80), type_=sa.Text())
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.alter_column("total", existing_type=sa.Numeric(10, 3), type_=sa.Numeric(14, 3))


def downgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.alter_column("total", existing_type=sa.Numeric(14, 3), type_=sa.Numeric(10, 3))
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("name", existing_type=sa.Text(), type_=sa.String(80))
        batch_op.alter_column("phone", existing_type=sa.String(40), type_=sa.String(20))
        batch_op.alter_column("points", existing_type=sa.BigInteger(), type_=sa.Integer())
