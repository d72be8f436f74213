"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.alter_column("total", existing_type=sa.Numeric(10, 3), type_=sa.Numeric(10, 2))


def downgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.alter_column("total", existing_type=sa.Numeric(10, 2), type_=sa.Numeric(10, 3))
